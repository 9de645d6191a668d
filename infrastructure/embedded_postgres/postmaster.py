"""What a running server says about itself, in the file `postmaster.pid` of its data folder.

It is believed only while that process is a PostgreSQL at work in that folder: after a restart
of the computer or the container the same number may be anybody's, another server's included.
"""

from pathlib import Path

import msgspec
import psutil

# What the lines of postmaster.pid say; a server that is starting has not written them all.
POSTMASTER_LINES = (
    "process",
    "data_folder",
    "started_at",
    "port",
    "socket_folder",
    "host",
    "shared_memory",
    "status",
)


class Postmaster(msgspec.Struct, frozen=True, kw_only=True):
    """A running server as its own file describes it."""

    status: str
    socket_folder: str


def read_postmaster(file: Path) -> Postmaster | None:
    """Return the server that *file* tells of, None when it is dead or there is none."""
    try:
        said = file.read_text().splitlines()
    except FileNotFoundError:
        return None
    lines = said + [""] * (len(POSTMASTER_LINES) - len(said))
    told = dict(zip(POSTMASTER_LINES, lines, strict=False))
    if not is_postgres(told["process"], file.parent):
        return None
    return Postmaster(
        status=told["status"].strip() or "starting",
        socket_folder=told["socket_folder"],
    )


def is_postgres(process: str | int, folder: Path | None = None) -> bool:
    """Say whether the process of that number is alive and a PostgreSQL, at work in *folder*."""
    try:
        found = psutil.Process(int(process))
        if found.name() != "postgres" or found.status() == psutil.STATUS_ZOMBIE:
            return False
        return folder is None or _works_in(found, folder)
    except (ValueError, psutil.NoSuchProcess):
        return False


def _works_in(process: psutil.Process, folder: Path) -> bool:
    """Say whether *process* works in *folder*; where that may not be known, it is believed."""
    try:
        return Path(process.cwd()).samefile(folder)
    except (psutil.AccessDenied, OSError):
        return True
