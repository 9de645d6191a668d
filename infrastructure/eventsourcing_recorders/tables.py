"""The tables that recorders write: the server's log, or an application's own.

The log is written by the server's writer, through the append function. An application's own
table is written as the library does it: a lock on the table, then the insert.
"""

import asyncio
from collections.abc import Sequence
from typing import Protocol

import msgspec
from eventsourcing.persistence import ProgrammingError, StoredEvent

from infrastructure.event_store.batch import NotAhead
from infrastructure.event_store.entry import Entry, Line, Tracked
from infrastructure.eventsourcing_recorders.datastore import Open
from infrastructure.postgres.migrate import migrate, migrations
from infrastructure.postgres.sql import Connection, Statement, statements

SQL = statements(__file__)

LOG = "stored_events"
LOG_TRACKING = "notification_tracking"
OF_THE_LOG = ("event_store", "lent_log")  # the migrations that make the log; repeating them is safe
LONGEST_NAME = 63  # bytes of a name that PostgreSQL keeps; it cuts off the rest


def quoted(name: str) -> str:
    """Return *name* as SQL writes it, whatever characters it has."""
    if len(name.encode()) > LONGEST_NAME:
        raise ProgrammingError(f"Identifier too long: {name}")
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def on(statement: str, table: str, **parts: str) -> Statement:
    """Return the *statement* for *table*, with its other *parts* in their places."""
    found = SQL[statement]
    sql = found.sql.replace("{table}", quoted(table))
    for name, part in parts.items():
        sql = sql.replace(f"{{{name}}}", part)
    return msgspec.structs.replace(found, sql=sql)


class Events(Protocol):
    """A table of events, and the table of followers that moves together with it."""

    name: str
    tracking: str

    async def create(self, opened: Open) -> None:
        """Make the tables that are missing."""

    async def insert(
        self, opened: Open, events: Sequence[StoredEvent], tracked: Tracked | None
    ) -> Sequence[int]:
        """Insert *events*, all or none, and return their positions where they have any."""


class ServerLog:
    """The server's own log."""

    name = LOG
    tracking = LOG_TRACKING

    async def create(self, opened: Open) -> None:
        """Migrate a database that has no log; one that was dropped since is made anew."""
        async with opened.pool.acquire() as connection:
            if not await _has_log(connection):
                await migrate(connection)
            if not await _has_log(connection):
                for step in migrations():
                    if step.name in OF_THE_LOG:
                        await connection.execute(step.sql)

    async def insert(
        self, opened: Open, events: Sequence[StoredEvent], tracked: Tracked | None
    ) -> Sequence[int]:
        """Append *events* as one command without an id."""
        lines = [
            Line(event.originator_id, event.originator_version, event.topic, event.state)  # type: ignore[arg-type] # the log's streams are UUIDs, and asyncpg says so
            for event in events
        ]
        answer = asyncio.get_running_loop().create_future()
        keys = list({line.stream.int for line in lines})
        entry = Entry(answer=answer, lines=lines, keys=keys, tracked=tracked)
        last = (await opened.writer.submit(entry)).position
        return range(last - len(lines) + 1, last + 1)


class OwnTable:
    """A table of an application's own; *numbered* ones have positions."""

    def __init__(self, name: str, tracking: str, *, numbered: bool) -> None:
        self.name = name
        self.tracking = tracking
        self._numbered = numbered
        quoted(name)

    async def create(self, opened: Open) -> None:
        """Make the tables that are missing."""
        number = "notification_id bigserial," if self._numbered else ""
        async with opened.pool.acquire() as connection, connection.transaction():
            await on("create_events", self.name, number=number).run(connection)
            if self._numbered:
                index = quoted(f"{self.name}_notification_id_idx")
                await on("create_index", self.name, index=index).run(connection)

    async def insert(
        self, opened: Open, events: Sequence[StoredEvent], tracked: Tracked | None
    ) -> Sequence[int]:
        """Insert *events* under a lock that the library's writers respect too."""
        async with opened.pool.acquire() as connection, connection.transaction():
            if tracked is not None:
                await move_tracking(connection, self.tracking, tracked)
            if not events:
                return ()
            await on("lock_events", self.name).run(connection)
            await on("notify", self.name).run(connection)
            returning = "notification_id" if self._numbered else "originator_version"
            rows = await on("insert_events", self.name, returning=returning).rows(
                connection,
                streams=[event.originator_id for event in events],
                versions=[event.originator_version for event in events],
                topics=[event.topic for event in events],
                states=[event.state for event in events],
            )
        return [row[0] for row in rows]


def events_table(name: str, tracking: str, *, numbered: bool = True) -> Events:
    """Return the table called *name*."""
    if name == LOG:
        return ServerLog()
    return OwnTable(name, tracking, numbered=numbered)


async def _has_log(connection: Connection) -> bool:
    """Say whether the server's log is there."""
    there: bool = await SQL["has_table"].value(connection, name=f"public.{LOG}")
    return there


async def create_tracking(opened: Open, table: str) -> None:
    """Make the table of followers *table* if it is missing."""
    async with opened.pool.acquire() as connection, connection.transaction():
        await on("create_tracking", table).run(connection)
        await on("mark_tracking", table).run(connection)


async def move_tracking(connection: Connection, table: str, tracked: Tracked) -> None:
    """Move a follower ahead; raise `NotAhead` when it has been there."""
    moved = await on("move_tracking", table).value(
        connection, name=tracked.name, position=tracked.position
    )
    if moved is None:
        raise NotAhead(str(tracked))
