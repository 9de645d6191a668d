"""Who uses the embedded PostgreSQL of a folder; the last one to leave stops it.

The account is kept in file locks, which the operating system releases when a process dies in
any way whatever. A list of process ids would go stale with the first SIGKILL.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class Holder:
    """One use of the PostgreSQL in *folder*: taken with `join`, given back with `leave`."""

    def __init__(self, folder: Path) -> None:
        self._users = folder / "postgres.users"
        self._change = folder / "postgres.change"
        self._held: int | None = None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let nobody else start or stop the server meanwhile."""
        change = _open(self._change)
        try:
            fcntl.flock(change, fcntl.LOCK_EX)
            yield
        finally:
            os.close(change)

    def join(self) -> None:
        """Count as a user of the server until `leave` or death."""
        self._held = _open(self._users)
        fcntl.flock(self._held, fcntl.LOCK_SH)

    def leave(self) -> bool:
        """Count no longer, and say whether nobody else uses the server."""
        if self._held is not None:
            os.close(self._held)
            self._held = None
        users = _open(self._users)
        try:
            with suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return True
            return False
        finally:
            os.close(users)


def _open(path: Path) -> int:
    """Open the lock file *path*, which stays empty."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
