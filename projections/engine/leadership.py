"""One process of many at work: whoever holds an advisory lock, for as long as its connection lasts.

A leader has to be heard of: it beats (`projections.engine.heartbeat`) every other second, or the
database ends its session and gives the lock to another.

The connection that holds the lock also hears of appends, so a leader needs no other one to be
woken. A wake-up is a hint: it may come late or for nothing, and a leader looks once a second in
any case.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from infrastructure.event_store.listener import CHANNEL, LONGEST, listening
from infrastructure.postgres.session import change_session
from infrastructure.postgres.sql import Connection, Pool, Statement
from projections.engine.heartbeat import Heartbeat

NEXT_TRY = 1.0  # seconds until a process asks again whether it may lead


class Appends:
    """Wakes one follower of the log when something was appended."""

    def __init__(self) -> None:
        self._woken = asyncio.Event()

    def hear(self) -> None:
        """Wake the follower, now or when it waits the next time."""
        self._woken.set()

    async def wait(self) -> None:
        """Return once something was appended since the last call, after a second at the latest."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST):
                await self._woken.wait()
        self._woken.clear()


class Leadership:
    """What a leader holds: the *connection* with the lock, and *lost*, set when that is gone."""

    def __init__(self, connection: Connection, heartbeat: Heartbeat) -> None:
        self.connection = connection
        self._heartbeat = heartbeat
        self.lost = asyncio.Event()
        self._followers: list[Appends] = []

    async def lost_within(self, seconds: float) -> bool:
        """Wait for *seconds*, and say whether the connection was lost meanwhile."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.lost.wait()
        return self.lost.is_set()

    async def beat(self) -> None:
        """Say that this leader is alive; to be called every second, when *connection* is free."""
        await self._heartbeat.beat(self.connection)

    def appends(self) -> Appends:
        """Return what wakes one more follower."""
        self._followers.append(Appends())
        return self._followers[-1]

    def on_notify(self, *_: object) -> None:
        """Wake every follower."""
        for each in self._followers:
            each.hear()

    def on_lost(self, *_: object) -> None:
        """Note that another process may lead by now."""
        self.lost.set()


async def lead_whenever_possible(
    pool: Pool,
    take_lock: Statement,
    heartbeat: Heartbeat,
    work: Callable[[Leadership], Awaitable[None]],
    interrupted: Callable[[Exception], None],
) -> None:
    """Do *work* while no other process does, on one connection of *pool* after another.

    *heartbeat* is what others hear of it. *interrupted* hears what ended the work, which begins
    again by itself.
    """
    while True:
        try:
            async with pool.acquire() as connection:
                change_session(connection)
                if await take_lock.value(connection):
                    await heartbeat.begin(connection)
                    async with _hearing(connection, heartbeat) as leadership:
                        await work(leadership)
        except Exception as error:  # noqa: BLE001 - a broken leader is worse than any error
            interrupted(error)
        await asyncio.sleep(NEXT_TRY)


@asynccontextmanager
async def _hearing(connection: Connection, heartbeat: Heartbeat) -> AsyncIterator[Leadership]:
    """Listen on *connection* for what is appended, and for its end."""
    leadership = Leadership(connection, heartbeat)
    async with listening(connection, CHANNEL, leadership.on_notify, leadership.on_lost):
        yield leadership
