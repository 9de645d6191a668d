"""What tests of the log need: a raw append, a follower, and a look at who waits for the lock."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import asyncpg

from domain.kernel.events import Event
from domain.kernel.log import Append, Recorded
from infrastructure.event_store import AsyncpgEventStore, Listener
from infrastructure.event_store.batch import arguments
from infrastructure.event_store.connection_writer import SQL
from infrastructure.event_store.entry import Entry, Line
from infrastructure.mapper import Mapper
from infrastructure.postgres.sql import Connection, Pool, Record


@asynccontextmanager
async def owner(database_url: str) -> AsyncIterator[Connection]:
    """Lend a connection that may do whatever PostgreSQL allows anyone."""
    connection = await asyncpg.connect(database_url)
    try:
        yield connection
    finally:
        await connection.close()


async def append_on(connection: Connection, *commands: Append) -> Sequence[Record]:
    """Append a group of *commands* on *connection*, inside its transaction if it has one."""
    encode = Mapper().encode
    entries = [
        Entry(
            answer=asyncio.get_running_loop().create_future(),
            lines=[Line(new.stream, new.version, *encode(new.event)) for new in command.events],
            keys=(),
            command_id=command.command_id,
            fingerprint=command.fingerprint,
            outcome=command.outcome,
            actor=command.actor,
        )
        for command in commands
    ]
    return await connection.fetch(SQL["append_events"].sql, *arguments(entries))


async def until_waiting(connection: Connection, number: int = 1) -> list[int]:
    """Return the processes that wait for the log's lock, as soon as there are *number*."""
    while True:
        waiting: list[int] = await connection.fetchval(
            "SELECT coalesce(array_agg(pid), '{}') FROM pg_locks WHERE NOT granted"
        )
        if len(waiting) >= number:
            return waiting
        await asyncio.sleep(0.01)


async def follow(pool: Pool, store: AsyncpgEventStore, number: int) -> list[Recorded[Event]]:
    """Follow the log as projections do, until *number* events were seen."""
    seen: list[Recorded[Event]] = []
    async with Listener(pool) as listener:
        while len(seen) < number:
            after = seen[-1].position if seen else 0
            seen += await store.read_log(after=after, limit=7)
            await listener.wait(0.2)
    return seen
