"""The event that a view cannot digest is found among thousands, and nothing is left of looking."""

import asyncpg
import msgspec
import pytest

from infrastructure.postgres.sql import Connection, Pool
from projections.engine.batches import LogReader
from projections.engine.culprits import ViewFailed, culprit
from projections.engine.event_reader import EventReader
from projections.engine.projection import Batch, Projection
from projections.engine.rebuild import Rebuild
from projections.views.registrations.project import PROJECTION as REGISTRATIONS
from tests.integration.projections.test_rebuilding import owners
from tests.integration.projections.test_the_runner import registered
from tests.support.history import write


def failing(*positions: int, error: type[Exception] = ZeroDivisionError) -> Projection:
    """Return a view of registrations that fails at those events, after it has written."""

    async def apply(connection: Connection, batch: Batch) -> None:
        await REGISTRATIONS.apply(connection, batch)
        if any(event.position in positions for event in batch.events):
            raise error("of no use")

    return msgspec.structs.replace(REGISTRATIONS, name="faulty", apply=apply)


async def batch_of(pool: Pool, view: Projection, end: int) -> Batch:
    """Return all that *view* reads of the log up to *end*."""
    async with pool.acquire() as connection:
        log = LogReader([view], EventReader())
        return (await log.whole(connection, after=0, up_to=end)).shares([view])[view.name]


@pytest.fixture
async def end(database_url: str) -> int:
    """Where a log of nine registrations ends."""
    history = registered(9)
    await write(database_url, history.lines)
    return history.end


async def test_the_first_event_that_fails_is_named(pool: Pool, end: int) -> None:
    """Whichever it is, by position, topic and stream; the tables stay as they were."""
    batch = await batch_of(pool, REGISTRATIONS, end)
    for bad in batch.events:
        view = failing(bad.position, batch.events[-1].position)
        async with pool.acquire() as connection, connection.transaction():
            await connection.execute("SET LOCAL search_path = views, public")
            found = await culprit(connection, view, batch)
            assert await connection.fetchval("SELECT count(*) FROM registrations") == 0
        assert found is not None
        assert (found.position, found.stream) == (bad.position, bad.stream)
        assert found.topic in ("cooperative.registered.v1", "cooperative.registration_verified.v1")


async def test_a_failure_that_does_not_come_again_is_nobodys(pool: Pool, end: int) -> None:
    """A lock that was late, a batch without events: no event is accused."""
    batch = await batch_of(pool, REGISTRATIONS, end)
    nothing = msgspec.structs.replace(batch, events=())
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute("SET LOCAL search_path = views, public")
        assert await culprit(connection, failing(), batch) is None
        assert await culprit(connection, failing(), nothing) is None


async def test_a_lost_connection_is_no_fault_of_an_event(
    pool: Pool, database_url: str, end: int
) -> None:
    """Looking ends with it."""

    async def hang_up(connection: Connection, _: Batch) -> None:
        connection.terminate()
        raise asyncpg.ConnectionDoesNotExistError("gone")

    batch = await batch_of(pool, REGISTRATIONS, end)
    view = msgspec.structs.replace(REGISTRATIONS, apply=hang_up)
    async with owners(database_url)() as connection:
        with pytest.raises(asyncpg.ConnectionDoesNotExistError):
            await culprit(connection, view, batch)


@pytest.mark.usefixtures("end")
@pytest.mark.parametrize("error", [ZeroDivisionError, ConnectionResetError])
async def test_a_rebuild_ends_with_one_error(database_url: str, error: type[Exception]) -> None:
    """That of the view, which names the event, or that of the database, as it is."""
    rebuild = Rebuild(owners(database_url), [failing(1, error=error)])
    with pytest.raises((ViewFailed, ConnectionResetError)) as caught:
        await rebuild.run(swap=False)
    if isinstance(caught.value, ViewFailed):
        assert caught.value.place is not None
        assert str(caught.value).startswith("The view faulty failed at position 1, topic ")
    else:
        assert error is ConnectionResetError


def test_a_view_may_fail_at_no_event_in_particular() -> None:
    """Then the sentence leaves it out."""
    assert str(ViewFailed("scores", None, ZeroDivisionError("x"))) == (
        "The view scores failed: ZeroDivisionError: x"
    )
