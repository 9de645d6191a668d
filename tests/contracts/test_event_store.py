"""What every log promises: the one in memory that unit tests use, and the one on PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import msgspec
import pytest

from application.kernel.ports import EventStore
from domain.kernel.log import CommandReused, Conflict, Recorded
from infrastructure.event_store import AsyncpgEventStore
from infrastructure.mapper import Mapper, UnknownEvent
from infrastructure.postgres.sql import Pool
from tests.support.appends import append, happening, new
from tests.support.memory_store import MemoryEventStore

TOPIC = "cooperative.reactivated.v1"


@pytest.fixture
def memory() -> EventStore:
    """The log that unit tests use."""
    return MemoryEventStore()


@pytest.fixture
async def postgres(pool: Pool) -> AsyncIterator[EventStore]:
    """The log that the server uses."""
    async with AsyncpgEventStore(pool, Mapper()) as store:
        yield store


@pytest.fixture(params=["memory", "postgres"])
def store(request: pytest.FixtureRequest) -> EventStore:
    """A log with nothing in it."""
    empty: EventStore = request.getfixturevalue(request.param)
    return empty


async def places(store: EventStore) -> list[tuple[int, UUID, int]]:
    """Return position, stream and version of everything in *store*."""
    recorded = await store.read_log(after=0, limit=1_000)
    return [(event.position, event.stream, event.version) for event in recorded]


async def test_an_empty_log_has_no_position(store: EventStore) -> None:
    """Before anything happened, the last position is 0."""
    assert await store.last_position() == 0
    assert await store.position_at(datetime.now(UTC)) == 0
    assert await store.read_log(after=0, limit=10) == []


async def test_what_was_appended_is_read_as_it_was_given(store: EventStore) -> None:
    """Every circumstance of an event comes back with it."""
    stream = uuid4()
    command = append(new(stream, reason="RAT 2026"))
    command = msgspec.structs.replace(command, causation=7, effective_on=date(2026, 11, 1))
    await store.append(command)
    [event] = (await store.read([stream]))[stream]
    assert event == Recorded(
        position=1,
        stream=stream,
        version=1,
        topic=TOPIC,
        event=happening("RAT 2026"),
        recorded_at=event.recorded_at,
        actor="officer-1",
        office="dinas-3374",
        command_id=command.command_id,
        causation=7,
        effective_on=date(2026, 11, 1),
    )
    assert event.recorded_at.tzinfo is not None


async def test_a_command_ends_at_the_position_of_its_last_event(store: EventStore) -> None:
    """Two events and then one end at 2 and at 3."""
    one, other = uuid4(), uuid4()
    first = await store.append(append(new(one, 1), new(one, 2)))
    second = await store.append(append(new(other, 1)))
    assert (first.position, second.position) == (2, 3)
    assert await places(store) == [(1, one, 1), (2, one, 2), (3, other, 1)]


async def test_a_command_may_write_to_several_streams(store: EventStore) -> None:
    """A registration and the claim of its legal number go together or not at all."""
    one, other = uuid4(), uuid4()
    await store.append(append(new(one, 1), new(other, 1), new(one, 2)))
    with pytest.raises(Conflict) as conflict:
        await store.append(append(new(one, 3), new(other, 1)))
    assert conflict.value.stream == other
    assert await places(store) == [(1, one, 1), (2, other, 1), (3, one, 2)]


@pytest.mark.parametrize("version", [1, 2, 4])
async def test_only_the_next_version_of_a_stream_may_be_written(
    store: EventStore, version: int
) -> None:
    """After two events only the third fits: neither one that exists nor one beyond a gap."""
    stream = uuid4()
    await store.append(append(new(stream, 1), new(stream, 2)))
    with pytest.raises(Conflict):
        await store.append(append(new(stream, version)))
    await store.append(append(new(stream, 3)))
    assert await store.last_position() == 3


async def test_a_stream_begins_with_version_1(store: EventStore) -> None:
    """A first event that calls itself the second conflicts."""
    with pytest.raises(Conflict):
        await store.append(append(new(uuid4(), 2)))


async def test_versions_within_a_command_follow_one_another(store: EventStore) -> None:
    """A command that skips a version is a mistake of the program, and says so."""
    stream = uuid4()
    with pytest.raises(ValueError, match="does not follow"):
        await store.append(append(new(stream, 1), new(stream, 3)))
    assert await store.last_position() == 0


async def test_an_event_without_a_topic_is_refused(store: EventStore) -> None:
    """What could not be read again is never written."""
    nameless = type("Nameless", (type(happening()),), {}, frozen=True, kw_only=True)
    event = new(uuid4())
    command = append(type(event)(event.stream, 1, nameless(reason="-")))
    with pytest.raises(UnknownEvent, match="Register Nameless"):
        await store.append(command)


async def test_repeating_a_command_answers_as_the_first_time(store: EventStore) -> None:
    """The same id and fingerprint change nothing and get the stored outcome."""
    command = append(new(uuid4()), outcome=b"first")
    first = await store.append(command)
    again = await store.append(msgspec.structs.replace(command, outcome=b"second"))
    assert not first.repeated
    assert again == msgspec.structs.replace(first, repeated=True)
    assert await store.last_position() == 1


async def test_a_repetition_is_recognised_even_after_the_stream_moved_on(
    store: EventStore,
) -> None:
    """A retry that read the stream anew carries other versions, and is still the same command."""
    stream = uuid4()
    command = append(new(stream, 1))
    await store.append(command)
    again = await store.append(append(new(stream, 2), command_id=command.command_id))
    assert again.repeated
    assert await store.last_position() == 1


async def test_a_command_id_names_one_command_for_ever(store: EventStore) -> None:
    """The same id with another fingerprint is a mistake of the caller."""
    command = append(new(uuid4()))
    await store.append(command)
    with pytest.raises(CommandReused) as reused:
        await store.append(
            append(new(uuid4()), command_id=command.command_id, fingerprint=b"other")
        )
    assert reused.value.command_id == command.command_id
    assert await store.last_position() == 1


async def test_a_command_that_changes_nothing_is_remembered_too(store: EventStore) -> None:
    """It ends at the position where the log stood."""
    await store.append(append(new(uuid4())))
    command = append()
    assert (await store.append(command)).position == 1
    assert (await store.append(command)).repeated


async def test_a_conflicting_command_is_not_remembered(store: EventStore) -> None:
    """After a conflict the same id may decide anew."""
    stream = uuid4()
    await store.append(append(new(stream, 1)))
    command = append(new(stream, 1))
    with pytest.raises(Conflict):
        await store.append(command)
    assert await store.outcome_of(command.command_id) is None
    anew = await store.append(append(new(stream, 2), command_id=command.command_id))
    assert not anew.repeated


async def test_the_outcome_of_a_command_can_be_asked_for(store: EventStore) -> None:
    """Whoever lost an answer asks for it by the command id."""
    command = append(new(uuid4()))
    assert await store.outcome_of(command.command_id) is None
    done = await store.append(command)
    assert await store.outcome_of(command.command_id) == msgspec.structs.replace(
        done, repeated=True
    )


async def test_streams_are_read_as_they_were_at_a_position(store: EventStore) -> None:
    """Reading up to position 2 shows what was there then; unknown streams are empty."""
    one, other, unknown = uuid4(), uuid4(), uuid4()
    for command in (new(one, 1), new(other, 1), new(one, 2)):
        await store.append(append(command))
    then = await store.read([one, other, unknown], up_to=2)
    now = await store.read([one])
    assert {stream: len(events) for stream, events in then.items()} == {
        one: 1,
        other: 1,
        unknown: 0,
    }
    assert [event.version for event in now[one]] == [1, 2]


async def test_the_log_is_read_in_pieces(store: EventStore) -> None:
    """After a position, at most so many, in order."""
    streams = [uuid4() for _ in range(5)]
    for stream in streams:
        await store.append(append(new(stream)))
    piece = await store.read_log(after=1, limit=3)
    assert [event.position for event in piece] == [2, 3, 4]
    assert [event.stream for event in piece] == streams[1:4]


async def test_the_log_can_be_read_by_topic(store: EventStore) -> None:
    """A reader of some topics is not shown the others."""
    await store.append(append(new(uuid4())))
    assert len(await store.read_log(after=0, limit=10, topics=[TOPIC, "other.thing.v1"])) == 1
    assert await store.read_log(after=0, limit=10, topics=["other.thing.v1"]) == []


async def test_a_moment_has_a_position(store: EventStore) -> None:
    """Everything recorded at or before a moment is at or before its position."""
    for _ in range(5):
        await store.append(append(new(uuid4())))
    recorded = await store.read_log(after=0, limit=10)
    for event in recorded:
        at_once = [other.position for other in recorded if other.recorded_at == event.recorded_at]
        assert await store.position_at(event.recorded_at) == max(at_once)
    assert await store.position_at(recorded[0].recorded_at - timedelta(seconds=1)) == 0
    assert await store.position_at(recorded[-1].recorded_at + timedelta(days=1)) == 5


async def test_of_commands_that_race_for_a_version_one_wins(store: EventStore) -> None:
    """Ten claim the same legal number at once; nine are told that it has moved on."""
    stream = uuid4()
    answers = await asyncio.gather(
        *(store.append(append(new(stream))) for _ in range(10)), return_exceptions=True
    )
    assert sum(isinstance(answer, Conflict) for answer in answers) == 9
    assert await places(store) == [(1, stream, 1)]


async def test_a_command_given_twice_at_once_happens_once(store: EventStore) -> None:
    """A double click is one command: both callers get the same answer."""
    command = append(new(uuid4()))
    answers = await asyncio.gather(*(store.append(command) for _ in range(5)))
    assert sorted(answer.repeated for answer in answers) == [False, True, True, True, True]
    assert {answer.position for answer in answers} == {1}
