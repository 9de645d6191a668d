"""How far the views are, as this process knows it: read when they move, asked in memory.

Whoever wrote something waits here until the views have it. The leader may be another
process, so the positions come from the database: on a wake-up, and once a second.
"""

import asyncio
from collections.abc import Collection, Sequence

import structlog

from infrastructure.event_store.listener import Listener
from infrastructure.logs.seldom import Seldom
from infrastructure.postgres.sql import Database, Pool
from projections.engine.projection import Projection
from projections.engine.tracking import CHANNEL, Tracked, tracked

LOG = structlog.get_logger("sokoguru.views")


class Progress:
    """Watches the positions of *projections*."""

    def __init__(self, pool: Pool, projections: Sequence[Projection]) -> None:
        self._pool = pool
        self._projections = projections
        self._tracked = Tracked(positions={})
        self._looking = asyncio.Lock()
        self._moved = asyncio.Condition()
        self._listener = Listener(pool, channel=CHANNEL)
        self._seldom = Seldom()

    @property
    def hearing(self) -> bool:
        """Whether this process hears at once that views have moved, or looks once a second."""
        return self._listener.hearing

    async def watch(self) -> None:
        """Keep up with the views until cancelled."""
        async with self._listener as listener:
            while True:
                await self.look(self._pool)
                await listener.wait()

    async def look(self, database: Database) -> None:
        """Read the positions once; while that is not possible they stay as they are.

        One look after another: a slow one never covers what a later one saw. The leader
        looks on its own connection, so that it never waits for one of the pool.
        """
        try:
            async with self._looking:
                self._tracked = await tracked(database)
        except Exception as error:  # noqa: BLE001 - a watch that ends is worse than any error
            self._tell(error)
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

    def _tell(self, error: Exception) -> None:
        """Say in one line that the positions are not known, once a minute for each kind."""
        kind = type(error).__name__
        if (left_out := self._seldom.due(kind)) is not None:
            LOG.warning("views_not_seen", reason=f"{kind}: {error}", left_out=left_out)
