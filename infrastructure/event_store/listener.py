"""Listen on a channel of PostgreSQL (LISTEN), over one connection after another.

Whoever follows the log calls `wait`. A wake-up is a hint and nothing more: it may come late,
twice, or for nothing. Followers read the log from their own position each time, and `wait`
returns within a second in any case, so a hint that was lost with its connection costs a moment,
never an event.

Whoever needs what was said gives *heard*, which is called with the payload of each NOTIFY. What
was said while there was no connection is lost, so *opened* is called whenever there is a new one.

Nothing ends a listener but its user: whatever goes wrong is told in the log, once a minute for each
kind, and tried again. Whoever watches the server asks `hearing`.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from types import TracebackType
from typing import Self

import structlog

from infrastructure.event_store.lost import LOST
from infrastructure.logs.seldom import Seldom
from infrastructure.postgres.sql import Connection, Pool

LOG = structlog.get_logger("sokoguru.listener")

CHANNEL = "stored_events"
LONGEST = 1.0  # seconds a follower sleeps at most, woken or not


def ignore(*_: object) -> None:
    """Do nothing about it."""


@asynccontextmanager
async def listening(
    connection: Connection,
    channel: str,
    heard: Callable[..., None],
    lost: Callable[..., None],
) -> AsyncIterator[None]:
    """Have *heard* called for each NOTIFY on *channel*, and *lost* when *connection* ends.

    Nothing that goes wrong at the end covers why it ended: a connection that breaks while its
    user is being cancelled would otherwise turn the cancellation into an error, and be tried
    again for ever. A broken connection is terminated, because it keeps its callbacks otherwise,
    and a pool takes back no connection that has some.
    """
    connection.add_termination_listener(lost)
    try:
        await connection.add_listener(channel, heard)
        yield
    finally:
        with suppress(*LOST):
            if connection.is_closed():
                connection.terminate()
            else:
                connection.remove_termination_listener(lost)
                await connection.remove_listener(channel, heard)


class Listener:
    """Hold one connection of *pool* that listens on *channel*; open another when it is lost."""

    def __init__(
        self,
        pool: Pool,
        channel: str = CHANNEL,
        *,
        heard: Callable[[str], None] = ignore,
        opened: Callable[[], None] = ignore,
    ) -> None:
        self._pool = pool
        self._channel = channel
        self._heard = heard
        self._opened = opened
        self._woken = asyncio.Event()
        self._lost = asyncio.Event()
        self._hearing = False
        self._seldom = Seldom()

    @property
    def channel(self) -> str:
        """What it listens on."""
        return self._channel

    @property
    def hearing(self) -> bool:
        """Whether it has a connection that listens; without one it looks once a second."""
        return self._hearing

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._listen(), name="listener")
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._task.cancel()
        await asyncio.wait([self._task])

    async def wait(self, seconds: float = LONGEST) -> bool:
        """Return True once something was appended, False after *seconds* (1 at most).

        What was appended since the last call counts, so nothing falls between two calls.
        """
        try:
            async with asyncio.timeout(min(seconds, LONGEST)):
                await self._woken.wait()
        except TimeoutError:
            return False
        self._woken.clear()
        return True

    async def _listen(self) -> None:
        """Listen until cancelled, on one connection after another."""
        while True:
            try:
                async with self._pool.acquire() as connection:
                    await self._listen_on(connection)
            except Exception as error:  # noqa: BLE001 - a deaf listener is worse than any error
                self._tell(error)
                await asyncio.sleep(LONGEST / 10)

    async def _listen_on(self, connection: Connection) -> None:
        """Listen on *connection* until it is lost."""
        self._lost.clear()
        async with listening(connection, self._channel, self._on_notify, self._on_lost):
            self._opened()
            self._hearing = True
            self._woken.set()  # what was appended while nobody listened
            try:
                await self._lost.wait()
            finally:
                self._hearing = False

    def _tell(self, error: Exception) -> None:
        """Say in one line why nothing is heard, once a minute for each kind."""
        kind = type(error).__name__
        if (left_out := self._seldom.due(kind)) is not None:
            reason = f"{kind}: {error}"
            LOG.warning("listener_lost", channel=self._channel, reason=reason, left_out=left_out)

    def _on_notify(self, _connection: object, _pid: object, _channel: object, said: object) -> None:
        self._heard(str(said))
        self._woken.set()

    def _on_lost(self, *_: object) -> None:
        self._lost.set()
