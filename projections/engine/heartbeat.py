"""A leader says every two seconds that it is alive, on the connection that holds its lock.

Others see it in `views.leaders`. Nobody has to watch it, though: a leader's session that says
nothing for `LEASE` seconds, because its process hangs or its cable is cut, is ended by the
database, which gives the lock to the next that asks. What the old one still writes goes over
the connection that it no longer has.

A beat also compares the database's clock with the passing of time here. A clock that jumped
ahead and back leaves events behind that are recorded in the future, and all that follow are
recorded at that same moment, so that questions about a time miss them.
"""

import os
import socket
import time
from collections.abc import Callable

import structlog

from infrastructure.event_store.listener import ignore
from infrastructure.logs.seldom import Seldom
from infrastructure.postgres.sql import Connection, statements

SQL = statements(__file__)
LOG = structlog.get_logger("sokoguru.clock")

BEAT = 2.0  # seconds
LEASE = 15.0  # seconds of silence after which the database ends a leader's session
JUMP = 5.0  # seconds that a clock may be off between two beats before it has jumped


class Heartbeat:
    """The heart of the leader called *name*.

    *jumped* hears by how much the database's clock did; *clock* counts seconds and never jumps.
    """

    def __init__(
        self,
        name: str,
        jumped: Callable[[float], None] = ignore,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._name = name
        self._jumped = jumped
        self._clock = clock
        self._process = f"{socket.gethostname()}:{os.getpid()}"
        self._seen: tuple[float, float] | None = None  # the clock here, the database's
        self._seldom = Seldom(clock)

    async def begin(self, connection: Connection) -> None:
        """Let the database end the session on *connection* when it falls silent; beat once."""
        await SQL["limit_silence"].run(connection, limit=f"{LEASE:.0f}s")
        self._seen = None
        await self._beat(connection)

    async def beat(self, connection: Connection) -> None:
        """Beat, unless the last time was a moment ago."""
        if self._seen is None or self._clock() - self._seen[0] >= BEAT:
            await self._beat(connection)

    async def _beat(self, connection: Connection) -> None:
        before = self._clock()
        (row,) = await SQL["beat"].rows(connection, name=self._name, process=self._process)
        self._look_for_jump(before, row["now"])
        self._seen = self._clock(), row["now"]
        self._look_ahead(row["ahead"])

    def _look_for_jump(self, before: float, now: float) -> None:
        """Sound the alarm when the database's clock moved otherwise than time passed here."""
        if self._seen is None:
            return
        here, there = self._seen
        passed = now - there
        if passed < before - here - JUMP or passed > self._clock() - here + JUMP:
            self._jumped(round(passed - (before - here), 1))

    def _look_ahead(self, seconds: float) -> None:
        """Sound the alarm, once a minute, while the newest event is recorded in the future."""
        if seconds > JUMP and self._seldom.due("ahead") is not None:
            LOG.error("log_recorded_ahead_of_the_clock", seconds=round(seconds, 1))
