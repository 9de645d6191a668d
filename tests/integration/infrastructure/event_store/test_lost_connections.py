"""Whatever is lost while writing, an acknowledged command is found exactly once."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import msgspec
import pytest

from domain.kernel.log import Append, Appended, CommandReused, LogUnavailable, OutcomeUnknown
from infrastructure.event_store import AsyncpgEventStore
from infrastructure.event_store import connection_writer as writer
from infrastructure.event_store.batch import settle
from infrastructure.event_store.commit_queue import WORTH_SHARING
from infrastructure.event_store.entry import Entry, Line
from infrastructure.event_store.group_commit import GroupWriter
from infrastructure.mapper import Mapper
from infrastructure.postgres.sql import Pool, Record
from tests.integration.infrastructure.event_store.servers import Server, own_server, prepare
from tests.integration.infrastructure.event_store.support import append_on, owner, until_waiting
from tests.support.appends import append, happening, new


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of this test's own."""
    with own_server(tmp_path_factory.mktemp("pg")) as made:
        yield made


@pytest.fixture
async def own_pool(server: Server) -> AsyncIterator[Pool]:
    """A pool on that server, migrated."""
    await prepare(server.url)
    async with asyncpg.create_pool(server.url, min_size=0, max_size=8) as made:
        yield made


async def found(pool: Pool) -> list[UUID]:
    """Return the command of every event in the log; of two events each, every second."""
    rows = await pool.fetch("SELECT command_id FROM stored_events ORDER BY notification_id")
    return [row["command_id"] for row in rows]


def lose_the_first_answer(monkeypatch: pytest.MonkeyPatch, *, times: int = 1) -> None:
    """Let the connection break after a group was committed, before its answer is read."""
    left = [times]

    def breaking(entries: Sequence[Entry], rows: Sequence[Record]) -> None:
        if left[0]:
            left[0] -= 1
            raise ConnectionResetError
        settle(entries, rows)

    monkeypatch.setattr(writer, "settle", breaking)


async def test_an_answer_that_got_lost_is_looked_up(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The group was committed: its commands are recognised, not written again."""
    lose_the_first_answer(monkeypatch)
    commands = [append(new(uuid4())) for _ in range(3)]
    async with AsyncpgEventStore(pool, Mapper()) as store:
        answers = await asyncio.gather(*map(store.append, commands))
        assert [answer.position for answer in answers] == [1, 2, 3]
        assert await found(pool) == [command.command_id for command in commands]


async def test_a_reused_id_is_told_even_when_its_answer_got_lost(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log knows the id with another fingerprint."""
    first = append(new(uuid4()))
    async with AsyncpgEventStore(pool, Mapper()) as store:
        await store.append(first)
        lose_the_first_answer(monkeypatch)
        with pytest.raises(CommandReused):
            await store.append(msgspec.structs.replace(first, fingerprint=b"other"))


async def test_a_foreign_writers_lost_answer_stays_unknown(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a command id there is nothing to look up, so nothing is written a second time."""
    lose_the_first_answer(monkeypatch)
    topic, state = Mapper().encode(happening())
    line = Line(uuid4(), 1, topic, state)
    entry = Entry(answer=asyncio.get_running_loop().create_future(), lines=[line], keys=[])
    writer = GroupWriter(pool)
    writer.start()
    with pytest.raises(OutcomeUnknown):
        await writer.submit(entry)
    await writer.close()
    assert await found(pool) == [None]


async def test_a_caller_that_left_is_not_looked_up(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its command was committed all the same, and can be asked for."""
    lose_the_first_answer(monkeypatch)
    command = append(new(uuid4()))
    async with AsyncpgEventStore(pool, Mapper()) as store:
        task = asyncio.create_task(store.append(command))
        while not await store.outcome_of(command.command_id):  # noqa: ASYNC110 - only the log knows
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert await found(pool) == [command.command_id]


async def test_a_writer_whose_backend_is_terminated_goes_on(pool: Pool, database_url: str) -> None:
    """Both writers are terminated while they wait for the lock; every command is written once."""
    commands = [append(new(uuid4())) for _ in range(2 * WORTH_SHARING)]
    async with (
        AsyncpgEventStore(pool, Mapper()) as store,
        owner(database_url) as held,
        owner(database_url) as killer,
    ):
        for _ in range(3):
            await held.execute("BEGIN")
            await append_on(held, append())
            tasks = [asyncio.create_task(store.append(command)) for command in commands]
            for pid in await until_waiting(killer, 2):
                await killer.execute("SELECT pg_terminate_backend($1)", pid)
            await held.execute("COMMIT")
            await asyncio.gather(*tasks)
    assert sorted(map(str, await found(pool))) == sorted(str(c.command_id) for c in commands)


async def more(acknowledged: Sequence[UUID]) -> None:
    """Return when a hundred more commands than now were acknowledged."""
    enough = len(acknowledged) + 100
    while len(acknowledged) < enough:  # noqa: ASYNC110 - twenty callers know nothing of this test
        await asyncio.sleep(0.01)


async def callers(store: AsyncpgEventStore, acknowledged: list[UUID], given: list[Append]) -> None:
    """Append commands of two events, one after another, until cancelled."""
    while True:
        stream = uuid4()
        command = append(new(stream, 1), new(stream, 2))
        given.append(command)
        await store.append(command)
        acknowledged.append(command.command_id)


async def test_a_server_killed_in_the_middle_keeps_every_promise(
    server: Server, own_pool: Pool
) -> None:
    """Twenty callers, three kills: what was acknowledged is there once, and whole."""
    acknowledged: list[UUID] = []
    given: list[Append] = []
    async with AsyncpgEventStore(own_pool, Mapper()) as store:
        tasks = [asyncio.create_task(callers(store, acknowledged, given)) for _ in range(20)]
        for _ in range(3):
            await more(acknowledged)
            await server.restart()
        await more(acknowledged)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    log = await found(own_pool)
    whole = log[::2]
    assert log[1::2] == whole
    assert len(set(whole)) == len(whole)
    assert set(acknowledged) <= set(whole) <= {command.command_id for command in given}


async def test_a_server_that_stays_away_is_given_up(server: Server, own_pool: Pool) -> None:
    """What was never sent is known not to be written; what waits behind it too."""
    commands = [append(new(uuid4())) for _ in range(5)]
    async with AsyncpgEventStore(own_pool, Mapper(), patience=0.2) as store:
        await store.append(append(new(uuid4())))
        await asyncio.to_thread(server.kill)
        answers = await asyncio.gather(*map(store.append, commands), return_exceptions=True)
        assert {type(answer) for answer in answers} <= {LogUnavailable, OutcomeUnknown}
        await asyncio.to_thread(server.start)
        again = await asyncio.gather(*map(store.append, commands))
    assert all(isinstance(answer, Appended) for answer in again)
    assert len(await found(own_pool)) == 6


async def test_a_command_that_may_have_been_written_says_so(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its answer is lost again and again: whoever gave it is told to ask."""
    lose_the_first_answer(monkeypatch, times=1_000)

    async def lost(*_: object, **__: object) -> Any:
        raise ConnectionResetError

    monkeypatch.setattr(writer, "_unknown_of", lost)
    command = append(new(uuid4()))
    async with AsyncpgEventStore(pool, Mapper(), patience=0.1) as store:
        with pytest.raises(OutcomeUnknown) as unknown:
            await store.append(command)
        assert unknown.value.command_id == command.command_id
        assert await store.outcome_of(command.command_id)


async def test_a_pool_that_closed_is_given_up_at_once(database_url: str) -> None:
    """Closing the pool before the log is a mistake that must not hang."""
    pool = await asyncpg.create_pool(database_url, min_size=0, max_size=2)
    async with AsyncpgEventStore(pool, Mapper()) as store:
        await pool.close()
        with pytest.raises(LogUnavailable):
            await store.append(append(new(uuid4())))


async def test_a_full_disk_is_told_as_a_log_that_wrote_nothing(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database answers that it has no room: nobody needs to ask what became of the command."""

    def full(_entries: Sequence[Entry], _rows: Sequence[Record]) -> None:
        raise asyncpg.DiskFullError

    async with AsyncpgEventStore(pool, Mapper()) as store:
        monkeypatch.setattr(writer, "settle", full)
        with pytest.raises(LogUnavailable):
            await store.append(append(new(uuid4())))


async def test_a_log_that_cannot_be_read_says_so(pool: Pool) -> None:
    """Reading a stream, the end, a moment: each in the words of the port."""
    store = AsyncpgEventStore(pool, Mapper())
    await pool.close()
    for asked in (store.read([uuid4()]), store.last_position(), store.outcome_of(uuid4())):
        with pytest.raises(LogUnavailable):
            await asked


async def test_a_value_that_cannot_be_sent_is_no_lost_log(pool: Pool) -> None:
    """A position beyond the column is a mistake of ours."""
    with pytest.raises(asyncpg.DataError):
        await AsyncpgEventStore(pool, Mapper()).read_log(after=2**63, limit=1)
