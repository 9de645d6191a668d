"""Hears that a session or key ended in another server process, and has it forgotten here.

When the connection was lost, announcements may have been missed: then everything that is
remembered is forgotten, which costs each caller one look into the database.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from uuid import UUID

from infrastructure.access.sessions import CHANNEL
from infrastructure.event_store.lost import LOST
from infrastructure.postgres.sql import Pool

_PAUSE = 0.1


class AccessWatch:
    """Holds one connection of *pool* that listens; opens another whenever it is lost."""

    def __init__(
        self, pool: Pool, *, forget: Callable[[UUID], None], forget_all: Callable[[], None]
    ) -> None:
        self._pool = pool
        self._forget = forget
        self._forget_all = forget_all
        self._lost = asyncio.Event()

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Listen until the block ends."""
        task = asyncio.create_task(self._watch(), name="access watch")
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait([task])

    async def _watch(self) -> None:
        while True:
            try:
                await self._listen()
            except LOST:
                await asyncio.sleep(_PAUSE)

    async def _listen(self) -> None:
        """Listen on one connection until it is lost."""
        async with self._pool.acquire() as connection:
            self._lost.clear()
            connection.add_termination_listener(self._on_lost)
            await connection.add_listener(CHANNEL, self._on_notify)
            self._forget_all()
            try:
                await self._lost.wait()
            finally:
                if not connection.is_closed():
                    connection.remove_termination_listener(self._on_lost)
                    await connection.remove_listener(CHANNEL, self._on_notify)

    def _on_notify(self, _connection: object, _pid: object, _channel: object, what: object) -> None:
        self._forget(UUID(str(what)))

    def _on_lost(self, *_: object) -> None:
        self._lost.set()
