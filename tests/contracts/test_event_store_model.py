"""Whatever is appended in whatever order, PostgreSQL answers as the log in memory does."""

from collections.abc import Mapping
from uuid import UUID, uuid4, uuid5

import hypothesis.strategies as st
from hypothesis import HealthCheck, given, settings

from application.kernel.ports import EventStore
from domain.kernel.log import Append, Appended, CommandReused, Conflict
from infrastructure.event_store import AsyncpgEventStore
from infrastructure.mapper import Mapper
from infrastructure.postgres.sql import Pool
from tests.support.appends import append, new
from tests.support.memory_store import MemoryEventStore

FEW = st.integers(1, 4)

# What one command tries: first version and number of events per stream, its id, its fingerprint.
TRIES = st.tuples(
    st.dictionaries(FEW, st.tuples(FEW, st.integers(1, 2)), max_size=3),
    st.integers(1, 12),
    st.sampled_from([b"one", b"two"]),
)


def command(
    name: UUID, streams: Mapping[int, tuple[int, int]], number: int, fingerprint: bytes
) -> Append:
    """Return the command that a try describes; *name* keeps one example apart from the others."""
    return append(
        *(
            new(uuid5(name, f"stream {stream}"), version)
            for stream, (first, count) in streams.items()
            for version in range(first, first + count)
        ),
        command_id=uuid5(name, f"command {number}"),
        fingerprint=fingerprint,
        outcome=repr(streams).encode(),
    )


async def answer(store: EventStore, given_command: Append, before: int) -> object:
    """Return what *store*, which began at position *before*, says; comparable between stores."""
    try:
        done = await store.append(given_command)
    except Conflict:
        return Conflict
    except CommandReused as reused:
        return reused.command_id
    return Appended(position=done.position - before, outcome=done.outcome, repeated=done.repeated)


async def contents(store: EventStore, before: int) -> list[tuple[object, ...]]:
    """Return all that *store* holds after *before*, but for the time of recording."""
    return [
        (event.position - before, event.stream, event.version, event.event, event.command_id)
        for event in await store.read_log(after=before, limit=1_000)
    ]


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(tries=st.lists(TRIES, max_size=20))
async def test_both_logs_answer_alike(
    pool: Pool, tries: list[tuple[dict[int, tuple[int, int]], int, bytes]]
) -> None:
    """Answers and contents are the same after each of up to twenty clashing commands."""
    memory = MemoryEventStore()
    name = uuid4()
    async with AsyncpgEventStore(pool, Mapper()) as postgres:
        before = await postgres.last_position()
        for each in tries:
            given_command = command(name, *each)
            expected = await answer(memory, given_command, 0)
            assert await answer(postgres, given_command, before) == expected
        assert await contents(postgres, before) == await contents(memory, 0)
