"""What a running server says about itself, in the file `postmaster.pid` of its data folder.

It is believed only while that process is a PostgreSQL: after a restart of the computer or the
container the same number may be anybody's.
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
    """Return the server that *file* tells of; a file that a dead server left is removed."""
    try:
        said = file.read_text().splitlines()
    except FileNotFoundError:
        return None
    lines = said + [""] * (len(POSTMASTER_LINES) - len(said))
    told = dict(zip(POSTMASTER_LINES, lines, strict=False))
    if not is_postgres(told["process"]):
        file.unlink(missing_ok=True)
        return None
    return Postmaster(
        status=told["status"].strip() or "starting",
        socket_folder=told["socket_folder"],
    )


def is_postgres(process: str | int) -> bool:
    """Say whether the process of that number is alive and a PostgreSQL."""
    try:
        found = psutil.Process(int(process))
        return found.name() == "postgres" and found.status() != psutil.STATUS_ZOMBIE
    except (ValueError, psutil.NoSuchProcess):
        return False
