"""Commands that are appended together share a commit and nothing else."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import msgspec
import pytest

from domain.kernel.log import (
    Append,
    Appended,
    CommandReused,
    Conflict,
    LogUnavailable,
    NewEvent,
    PrivateValue,
)
from infrastructure.event_store import AsyncpgEventStore
from infrastructure.event_store.entry import Entry
from infrastructure.event_store.group_commit import GroupWriter
from infrastructure.mapper import Mapper
from infrastructure.postgres.sql import Pool
from tests.integration.infrastructure.event_store.support import append_on, owner, until_waiting
from tests.support.appends import append, happening, new

LOCK = "SELECT pg_advisory_lock(7307019, 0)"
UNLOCK = "SELECT pg_advisory_unlock(7307019, 0)"


@pytest.fixture
async def store(pool: Pool) -> AsyncIterator[AsyncpgEventStore]:
    """The server's log."""
    async with AsyncpgEventStore(pool, Mapper()) as opened:
        yield opened


@asynccontextmanager
async def held_back(database_url: str) -> AsyncIterator[None]:
    """Let nothing be appended meanwhile."""
    async with owner(database_url) as connection:
        await connection.execute(LOCK)
        try:
            yield
        finally:
            await connection.execute(UNLOCK)


async def written(store: AsyncpgEventStore) -> list[UUID | None]:
    """Return the commands that wrote the log, an event each."""
    return [event.command_id for event in await store.read_log(after=0, limit=1_000)]


async def test_each_command_of_a_group_has_its_own_outcome(database_url: str) -> None:
    """In one call: written, conflicting, repeated, reused and again written."""
    before = append(new(uuid4()), outcome=b"then")
    stream = before.events[0].stream
    group = [
        append(new(uuid4(), 1), new(uuid4(), 1)),
        append(new(uuid4()), new(stream, 1)),
        before,
        append(new(uuid4()), command_id=uuid4()),
        msgspec.structs.replace(before, fingerprint=b"another"),
        append(new(stream, 2)),
    ]
    async with owner(database_url) as connection:
        await append_on(connection, before)
        begun, *refused = await append_on(connection, *group)
        log = await connection.fetch(
            "SELECT command_id, notification_id, recorded_at FROM stored_events"
            " WHERE notification_id > 1 ORDER BY notification_id"
        )
        kept = await connection.fetch("SELECT command_id, position FROM commands")
    assert begun["place"] == 1
    assert [(row["command"], row["kind"]) for row in refused] == [
        (3, "repeated"),
        (5, "reused"),
        (2, "conflict"),
    ]
    assert (refused[0]["place"], refused[0]["outcome"]) == (1, b"then")
    assert refused[2]["stream"] == stream
    first, fourth, sixth = group[0].command_id, group[3].command_id, group[5].command_id
    assert [tuple(row)[:2] for row in log] == [(first, 2), (first, 3), (fourth, 4), (sixth, 5)]
    assert len({row["recorded_at"] for row in log}) == 1
    assert dict(map(tuple, kept)) == {before.command_id: 1, first: 3, fourth: 4, sixth: 5}


async def test_a_conflict_fails_its_own_caller_only(store: AsyncpgEventStore) -> None:
    """A hundred callers at once, every tenth too late: ninety are written."""
    stream = uuid4()
    await store.append(append(new(stream)))
    commands = [append(new(uuid4() if turn % 10 else stream)) for turn in range(100)]
    answers = await asyncio.gather(*map(store.append, commands), return_exceptions=True)
    late = [isinstance(answer, Conflict) for answer in answers]
    assert late == [turn % 10 == 0 for turn in range(100)]
    kept = [command.command_id for command, lost in zip(commands, late, strict=True) if not lost]
    assert sorted(map(str, (await written(store))[1:])) == sorted(map(str, kept))


async def test_answers_tell_where_the_events_are(store: AsyncpgEventStore) -> None:
    """Of commands of one, two and three events at once, each position is that of the last."""
    streams = [uuid4() for _ in range(60)]
    commands = [
        append(*(new(stream, version) for version in range(1, turn % 3 + 2)))
        for turn, stream in enumerate(streams)
    ]
    answers = await asyncio.gather(*map(store.append, commands))
    last = {event.command_id: event.position for event in await store.read_log(after=0, limit=999)}
    assert [answer.position for answer in answers] == [last[c.command_id] for c in commands]


async def test_what_the_database_cannot_store_fails_alone(store: AsyncpgEventStore) -> None:
    """An author with a null character, and one that is no text at all, spoil no other command."""
    good = [append(new(uuid4())) for _ in range(20)]
    null = msgspec.structs.replace(append(new(uuid4())), actor="\0")
    number: Any = 7
    wrong = msgspec.structs.replace(append(new(uuid4())), actor=number)
    answers = await asyncio.gather(
        *map(store.append, [*good[:10], null, wrong, *good[10:]]), return_exceptions=True
    )
    assert isinstance(answers.pop(10), asyncpg.CharacterNotInRepertoireError)
    assert isinstance(answers.pop(10), asyncpg.DataError)
    assert all(isinstance(answer, Appended) for answer in answers)
    assert len(await written(store)) == 20


async def test_callers_that_leave_take_nobody_with_them(
    store: AsyncpgEventStore, database_url: str
) -> None:
    """Half of the callers stop waiting; the other half is answered and written."""
    commands = [append(new(uuid4())) for _ in range(40)]
    async with held_back(database_url):
        tasks = [asyncio.create_task(store.append(command)) for command in commands]
        await asyncio.sleep(0)
        for task in tasks[::2]:
            task.cancel()
    staying = await asyncio.gather(*tasks[1::2])
    await asyncio.gather(*tasks[::2], return_exceptions=True)
    log = await written(store)
    assert len(staying) == 20
    assert {command.command_id for command in commands[1::2]} <= set(log)
    assert len(log) == len(set(log))


async def test_callers_may_leave_while_their_group_is_being_written(
    store: AsyncpgEventStore, database_url: str
) -> None:
    """One is written and one conflicts; neither is told, and the log goes on."""
    stream = uuid4()
    await store.append(append(new(stream)))
    commands = [append(new(stream)), append(new(uuid4()))]
    async with owner(database_url) as watch:
        async with held_back(database_url):
            tasks = [asyncio.create_task(store.append(command)) for command in commands]
            await until_waiting(watch)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        await store.append(append(new(uuid4())))
    log = await written(store)
    assert commands[0].command_id not in log
    assert commands[1].command_id in log


async def test_what_was_cancelled_before_its_turn_is_not_written(
    store: AsyncpgEventStore, database_url: str
) -> None:
    """The two writers are busy; the third command waits, is cancelled, and never happens."""
    async with held_back(database_url):
        busy = []
        for _ in range(2):
            busy.append(asyncio.create_task(store.append(append(new(uuid4())))))
            for _ in range(5):
                await asyncio.sleep(0)
        third = asyncio.create_task(store.append(append(new(uuid4()))))
        await asyncio.sleep(0)
        third.cancel()
        await asyncio.gather(third, return_exceptions=True)
    await asyncio.gather(*busy)
    assert len(await written(store)) == 2


async def test_commands_for_one_stream_are_written_as_they_come(store: AsyncpgEventStore) -> None:
    """Versions 1 to 30 given at once succeed, because none overtakes the one before it."""
    stream = uuid4()
    commands = [append(new(stream, version)) for version in range(1, 31)]
    answers = await asyncio.gather(*map(store.append, commands))
    assert [answer.position for answer in answers] == list(range(1, 31))


async def test_a_large_command_is_written_whole(store: AsyncpgEventStore) -> None:
    """An import of six thousand events is one command."""
    stream = uuid4()
    events = [new(stream, version) for version in range(1, 6_001)]
    assert (await store.append(append(*events))).position == 6_000


async def test_an_office_and_an_author_are_kept_per_command(store: AsyncpgEventStore) -> None:
    """Commands with and without an office in one group keep their own."""
    commands = [
        Append(
            command_id=uuid4(),
            fingerprint=b"",
            actor=f"officer-{turn}",
            office=f"dinas-{turn}" if turn % 2 else None,
            events=[NewEvent(uuid4(), 1, happening())] * 1,
            outcome=b"",
            causation=turn or None,
        )
        for turn in range(30)
    ]
    await asyncio.gather(*map(store.append, commands))
    log = {event.command_id: event for event in await store.read_log(after=0, limit=100)}
    for command in commands:
        event = log[command.command_id]
        assert (event.actor, event.office, event.causation) == (
            command.actor,
            command.office,
            command.causation,
        )


async def test_closing_writes_what_was_taken(pool: Pool) -> None:
    """Fifty callers are answered although the log closes at once; the next one is not taken."""
    store = AsyncpgEventStore(pool, Mapper())
    await store.open()
    tasks = [asyncio.create_task(store.append(append(new(uuid4())))) for _ in range(50)]
    await asyncio.sleep(0)
    await store.close()
    assert len(await asyncio.gather(*tasks)) == 50
    with pytest.raises(LogUnavailable, match="closed"):
        await store.append(append(new(uuid4())))
    assert len(await written(store)) == 50
    assert pool.get_idle_size() == pool.get_size()


def entry(stream: UUID) -> Entry:
    """Return an entry that writes nothing, for a queue of which only the size matters."""
    return Entry(answer=asyncio.get_running_loop().create_future(), lines=[], keys=[stream.int])


async def test_callers_wait_where_too_many_wait_already(pool: Pool, database_url: str) -> None:
    """With places for two, twenty callers are all answered, and never more than two wait."""
    writer = GroupWriter(pool, capacity=2)
    writer.start()
    async with held_back(database_url):
        tasks = [asyncio.create_task(writer.submit(entry(uuid4()))) for _ in range(20)]
        for _ in range(20):
            await asyncio.sleep(0)
            assert writer.waiting <= 2
    await asyncio.gather(*tasks)
    await writer.close()


async def test_closing_turns_away_who_still_waits_for_a_place(
    pool: Pool, database_url: str
) -> None:
    """They were not taken, so nothing of them is written."""
    writer = GroupWriter(pool, capacity=1)
    writer.start()
    async with held_back(database_url):
        tasks = [asyncio.create_task(writer.submit(entry(uuid4()))) for _ in range(9)]
        for _ in range(9):
            await asyncio.sleep(0)
        closing = asyncio.create_task(writer.close())
        await asyncio.sleep(0)
    await closing
    answers = await asyncio.gather(*tasks, return_exceptions=True)
    kinds = {type(answer) for answer in answers}
    assert kinds == {Appended, LogUnavailable}


async def test_private_values_are_written_with_the_command_and_can_be_erased(
    store: AsyncpgEventStore, pool: Pool
) -> None:
    """Erasing takes the salt too, so that the commitment in the log cannot be guessed from."""
    person = uuid4()
    name = PrivateValue(subject=person, name="name", salt=b"salt", value=b"Siti Aminah")
    phone = PrivateValue(subject=person, name="phone", salt=b"pepper", value=b"024-7601000")
    await asyncio.gather(
        store.append(append(private=[name, phone])),
        store.append(append(new(uuid4()))),
    )
    await store.append(append(private=[msgspec.structs.replace(name, value=None)]))
    rows = await pool.fetch("SELECT name, salt, value FROM private_values ORDER BY name")
    assert [tuple(row) for row in rows] == [
        ("name", b"", None),
        ("phone", b"pepper", b"024-7601000"),
    ]


async def test_private_values_of_a_refused_command_are_not_written(
    store: AsyncpgEventStore, pool: Pool
) -> None:
    """All of a command or nothing."""
    stream = uuid4()
    await store.append(append(new(stream)))
    value = PrivateValue(subject=uuid4(), name="name", salt=b"salt", value=b"Siti Aminah")
    with pytest.raises(Conflict):
        await store.append(append(new(stream), private=[value]))
    assert await pool.fetchval("SELECT count(*) FROM private_values") == 0


async def test_an_append_is_on_disk_when_it_returns_whatever_the_session_says(
    database_url: str,
) -> None:
    """A connection with asynchronous commit appends with synchronous commit."""
    async with owner(database_url) as connection, connection.transaction():
        await connection.execute("SET LOCAL synchronous_commit = off")
        await append_on(connection, append(new(uuid4())))
        assert await connection.fetchval("SHOW synchronous_commit") == "on"


async def test_a_reused_command_id_is_told_in_a_group(store: AsyncpgEventStore) -> None:
    """Others in the same group are written."""
    first = append(new(uuid4()))
    await store.append(first)
    reused = append(new(uuid4()), command_id=first.command_id, fingerprint=b"other")
    answers = await asyncio.gather(
        store.append(reused), store.append(append(new(uuid4()))), return_exceptions=True
    )
    assert [type(answer) for answer in answers] == [CommandReused, Appended]
