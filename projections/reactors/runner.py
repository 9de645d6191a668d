"""Runs the reactors of a database in one process at a time, whichever took the lock first.

The lock is not that of the views: a mail server that takes its time must not hold up what
people read. It lies on a connection that only listens and beats; when that is lost, the
reactors stop, and the next process that asks goes on from their cursors. What the two may both
have been at in that moment happens twice, which at least once allows.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

import structlog

from infrastructure.logs.seldom import Seldom
from infrastructure.postgres.sql import Pool
from projections.engine.batches import last_position
from projections.engine.event_reader import EventReader
from projections.engine.heartbeat import BEAT, Heartbeat
from projections.engine.leadership import Appends, Leadership, lead_whenever_possible
from projections.engine.tracking import SQL as TRACKING
from projections.reactors.cursor import SQL, Cursor
from projections.reactors.reactor import Reactor, ReactorStatus

LOG = structlog.get_logger("sokoguru.reactors")

PAUSE = 0.1  # seconds between two looks at a log that grows all the time


class LeadershipLost(ConnectionError):
    """The connection that holds the lock was lost; another process may react by now."""


class Reactors:
    """Runs *reactors* on *pool*'s database, or waits until nobody else does.

    It holds one connection of the pool while it runs them.
    """

    def __init__(
        self, pool: Pool, reactors: Sequence[Reactor], *, reader: EventReader | None = None
    ) -> None:
        self._pool = pool
        self._reactors = reactors
        self._reader = reader or EventReader()
        self._task: asyncio.Task[None] | None = None
        self._seldom = Seldom()

    async def start(self) -> None:
        """Begin to work in the background."""
        leading = lead_whenever_possible(
            self._pool, SQL["take_reacting"], Heartbeat("reactors"), self._lead, self._tell
        )
        self._task = asyncio.create_task(leading, name="reactors")

    async def stop(self) -> None:
        """Stop; a reaction that was not finished is repeated by whoever goes on."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    async def status(self) -> tuple[ReactorStatus, ...]:
        """Return how far each reactor is, as the database knows it."""
        async with self._pool.acquire() as connection:
            rows = await SQL["cursors"].rows(connection)
            stalls = {row["name"]: row for row in await TRACKING["stalls"].rows(connection)}
            put_off = {row["reactor"]: row for row in await SQL["all_put_off"].rows(connection)}
            end = await last_position(connection)
        positions = {row["name"]: row["position"] for row in rows}
        return tuple(
            ReactorStatus(
                name=each.name,
                position=positions.get(each.tracking_name, 0),
                lag=end - positions.get(each.tracking_name, 0),
                error=stall["error"] if stall else None,
                attempts=stall["attempts"] if stall else 0,
                put_off=waiting["count"] if waiting else 0,
            )
            for each in self._reactors
            for waiting in (put_off.get(each.tracking_name),)
            for stall in (stalls.get(each.tracking_name, waiting),)
        )

    async def _lead(self, leadership: Leadership) -> None:
        """Run every reactor beside the others until the connection with the lock is lost."""
        async with asyncio.TaskGroup() as tasks:
            for each in self._reactors:
                following = self._follow(each, leadership.appends())
                tasks.create_task(following, name=f"reactor: {each.name}")
            lost = False
            while not lost:
                await leadership.beat()
                lost = await leadership.lost_within(BEAT)
            raise LeadershipLost

    async def _follow(self, reactor: Reactor, appends: Appends) -> None:
        """Move *reactor* along the log whenever it grows."""
        cursor = Cursor(self._pool, reactor, self._reader)
        while True:
            retry = await cursor.advance()
            if retry is None or reactor.apart:
                await asyncio.sleep(PAUSE)
                with suppress(TimeoutError):
                    await asyncio.wait_for(appends.wait(), retry)
            else:
                await asyncio.sleep(retry)

    def _tell(self, error: Exception) -> None:
        """Say in one line what ended the work, once a minute for each kind; it begins again."""
        causes = error.exceptions if isinstance(error, ExceptionGroup) else (error,)
        for cause in causes:
            kind = type(cause).__name__
            if (left_out := self._seldom.due(kind)) is not None:
                reason = f"{kind}: {cause}"
                LOG.warning("reactors_interrupted", reason=reason, left_out=left_out)
