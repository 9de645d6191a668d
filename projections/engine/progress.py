"""How far the views are, as this process knows it: read when they move, asked in memory.

Whoever wrote something waits here until the views have it. The leader may be another
process, so the positions come from the database: on a wake-up, and once a second.
"""

import asyncio
from collections.abc import Collection, Sequence

import asyncpg

from infrastructure.event_store.listener import Listener
from infrastructure.event_store.lost import LOST
from infrastructure.postgres.sql import Database, Pool
from projections.engine.projection import Projection
from projections.engine.tracking import CHANNEL, Tracked, tracked

AWAY = (*LOST, asyncpg.PostgresError)


class Progress:
    """Watches the positions of *projections*."""

    def __init__(self, pool: Pool, projections: Sequence[Projection]) -> None:
        self._pool = pool
        self._projections = projections
        self._tracked = Tracked(positions={})
        self._looking = asyncio.Lock()
        self._moved = asyncio.Condition()

    async def watch(self) -> None:
        """Keep up with the views until cancelled."""
        async with Listener(self._pool, channel=CHANNEL) as listener:
            while True:
                await self.look(self._pool)
                await listener.wait()

    async def look(self, database: Database) -> None:
        """Read the positions once; while the database is away they stay as they are.

        One look after another: a slow one never covers what a later one saw. The leader
        looks on its own connection, so that it never waits for one of the pool.
        """
        try:
            async with self._looking:
                self._tracked = await tracked(database)
        except AWAY:
            return
        async with self._moved:
            self._moved.notify_all()

    async def wait_until(
        self,
        position: int,
        timeout: float,  # noqa: ASYNC109 - to be late is an answer here, not an error
        names: Collection[str] = (),
    ) -> bool:
        """Return True once the views are at *position*, False after *timeout* seconds."""
        if self.position(names) >= position:
            return True
        try:
            async with asyncio.timeout(timeout), self._moved:
                await self._moved.wait_for(lambda: self.position(names) >= position)
        except TimeoutError:
            return False
        return True

    def position(self, names: Collection[str] = ()) -> int:
        """Return where the hindmost view is, of those named or of all."""
        return min(
            self._tracked.position(each)
            for each in self._projections
            if not names or each.name in names
        )
