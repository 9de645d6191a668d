"""A wake-up is a hint: losing any number of them costs no event."""

import asyncio
from uuid import uuid4

import asyncpg
import pytest
from structlog.testing import capture_logs

from infrastructure.event_store import AsyncpgEventStore, Listener
from infrastructure.event_store import listener as listening_module
from infrastructure.mapper import Mapper
from infrastructure.postgres.sql import Pool
from tests.integration.infrastructure.event_store.support import follow, owner
from tests.support.appends import append, new
from tests.support.waiting import truth, until

KILL_LISTENERS = (
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
    " WHERE query LIKE 'LISTEN%' AND datname = current_database()"
)


async def test_an_append_wakes_a_listener(pool: Pool) -> None:
    """Also one that came between two calls."""
    async with AsyncpgEventStore(pool, Mapper()) as store, Listener(pool) as listener:
        assert await listener.wait()  # whoever begins to listen looks once
        await store.append(append(new(uuid4())))
        assert await listener.wait()


async def test_without_an_append_a_listener_is_released_in_time(pool: Pool) -> None:
    """It never sleeps for longer than asked, or than a second."""
    async with Listener(pool) as listener:
        assert await listener.wait()
        assert not await listener.wait(0.01)


async def test_a_follower_whose_listener_is_killed_again_and_again_misses_nothing(
    pool: Pool, database_url: str
) -> None:
    """The connection that listens is terminated after every append; all events are seen."""
    number, killed = 30, 0
    async with AsyncpgEventStore(pool, Mapper()) as store, owner(database_url) as killer:
        follower = asyncio.create_task(follow(pool, store, number))
        for _ in range(number):
            await store.append(append(new(uuid4())))
            killed += await killer.fetchval(KILL_LISTENERS)
        while killed == 0:
            killed += await killer.fetchval(KILL_LISTENERS)
            await asyncio.sleep(0.01)
        seen = await follower
    assert [event.position for event in seen] == list(range(1, number + 1))


async def test_a_listener_that_cannot_connect_keeps_trying(pool: Pool) -> None:
    """It opens while every connection is in use, and wakes once there is one."""
    taken = [await pool.acquire() for _ in range(pool.get_max_size())]
    async with Listener(pool) as listener:
        assert not await listener.wait(0.05)
        for connection in taken:
            await pool.release(connection)
        assert await listener.wait()


async def test_a_listener_leaves_its_connection_clean(pool: Pool) -> None:
    """Whoever gets the connection next is not woken by the log."""
    async with Listener(pool) as listener:
        await listener.wait()
    async with pool.acquire() as connection:
        assert await connection.fetchval("SELECT count(*) FROM pg_listening_channels()") == 0


async def test_a_listener_outlives_a_pool_that_closed(database_url: str) -> None:
    """Closing in the wrong order is not an error of whoever listens."""
    pool = await asyncpg.create_pool(database_url, min_size=0, max_size=2)
    async with Listener(pool) as listener:
        await listener.wait()
        pool.terminate()
        assert not await listener.wait(0.3)


async def test_what_is_said_on_a_channel_is_heard(pool: Pool) -> None:
    """Each payload, after the connection was said to be open."""
    heard: list[str] = []
    listener = Listener(pool, "news", heard=heard.append, opened=lambda: heard.append("open"))
    async with listener:
        assert await listener.wait()
        await pool.execute("SELECT pg_notify('news', 'siti'), pg_notify('news', 'budi')")
        while len(heard) < 3:
            await listener.wait()
    assert heard == ["open", "siti", "budi"]


async def test_a_listener_outlives_an_error_that_it_does_not_know(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line for a hundred failures, health knows of it, and it hears again afterwards."""
    failures = 0

    async def refuse(*_: object) -> None:
        nonlocal failures
        failures += 1
        raise asyncpg.InvalidAuthorizationSpecificationError("role is not permitted to log in")

    with capture_logs() as lines, monkeypatch.context() as patch:
        patch.setattr(listening_module, "LONGEST", 0.01)
        patch.setattr(asyncpg.Connection, "add_listener", refuse)
        async with Listener(pool) as listener:
            await until(truth(lambda: failures >= 100 and not listener.hearing))
            patch.undo()
            await until(truth(lambda: listener.hearing))
            assert await listener.wait()
    (line,) = [each for each in lines if each["event"] == "listener_lost"]
    assert (line["channel"], line["left_out"]) == (listener.channel, 0)
    assert line["reason"].startswith("InvalidAuthorizationSpecificationError: role")
    assert not listener.hearing


async def test_a_writer_tries_again_whatever_keeps_it_from_a_connection(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A role that may not log in for a moment: the command waits, and is written once."""
    acquire, refused = asyncpg.Pool.acquire, 0

    async def not_yet(pool: Pool) -> object:
        nonlocal refused
        refused += 1
        if refused == 1:
            raise asyncpg.InvalidAuthorizationSpecificationError("not permitted to log in")
        return await acquire(pool)

    monkeypatch.setattr(asyncpg.Pool, "acquire", not_yet)
    async with AsyncpgEventStore(pool, Mapper()) as store:
        assert (await store.append(append(new(uuid4())))).position == 1
    assert refused >= 2
