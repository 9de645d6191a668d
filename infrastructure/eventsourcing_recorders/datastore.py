"""One database as the recorders share it: a pool, a group writer, a loop to run them on."""

from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from threading import Lock
from typing import Any, TypeVar

import asyncpg
import msgspec

from infrastructure.event_store.group_commit import GroupWriter
from infrastructure.eventsourcing_recorders.background import Background
from infrastructure.eventsourcing_recorders.errors import translated
from infrastructure.postgres.sql import Pool

T = TypeVar("T")

CONNECTIONS = 10


class Open(msgspec.Struct, frozen=True):
    """What an open datastore holds."""

    background: Background
    pool: Pool
    writer: GroupWriter


class Datastore:
    """The database at *url*; opened by whoever uses it first, from any thread."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._lock = Lock()
        self._opened: Open | None = None

    def run(self, work: Callable[[Open], Coroutine[Any, Any, T]]) -> T:
        """Do *work* on the database, and return what it returns.

        Raises the library's errors only.
        """
        with translated():
            return self.start(work).result()

    def start(self, work: Callable[[Open], Coroutine[Any, Any, T]]) -> "Future[T]":
        """Begin *work* on the database and return at once."""
        opened = self._open()
        return opened.background.start(work(opened))

    def close(self) -> None:
        """Finish what was begun and leave the database; using the datastore opens it again."""
        with self._lock:
            opened, self._opened = self._opened, None
        if opened is not None:
            opened.background.run(_leave(opened))
            opened.background.close()

    def _open(self) -> Open:
        with self._lock:
            if self._opened is None:
                background = Background()
                try:
                    pool, writer = background.run(_enter(self._url))
                except BaseException:
                    background.close()
                    raise
                self._opened = Open(background, pool, writer)
            return self._opened


async def _enter(url: str) -> tuple[Pool, GroupWriter]:
    """Open a pool on *url* and a writer on the pool."""
    pool = await asyncpg.create_pool(url, min_size=1, max_size=CONNECTIONS)
    writer = GroupWriter(pool)
    writer.start()
    return pool, writer


async def _leave(opened: Open) -> None:
    """Finish what was begun and close the pool."""
    await opened.writer.close()
    await opened.pool.close()
