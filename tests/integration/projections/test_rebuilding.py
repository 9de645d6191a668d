"""Views built again from the log are the live ones, and take their place while all goes on."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import asyncpg
import msgspec
import pytest

from domain.cooperative.events import CooperativeDeactivated
from infrastructure.postgres.pool import owner_connection
from infrastructure.postgres.sql import Connection, Pool
from infrastructure.settings.settings import Settings
from projections.engine import rebuild
from projections.engine.culprits import ViewFailed
from projections.engine.loading import Connect
from projections.engine.next_tables import Difference
from projections.engine.projection import Batch
from projections.engine.rebuild import AlreadyRebuilding, Busy, Rebuild
from projections.engine.runner import ProjectionState, Runner
from projections.engine.tracking import tracked
from projections.engine.views import VIEWS
from projections.views.cooperatives import questions as cooperatives
from projections.views.cooperatives.project import PROJECTION as REGISTER
from tests.integration.projections.steps import NATIONAL, contents, follow
from tests.integration.projections.test_batches import HISTORY
from tests.integration.projections.test_the_runner import SOON, running, status_of
from tests.support.history import History, write


def owners(url: str) -> Connect:
    """Return what lends owner connections to the database at *url*."""

    def connect() -> AbstractAsyncContextManager[Connection]:
        return owner_connection(url, Settings())

    return connect


async def shape(pool: Pool) -> list[tuple[object, ...]]:
    """Return the columns, keys and indexes of all views, and who may do what with them."""
    rows = await pool.fetch(
        "SELECT table_name, column_name, data_type, is_nullable, collation_name"
        " FROM information_schema.columns WHERE table_schema = 'views'"
        " UNION ALL SELECT tablename, indexname, indexdef, '', ''"
        " FROM pg_indexes WHERE schemaname = 'views'"
        " UNION ALL SELECT table_name, grantee, privilege_type, '', ''"
        " FROM information_schema.role_table_grants WHERE table_schema = 'views'"
        " ORDER BY 1, 2, 3"
    )
    return [tuple(row) for row in rows]


@pytest.mark.parametrize("batch", [1, 5, 1000])
async def test_rebuilt_views_hold_what_the_live_ones_held(
    pool: Pool, database_url: str, batch: int
) -> None:
    """The same rows in tables of the same shape, at the same position."""
    await write(database_url, HISTORY.lines)
    await follow(pool)
    live, built = await contents(pool), await shape(pool)
    heard: list[int] = []
    report = await Rebuild(owners(database_url), VIEWS, batch=batch, say=heard.append).run()
    assert report.position == HISTORY.end
    assert set(report.compared) == {view.name for view in VIEWS}
    assert report.differences == ()
    assert await contents(pool) == live
    assert await shape(pool) == built
    assert heard == [*range(batch, HISTORY.end, batch), HISTORY.end]
    left = await pool.fetchval("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'views\\__%'")
    assert left == 0


async def test_a_wrong_row_is_found_and_mended(pool: Pool, database_url: str) -> None:
    """Somebody changed a total behind the server's back; the report says where."""
    await write(database_url, HISTORY.lines)
    await follow(pool)
    right = await contents(pool)
    await pool.execute("UPDATE views.scores SET total = 99 WHERE total = 60")
    await pool.execute("DELETE FROM views.registrations WHERE name = 'Bakti'")
    found = (
        Difference(table="registrations", only_live=0, only_rebuilt=1),
        Difference(table="scores", only_live=1, only_rebuilt=1),
    )

    checked = await Rebuild(owners(database_url), VIEWS).run(swap=False)
    assert checked.differences == found
    assert not checked.swapped
    assert await contents(pool) != right

    mended = await Rebuild(owners(database_url), VIEWS).run()
    assert mended.differences == found
    assert await contents(pool) == right


async def test_one_view_can_be_rebuilt_alone(pool: Pool, database_url: str) -> None:
    """The others are not touched, right or wrong."""
    await write(database_url, HISTORY.lines)
    await follow(pool)
    await pool.execute("DELETE FROM views.cooperatives")
    await pool.execute("DELETE FROM views.registrations")
    report = await Rebuild(owners(database_url), [REGISTER]).run()
    assert report.compared == ("cooperatives",)
    assert await pool.fetchval("SELECT count(*) FROM views.cooperatives") > 0
    assert await pool.fetchval("SELECT count(*) FROM views.registrations") == 0


async def test_views_that_never_moved_are_built_without_comparison(
    pool: Pool, database_url: str
) -> None:
    """A log that was brought in from elsewhere is read at rebuilding speed."""
    await write(database_url, HISTORY.lines)
    report = await Rebuild(owners(database_url), VIEWS).run()
    assert report.compared == ()
    rebuilt = await contents(pool)
    status = await Runner(pool).status()
    assert {each.position for each in status.projections} == {HISTORY.end}
    assert len(rebuilt["audit_trail"]) == HISTORY.end


async def test_an_empty_log_is_rebuilt_to_empty_views(pool: Pool, database_url: str) -> None:
    """Nothing to do is done at once."""
    report = await Rebuild(owners(database_url), VIEWS).run()
    assert (report.position, report.differences) == (0, ())
    assert set((await contents(pool))["scores"]) == set()


async def test_a_new_version_takes_over_by_a_rebuild(pool: Pool, database_url: str) -> None:
    """Afterwards it is followed, and the old version is forgotten."""
    await write(database_url, HISTORY.lines)
    await follow(pool)
    newer = msgspec.structs.replace(REGISTER, version=REGISTER.version + 1)
    report = await Rebuild(owners(database_url), [newer]).run()
    assert report.compared == ()
    found = await status_of(Runner(pool, [newer]), "cooperatives")
    assert (found.state, found.position) == (ProjectionState.FOLLOWING, HISTORY.end)
    assert REGISTER.tracking_name not in (await tracked(pool)).positions


async def test_a_stalled_view_is_mended_by_a_rebuild(pool: Pool, database_url: str) -> None:
    """What is noted against it goes with the old table."""

    async def fail(_connection: Connection, _batch: Batch) -> None:
        raise ZeroDivisionError

    await write(database_url, HISTORY.lines)
    await follow(pool, views=[msgspec.structs.replace(REGISTER, apply=fail)])
    assert await pool.fetchval("SELECT count(*) FROM views.stalls") == 1
    await Rebuild(owners(database_url), [REGISTER]).run()
    found = await status_of(Runner(pool, [REGISTER]), "cooperatives")
    assert (found.state, found.position) == (ProjectionState.FOLLOWING, HISTORY.end)


async def test_the_server_goes_on_while_views_are_swapped(pool: Pool, database_url: str) -> None:
    """Commands, readers and the runner work all the time, and nothing is missing afterwards."""
    history = History()
    koperasi = history.active("Arta")
    for number in range(60):
        history.register(f"koperasi {number}")
        history.add(koperasi, CooperativeDeactivated(reason="asleep"))
    begin = 40
    await write(database_url, history.lines[:begin])

    async def append() -> None:
        for line in history.lines[begin:]:
            await write(database_url, [line])

    async def read() -> None:
        while True:
            page = await cooperatives.page(pool, scope=NATIONAL)
            assert page.rows
            await asyncio.sleep(0)

    async with running(database_url, batch=7) as runner:
        assert await runner.wait_until(begin, SOON)
        appending = asyncio.create_task(append())
        reading = asyncio.create_task(read())
        reports = [await Rebuild(owners(database_url), VIEWS, batch=9).run() for _ in range(3)]
        await appending
        reading.cancel()
        assert [each.differences for each in reports] == [(), (), ()]
        assert all("scores" in each.compared for each in reports)
        assert await runner.wait_until(history.end, SOON)
    live = await contents(pool)
    last = await Rebuild(owners(database_url), VIEWS).run()
    assert last.differences == ()
    assert await contents(pool) == live
    assert len(live["audit_trail"]) == history.end


async def test_two_rebuilds_at_once_are_one_too_many(pool: Pool, database_url: str) -> None:
    """The second says so and leaves the first alone."""
    async with owner_connection(database_url, Settings()) as first:
        await first.execute("SELECT pg_advisory_lock(7307019, 3)")
        with pytest.raises(AlreadyRebuilding):
            await Rebuild(owners(database_url), VIEWS).run()
    await Rebuild(owners(database_url), VIEWS).run()
    assert (await Runner(pool).status()).log_position == 0


async def test_a_long_reader_makes_the_swap_give_up(
    pool: Pool, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing has changed then, and the reader read in peace."""
    await write(database_url, HISTORY.lines)
    await follow(pool)
    live = await contents(pool)
    monkeypatch.setattr(rebuild, "TRIES", 2)
    monkeypatch.setattr(rebuild, "LOCK_TIMEOUT", "20ms")
    async with pool.acquire() as reader, reader.transaction():
        await reader.fetch("SELECT count(*) FROM views.scores")
        with pytest.raises(Busy):
            await Rebuild(owners(database_url), VIEWS).run()
    assert await contents(pool) == live
    assert gc.isenabled()


async def test_a_rebuild_that_fails_changes_nothing(pool: Pool, database_url: str) -> None:
    """The live tables stay, and what was begun is cleared away."""

    async def fail(_connection: Connection, _batch: Batch) -> None:
        raise ZeroDivisionError

    await write(database_url, HISTORY.lines)
    await follow(pool)
    live = await contents(pool)
    broken = [
        msgspec.structs.replace(each, apply=fail) if each is REGISTER else each for each in VIEWS
    ]
    gc.disable()
    try:
        with pytest.raises(ViewFailed):
            await Rebuild(owners(database_url), broken, batch=1).run()
        assert not gc.isenabled()
        await Rebuild(owners(database_url), VIEWS).run()
        assert not gc.isenabled()
    finally:
        gc.enable()
    assert await contents(pool) == live
    assert await pool.fetchval("SELECT to_regnamespace('views_next') IS NULL")


async def test_live_views_that_lag_are_waited_for(pool: Pool, database_url: str) -> None:
    """While somebody moves them they reach the rebuilt ones and can be compared."""
    await write(database_url, HISTORY.lines)
    leader = await asyncpg.connect(database_url)
    await leader.execute("SELECT pg_advisory_lock(7307019, 1)")
    rebuilding = asyncio.create_task(Rebuild(owners(database_url), VIEWS).run(swap=False))
    while not await _is_loaded(leader):  # noqa: ASYNC110 - the tables say it, nobody else
        await asyncio.sleep(0.01)
    await follow(pool)
    report = await rebuilding
    await leader.close()
    assert set(report.compared) == {view.name for view in VIEWS}
    assert report.differences == ()


async def _is_loaded(connection: Connection) -> bool:
    """Say whether the rebuilt tables hold the whole history."""
    if not await connection.fetchval("SELECT to_regclass('views_next.audit_trail') IS NOT NULL"):
        return False
    position = await connection.fetchval("SELECT max(position) FROM views_next.audit_trail")
    return bool(position == HISTORY.end)


@asynccontextmanager
async def a_leader(url: str) -> AsyncIterator[None]:
    """Pretend to lead, and move nothing."""
    connection = await asyncpg.connect(url)
    await connection.execute("SELECT pg_advisory_lock(7307019, 1)")
    try:
        yield
    finally:
        await connection.close()


async def test_a_leader_that_stands_still_is_not_waited_for_for_ever(
    pool: Pool, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a while the rebuild goes on without comparison."""
    await write(database_url, HISTORY.lines)
    monkeypatch.setattr(rebuild, "LIVE_POLLS", 2)
    async with a_leader(database_url):
        report = await Rebuild(owners(database_url), VIEWS).run()
    assert report.compared == ()
    assert (await tracked(pool)).position(REGISTER) == HISTORY.end
