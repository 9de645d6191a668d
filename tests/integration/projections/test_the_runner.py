"""The runner: one leader, each event exactly once, whatever fails or is killed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import msgspec
import pytest
from structlog.testing import capture_logs

from domain.cooperative.events import CooperativeDeactivated
from infrastructure.postgres.pool import server_pool
from infrastructure.postgres.sql import Connection, Pool
from infrastructure.settings.settings import Settings
from projections.engine.culprits import Place
from projections.engine.event_reader import EventReader
from projections.engine.follower import Follower
from projections.engine.observers import Silent
from projections.engine.progress import Progress
from projections.engine.projection import Batch, Projection
from projections.engine.runner import ProjectionState, ProjectionStatus, Runner
from projections.engine.tracking import tracked
from projections.engine.views import VIEWS
from projections.views.cooperatives import questions as cooperatives
from projections.views.cooperatives.project import PROJECTION as REGISTER
from projections.views.registrations.project import PROJECTION as REGISTRATIONS
from tests.integration.projections.steps import NATIONAL, contents, follow, forget
from tests.support.databases import as_server
from tests.support.history import History, named, write
from tests.support.waiting import until

SOON = 20.0  # seconds after which a test gives up


class Ears(Silent):
    """An observer that remembers what it heard."""

    def __init__(self) -> None:
        self.events = 0
        self.errors: list[str] = []
        self.places: set[Place] = set()
        self.interruptions = 0

    def moved(self, *, events: int, seconds: float) -> None:
        """Remember how many events were written."""
        assert seconds >= 0
        self.events += events

    def stalled(self, name: str, error: Exception, *, attempts: int, place: Place | None) -> None:
        """Remember which view failed, how, and at which attempt; where is known."""
        assert place is not None
        self.places.add(place)
        self.errors.append(f"{name} {type(error).__name__} {attempts}")

    def interrupted(self, error: Exception) -> None:
        """Count it."""
        assert error is not None
        self.interruptions += 1


@asynccontextmanager
async def running(url: str, **options: object) -> AsyncIterator[Runner]:
    """Run a runner on a pool of its own, as another server process would."""
    async with server_pool(as_server(url), Settings(pool_min=1, pool_max=6)) as pool:
        runner = Runner(pool, **options)  # type: ignore[arg-type]
        await runner.start()
        try:
            yield runner
        finally:
            await runner.stop()


def registered(count: int) -> History:
    """Return a history of so many registrations."""
    history = History()
    for number in range(count):
        history.register(f"koperasi {number}")
    return history


async def status_of(runner: Runner, name: str) -> ProjectionStatus:
    """Return the status of one view."""
    return next(each for each in (await runner.status()).projections if each.name == name)


async def test_views_follow_what_is_appended(pool: Pool, database_url: str) -> None:
    """Whoever waits for a position finds it in the views."""
    history = registered(3)
    async with running(database_url) as runner:
        await write(database_url, history.lines)
        assert await runner.wait_until(history.end, SOON)
        assert await runner.wait_until(1, 0)
        found = await cooperatives.count(pool, scope=NATIONAL)
        status = await runner.status()
    assert found == 3
    assert status.leading
    assert status.log_position == history.end
    assert {each.name for each in status.projections} == {each.name for each in VIEWS}
    assert all(
        (each.state, each.lag, each.position) == (ProjectionState.FOLLOWING, 0, history.end)
        for each in status.projections
    )


async def test_waiting_ends_in_time(database_url: str) -> None:
    """A position that does not come is answered with no, not with silence."""
    async with running(database_url) as runner:
        assert not await runner.wait_until(1, 0.05)
        assert not await runner.wait_until(1, 0.05, ["scores"])


async def test_another_process_waits_for_the_leader(database_url: str) -> None:
    """Only one moves the views; the other knows how far they are, and takes over."""
    history = registered(4)
    async with running(database_url) as first, running(database_url) as second:

        async def one_leads() -> bool:
            leading = [(await each.status()).leading for each in (first, second)]
            return sorted(leading) == [False, True]

        await until(one_leads)
        await write(database_url, history.lines[:4])
        assert await first.wait_until(4, SOON)
        assert await second.wait_until(4, SOON)
        leader, other = (first, second) if (await first.status()).leading else (second, first)
        await leader.stop()
        await write(database_url, history.lines[4:])
        assert await other.wait_until(history.end, SOON)
        assert (await other.status()).leading


async def kill(url: str, query: str) -> None:
    """Kill every server process whose last statement is like *query*."""
    connection = await asyncpg.connect(url)
    await connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE $1",
        query,
    )
    await connection.close()


@pytest.mark.parametrize("query", ["LISTEN%", "%", "SELECT%"])
async def test_killed_connections_lose_no_event(pool: Pool, database_url: str, query: str) -> None:
    """Listening, leading or writing: whatever is killed again and again, all of it arrives."""
    history = registered(40)
    ears = Ears()
    async with running(database_url, observer=ears, batch=3) as runner:
        for begin in range(0, history.end, 8):
            await write(database_url, history.lines[begin : begin + 8])
            await kill(database_url, query)
        assert await runner.wait_until(history.end, SOON)
    await pool.expire_connections()
    live = await contents(pool)
    assert len(live["cooperatives"]) == 40
    assert len(live["audit_trail"]) == history.end
    await forget(pool)
    await follow(pool)
    assert await contents(pool) == live


def faulty(at: int, name: str = "faulty") -> Projection:
    """Return a view that fails at position *at*."""

    async def apply(connection: Connection, batch: Batch) -> None:
        await REGISTRATIONS.apply(connection, batch)
        if batch.after < at <= batch.up_to:
            raise ZeroDivisionError("of no use")

    return msgspec.structs.replace(REGISTRATIONS, name=name, apply=apply)


class Hands:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


async def test_a_faulty_view_stalls_alone(pool: Pool, database_url: str) -> None:
    """The others go on; the status says which one, where and why."""
    history = registered(3)
    await write(database_url, history.lines)
    views, ears, hands = (REGISTER, faulty(3)), Ears(), Hands()
    follower = Follower(views, EventReader(), ears, batch=2, clock=hands)
    async with pool.acquire() as connection:
        while await follower.step(connection):
            pass
        runner = Runner(pool, views)
        broken = await status_of(runner, "faulty")
        assert (broken.state, broken.position, broken.lag) == (ProjectionState.STALLED, 2, 4)
        (place,) = ears.places
        assert broken.error == f"ZeroDivisionError: of no use ({place})"
        assert broken.attempts == 1
        assert (await status_of(runner, "cooperatives")).position == history.end
        assert await pool.fetchval("SELECT count(*) FROM views.registrations") == 1

        hands.now += 0.6
        assert await follower.step(connection)
        assert not await follower.step(connection)
        hands.now += 0.6
        assert not await follower.step(connection)
        hands.now += 0.5
        assert await follower.step(connection)
        assert ears.errors == [f"faulty ZeroDivisionError {number}" for number in (1, 2, 3)]


async def test_a_view_that_was_mended_catches_up(pool: Pool, database_url: str) -> None:
    """It goes on from where it stood, and joins the others."""
    history = registered(4)
    await write(database_url, history.lines)
    await follow(pool, views=(REGISTER, faulty(3)), batch=2)
    mended = faulty(0)
    await follow(pool, views=(REGISTER, mended), batch=2)
    found = await status_of(Runner(pool, (REGISTER, mended)), "faulty")
    assert (found.state, found.position) == (ProjectionState.FOLLOWING, history.end)
    assert found.error is None
    assert await pool.fetchval("SELECT count(*) FROM views.registrations") == 4


async def test_an_event_that_cannot_be_decoded_stalls_its_readers_only(
    pool: Pool, database_url: str
) -> None:
    """The trail takes it as it is; the register waits for somebody to mend it."""
    history = registered(2)
    history.add_bytes(named("koperasi 0"), "cooperative.deactivated.v1", b"{broken")
    await write(database_url, history.lines)
    await follow(pool)
    runner = Runner(pool)
    assert (await status_of(runner, "cooperatives")).state is ProjectionState.STALLED
    assert (await status_of(runner, "audit_trail")).position == history.end
    assert (await status_of(runner, "scores")).position == history.end


async def test_rows_of_another_version_are_left_alone(pool: Pool, database_url: str) -> None:
    """They are right for the code that wrote them; this code asks for a rebuild."""
    history = registered(1)
    await write(database_url, history.lines)
    await follow(pool, views=(REGISTER,))
    newer = msgspec.structs.replace(REGISTER, version=REGISTER.version + 1)
    await follow(pool, views=(newer,))
    found = await status_of(Runner(pool, (newer,)), "cooperatives")
    assert (found.state, found.position) == (ProjectionState.NEEDS_REBUILD, 0)
    assert (await tracked(pool)).position(REGISTER) == history.end


async def test_a_batch_that_somebody_else_wrote_counts_once(pool: Pool, database_url: str) -> None:
    """Two that lead by mistake write nothing twice: the later one begins again."""
    history = registered(2)
    await write(database_url, history.lines)

    async def interfere(connection: Connection, batch: Batch) -> None:
        if not interfered:
            interfered.append(True)
            await pool.execute(
                "UPDATE log.tracking SET position = 2 WHERE name = $1", view.tracking_name
            )
        await REGISTER.apply(connection, batch)

    interfered: list[bool] = []
    view = msgspec.structs.replace(REGISTER, apply=interfere)
    await follow(pool, views=(view,))
    assert interfered
    assert await cooperatives.count(pool, scope=NATIONAL) == 1
    assert (await tracked(pool)).position(view) == history.end


async def test_a_lost_connection_is_no_fault_of_the_view(pool: Pool, database_url: str) -> None:
    """Nothing is noted against it: another connection does the same batch again."""
    history = registered(1)
    await write(database_url, history.lines)

    async def hang_up(connection: Connection, batch: Batch) -> None:
        assert batch.events
        connection.terminate()
        raise ConnectionResetError

    view = msgspec.structs.replace(REGISTER, apply=hang_up)
    ears = Ears()
    follower = Follower((view,), EventReader(), ears)
    connection = await asyncpg.connect(database_url)
    with pytest.raises((ConnectionResetError, asyncpg.InterfaceError)):
        await follower.step(connection)
    assert ears.errors == []
    assert (await tracked(pool)).position(view) == 0


async def test_a_runner_that_breaks_begins_again(database_url: str, pool: Pool) -> None:
    """Tables that are missing for a moment stop nobody for good."""
    history = registered(1)
    ears = Ears()
    owner = await asyncpg.connect(database_url)
    await owner.execute("ALTER VIEW log.tracking RENAME TO elsewhere")
    async with running(database_url, observer=ears) as runner:

        async def broken() -> bool:
            return ears.interruptions > 0

        await until(broken)
        assert not (await pool.fetchval("SELECT count(*) FROM views.stalls"))
        await owner.execute("ALTER VIEW log.elsewhere RENAME TO tracking")
        await owner.close()
        await write(database_url, history.lines)
        assert await runner.wait_until(history.end, SOON)

        async def heard() -> bool:
            return ears.events == history.end

        await until(heard)


async def test_while_the_database_is_away_nothing_is_known(pool: Pool, database_url: str) -> None:
    """The positions stay what they were, and the watching goes on."""
    history = registered(1)
    await write(database_url, history.lines)
    await follow(pool)
    progress = Progress(pool, VIEWS)
    await progress.look(pool)
    owner = await asyncpg.connect(database_url)
    await owner.execute("ALTER VIEW log.tracking RENAME TO elsewhere")
    await owner.close()
    with capture_logs() as logged:
        await progress.look(pool)
        await progress.look(pool)
    assert [each["event"] for each in logged].count("views_not_seen") == 1
    assert progress.position() == history.end
    assert await progress.wait_until(history.end, 0)


async def test_a_runner_that_never_started_can_be_stopped(pool: Pool) -> None:
    """A server that fails early closes what it made."""
    await Runner(pool).stop()


async def test_a_deactivation_reaches_the_register(pool: Pool, database_url: str) -> None:
    """Events that come one by one while the runner works are all there in the end."""
    history = History()
    koperasi = history.active("Arta")
    for _ in range(5):
        history.add(koperasi, CooperativeDeactivated(reason="asleep"))
    async with running(database_url, batch=1) as runner:
        for line in history.lines:
            await write(database_url, [line])
        assert await runner.wait_until(history.end, SOON)
    found = await cooperatives.by_id(pool, scope=NATIONAL, cooperative=koperasi)
    assert found is not None
    assert found.stream_version == history.version(koperasi)
