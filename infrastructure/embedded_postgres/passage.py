"""What is changed on this computer when root runs the embedded PostgreSQL as another user.

Three things, each only where it is missing, each told in the log with what it was before: the
system user is added; it may pass through the folders above its programs and data, which shows it
no names of files; and the files of the installed PostgreSQL, which hold no secrets, may be read.
Nothing is undone later: another Sokoguru may need it. Folders of other people are never opened;
then starting is refused with a sentence that says what to do.
"""

import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path
from typing import Any

import structlog

from infrastructure.settings.problems import DataFolderUnusable

LOG = structlog.get_logger("sokoguru.postgres")


def ensure_user(name: str) -> None:
    """Add the system user *name*, without a home or a password, unless it is there."""
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
        LOG.warning("system_user_added", user=name)


def let_pass(folder: Path, user: str) -> None:
    """Let *user* pass through *folder*, and only *user* where the file system can say so (ACL)."""
    mode = stat.S_IMODE(folder.stat().st_mode)
    if mode & stat.S_IXOTH or can_pass(folder, user):
        return
    refuse_unless_ours(folder, user)
    if _let_pass_alone(folder, user):
        LOG.warning("folder_opened", folder=str(folder), acl=f"user:{user}:--x")
        return
    folder.chmod(mode | stat.S_IXOTH)
    _tell(folder, mode)


def can_pass(folder: Path, user: str) -> bool:
    """Ask the system whether *user*, in its own group, may pass through *folder*."""
    asked = subprocess.run(  # noqa: S603 - fixed program, and the folder is one argument
        ["/bin/sh", "-c", 'test -x "$0"', str(folder)],
        cwd="/",
        check=False,
        **run_as(user),
    )
    return asked.returncode == 0


def run_as(user: str | None) -> dict[str, Any]:
    """Return what `subprocess.run` takes to run as *user*, in its own group and no other.

    None is whoever we are, who needs no change.
    """
    owner = pwd.getpwnam(user) if user is not None else None
    if owner is None or owner.pw_uid == os.geteuid():
        return {}
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": ()}


def refuse_unless_ours(path: Path, user: str) -> None:
    """Raise unless *path* belongs to whoever we are: what is not ours is not ours to open."""
    owner = path.stat().st_uid
    if owner != os.geteuid():
        raise DataFolderUnusable(
            f"PostgreSQL runs as the user {user}, who may not enter {path}, which belongs to "
            f"{_name(owner)}. Name a data folder elsewhere with --data-dir or SOKOGURU_DATA_DIR, "
            f"start Sokoguru as {_name(owner)}, or let everybody pass: chmod o+x {path}"
        )


def open_to_all(folder: Path) -> None:
    """Let every user do with the files of *folder* what their owner may, except writing."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            mode = stat.S_IMODE(path.stat().st_mode)
            allowed = mode & (stat.S_IRUSR | stat.S_IXUSR)
            path.chmod(mode | allowed >> 3 | allowed >> 6)
    LOG.warning("programs_opened", folder=str(folder), added="what the owner may, except writing")


def _let_pass_alone(folder: Path, user: str) -> bool:
    """Give *user* alone the right to pass; false where there is no setfacl or no such thing."""
    setfacl = shutil.which("setfacl")
    if setfacl is None:
        return False
    given = subprocess.run(  # noqa: S603 - the system's program, and no shell reads the arguments
        [setfacl, "--modify", f"user:{user}:x", str(folder)],
        capture_output=True,
        check=False,
    )
    return given.returncode == 0


def _tell(folder: Path, before: int) -> None:
    after = stat.S_IMODE(folder.stat().st_mode)
    LOG.warning("folder_opened", folder=str(folder), before=f"{before:04o}", after=f"{after:04o}")


def _name(owner: int) -> str:
    """Return the name of the user with the number *owner*, the number when it has none."""
    try:
        return pwd.getpwuid(owner).pw_name
    except KeyError:
        return f"user {owner}"
