"""Runs the reactors of a database in one process at a time, whichever took the lock first.

The lock is not that of the views: a mail server that takes its time must not hold up what
people read. It lies on a connection that only listens; when that is lost, the reactors stop,
and the next process that asks goes on from their cursors. What the two may both have been at
in that moment happens twice, which at least once allows.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

import structlog

from infrastructure.event_store.listener import CHANNEL, LONGEST
from infrastructure.postgres.sql import Connection, Pool
from projections.engine.batches import last_position
from projections.engine.event_reader import EventReader
from projections.engine.runner import NEXT_TRY
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
        self._woken = {each.name: asyncio.Event() for each in reactors}
        self._lost = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to work in the background."""
        self._task = asyncio.create_task(self._lead_whenever_possible(), name="reactors")

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
            end = await last_position(connection)
        positions = {row["name"]: row["position"] for row in rows}
        return tuple(
            ReactorStatus(
                name=each.name,
                position=positions.get(each.tracking_name, 0),
                lag=end - positions.get(each.tracking_name, 0),
                error=stall["error"] if stall else None,
                attempts=stall["attempts"] if stall else 0,
            )
            for each in self._reactors
            for stall in (stalls.get(each.tracking_name),)
        )

    async def _lead_whenever_possible(self) -> None:
        """Run the reactors while no other process does, one connection after another."""
        while True:
            try:
                async with self._pool.acquire() as connection:
                    if await SQL["take_reacting"].value(connection):
                        await self._lead(connection)
            except Exception as error:  # noqa: BLE001 - what broke off begins again
                LOG.warning("reactors_interrupted", reason=repr(error))
            await asyncio.sleep(NEXT_TRY)

    async def _lead(self, connection: Connection) -> None:
        """Run every reactor beside the others until *connection*, which listens, is lost."""
        self._lost.clear()
        connection.add_termination_listener(self._on_lost)
        await connection.add_listener(CHANNEL, self._on_notify)
        try:
            async with asyncio.TaskGroup() as tasks:
                for each in self._reactors:
                    tasks.create_task(self._follow(each), name=f"reactor: {each.name}")
                await self._lost.wait()
                raise LeadershipLost
        finally:
            if not connection.is_closed():
                connection.remove_termination_listener(self._on_lost)
                await connection.remove_listener(CHANNEL, self._on_notify)

    async def _follow(self, reactor: Reactor) -> None:
        """Move *reactor* along the log, woken by what is appended, and once a second."""
        cursor, woken = Cursor(self._pool, reactor, self._reader), self._woken[reactor.name]
        while True:
            woken.clear()
            retry = await cursor.advance()
            await asyncio.sleep(PAUSE if retry is None else retry)
            if retry is None:
                with suppress(TimeoutError):
                    async with asyncio.timeout(LONGEST):
                        await woken.wait()

    def _on_notify(self, *_: object) -> None:
        for woken in self._woken.values():
            woken.set()

    def _on_lost(self, *_: object) -> None:
        self._lost.set()
