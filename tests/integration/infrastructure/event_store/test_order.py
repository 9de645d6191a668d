"""Positions follow commits: whoever follows the log never misses an event."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest

from infrastructure.event_store import AsyncpgEventStore
from infrastructure.mapper import Mapper
from infrastructure.postgres.sql import Pool
from tests.integration.infrastructure.event_store.support import (
    append_on,
    follow,
    owner,
    until_waiting,
)
from tests.support.appends import append, happening, new

TOPIC, STATE = Mapper().encode(happening("written by the library"))

# What the library's own recorder does in a transaction, statement by statement.
LIBRARY_LOCK = "LOCK TABLE stored_events IN EXCLUSIVE MODE"
LIBRARY_INSERT = (
    "INSERT INTO stored_events (originator_id, originator_version, topic, state) "
    "VALUES (%s, 1, %s, %s)"
)


@pytest.mark.parametrize("ends_with", ["COMMIT", "ROLLBACK"])
async def test_an_append_waits_for_a_transaction_that_appended_before(
    pool: Pool, database_url: str, ends_with: str
) -> None:
    """While the first is open nobody sees either; then both are there, in order, without a gap."""
    first, second = append(new(uuid4())), append(new(uuid4()))
    async with (
        AsyncpgEventStore(pool, Mapper()) as store,
        owner(database_url) as held,
        owner(database_url) as watch,
    ):
        await held.execute("BEGIN")
        await append_on(held, first)
        waiting = asyncio.create_task(store.append(second))
        await until_waiting(watch)
        assert await store.read_log(after=0, limit=10) == []
        await held.execute(ends_with)
        done = await waiting
        log = await store.read_log(after=0, limit=10)
    written = [first, second] if ends_with == "COMMIT" else [second]
    assert [event.command_id for event in log] == [command.command_id for command in written]
    assert [event.position for event in log] == list(range(1, len(written) + 1))
    assert done.position == len(written)


@pytest.mark.parametrize("ends_with", ["COMMIT", "ROLLBACK"])
async def test_an_append_waits_for_the_librarys_own_writer(
    pool: Pool, database_url: str, ends_with: str
) -> None:
    """Both take a lock that the other respects, and a rollback leaves no position behind."""
    async with AsyncpgEventStore(pool, Mapper()) as store, owner(database_url) as watch:
        with psycopg.connect(database_url) as library:
            library.execute(LIBRARY_LOCK)
            library.execute(LIBRARY_INSERT, (uuid4(), TOPIC, STATE))
            waiting = asyncio.create_task(store.append(append(new(uuid4()))))
            await until_waiting(watch)
            library.execute(ends_with)
        done = await waiting
        log = await store.read_log(after=0, limit=10)
    assert done.position == len(log) == (2 if ends_with == "COMMIT" else 1)
    assert [event.position for event in log] == list(range(1, len(log) + 1))


def write_as_the_library(database_url: str, number: int) -> None:
    """Write *number* events as the library does, every third of them rolled back."""
    with psycopg.connect(database_url) as library:
        for turn in range(number):
            library.execute(LIBRARY_LOCK)
            library.execute(LIBRARY_INSERT, (uuid4(), TOPIC, STATE))
            if turn % 3:
                library.commit()
            else:
                library.rollback()


async def test_a_follower_misses_nothing_among_writers_of_both_kinds(
    pool: Pool, database_url: str
) -> None:
    """Eight callers and the library's writer at once: every event is seen once, in order."""
    ours, theirs = 200, 60
    kept = theirs - len(range(0, theirs, 3))
    async with AsyncpgEventStore(pool, Mapper()) as store:

        async def caller() -> None:
            for _ in range(ours // 8):
                await store.append(append(new(uuid4())))

        follower = asyncio.create_task(follow(pool, store, ours + kept))
        await asyncio.gather(
            asyncio.to_thread(write_as_the_library, database_url, theirs),
            *(caller() for _ in range(8)),
        )
        seen = await follower
        log = await store.read_log(after=0, limit=1_000)
    assert seen == log
    assert len(log) == ours + kept
    times = [event.recorded_at for event in log]
    assert times == sorted(times)


async def test_an_event_is_never_recorded_before_the_one_before_it(
    pool: Pool, database_url: str
) -> None:
    """A clock that was an hour ahead and is set back does not turn the log's time around."""
    ahead = (
        "INSERT INTO stored_events (originator_id, originator_version, topic, state, recorded_at)"
        " VALUES (gen_random_uuid(), 1, $1, $2, clock_timestamp() + interval '1 hour')"
        " RETURNING recorded_at"
    )
    async with AsyncpgEventStore(pool, Mapper()) as store, owner(database_url) as connection:
        future = await connection.fetchval(ahead, TOPIC, STATE)
        await store.append(append(new(uuid4())))
        [_, after] = await store.read_log(after=0, limit=2)
        assert after.recorded_at == future
        assert await store.position_at(future) == 2
        assert await store.position_at(future - timedelta(seconds=1)) == 0


async def test_an_unused_position_does_not_confuse_the_search_by_time(
    pool: Pool, database_url: str
) -> None:
    """Positions 1, 2 and 1000: every moment still has its position."""
    async with AsyncpgEventStore(pool, Mapper()) as store, owner(database_url) as connection:
        for _ in range(2):
            await store.append(append(new(uuid4())))
        await connection.execute(
            "INSERT INTO stored_events (originator_id, originator_version, topic, state,"
            " notification_id) VALUES (gen_random_uuid(), 1, $1, $2, 1000)",
            TOPIC,
            STATE,
        )
        await store.append(append(new(uuid4())))
        log = await store.read_log(after=0, limit=10)
        assert [event.position for event in log] == [1, 2, 1000, 1001]
        for event in log:
            assert await store.position_at(event.recorded_at) == event.position
