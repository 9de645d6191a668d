"""A leader is heard of, and one that falls silent loses its lock to the next that asks."""

from collections.abc import Sequence
from uuid import uuid4

import asyncpg
import pytest
from structlog.testing import capture_logs

from infrastructure.event_store import AsyncpgEventStore
from infrastructure.mapper import Mapper
from infrastructure.postgres.pool import owner_connection
from infrastructure.postgres.sql import Pool, Statement
from infrastructure.settings.settings import Settings
from projections.engine import heartbeat
from projections.engine.heartbeat import BEAT, JUMP, LEASE, Heartbeat
from projections.engine.runner import Runner
from projections.engine.tracking import SQL
from tests.integration.projections.steps import follow
from tests.integration.projections.test_the_runner import SOON, registered, running
from tests.support.appends import append, new
from tests.support.history import write
from tests.support.waiting import until


async def test_everybody_sees_when_a_leader_was_heard_of(database_url: str) -> None:
    """The status of a process that does not lead knows it as well."""
    async with running(database_url) as first, running(database_url) as second:

        async def both_know() -> bool:
            return all(
                [(await each.status()).leaders.keys() == {"views"} for each in (first, second)]
            )

        await until(both_know)
        assert (await second.status()).leaders["views"] < LEASE


async def test_a_leader_that_hangs_is_ended_by_the_database(
    database_url: str, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It holds the lock and says nothing more; somebody else leads after the lease."""
    history = registered(2)
    await write(database_url, history.lines)
    async with pool.acquire() as hanging:
        assert await SQL["take_leadership"].value(hanging)
        with monkeypatch.context() as patch:
            patch.setattr(heartbeat, "LEASE", 1)
            await Heartbeat("views").begin(hanging)
        async with running(database_url) as other:
            assert await other.wait_until(history.end, SOON)
        with pytest.raises(asyncpg.InterfaceError):
            await hanging.execute("SELECT 'still leading'")


async def test_the_age_of_what_a_view_lacks_is_known(pool: Pool, database_url: str) -> None:
    """A quiet office with one event that no view has is behind by seconds, not by thousands."""
    history = registered(1)
    await write(database_url, history.lines)
    await pool.fetchval("SELECT pg_sleep(0.01)")
    before = await Runner(pool).status()
    assert all(each.lag_seconds >= 0.01 for each in before.projections)
    await follow(pool)
    after = await Runner(pool).status()
    assert [each.lag_seconds for each in after.projections] == [0.0] * len(after.projections)


class Clocks:
    """A clock here and one at the database, and a connection that is not needed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.here, self.there, self.ahead, self.beats = 0.0, 1_000.0, 0.0, 0
        monkeypatch.setattr(Statement, "rows", self._rows)
        monkeypatch.setattr(Statement, "run", self._run)
        self.jumps: list[float] = []
        self.heart = Heartbeat("views", self.jumps.append, clock=lambda: self.here)

    async def pass_by(self, here: float, there: float) -> None:
        """Let time pass on both clocks, and beat."""
        self.here += here
        self.there += there
        await self.heart.beat(None)  # type: ignore[arg-type]

    async def _rows(self, *_: object, **__: object) -> Sequence[dict[str, float]]:
        self.beats += 1
        return [{"now": self.there, "ahead": self.ahead}]

    async def _run(self, *_: object, **__: object) -> None:
        pass


async def test_a_clock_that_jumps_is_an_alarm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ahead and back; what passes on both clocks alike is none, however long it takes."""
    clocks = Clocks(monkeypatch)
    await clocks.pass_by(0, 0)
    await clocks.pass_by(BEAT, BEAT)
    await clocks.pass_by(500, 500 + JUMP / 2)
    assert clocks.jumps == []
    await clocks.pass_by(BEAT, 3_600)
    await clocks.pass_by(BEAT, -3_600)
    assert clocks.jumps == [3_600 - BEAT, -3_600 - BEAT]
    await clocks.heart.begin(None)  # type: ignore[arg-type]
    await clocks.pass_by(0, 3_600)
    assert len(clocks.jumps) == 2


async def test_a_leader_does_not_beat_more_often_than_need_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Asked every second it beats every other one."""
    clocks = Clocks(monkeypatch)
    for _ in range(5):
        await clocks.pass_by(BEAT / 2, BEAT / 2)
    assert clocks.beats == 3


async def test_a_log_that_is_ahead_of_the_clock_is_an_alarm(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Once a minute for as long as it lasts."""
    clocks = Clocks(monkeypatch)
    clocks.ahead = 3_600.0
    with capture_logs() as lines:
        for _ in range(10):
            await clocks.pass_by(BEAT, BEAT)
    assert [(each["event"], each["seconds"]) for each in lines] == [
        ("log_recorded_ahead_of_the_clock", 3_600.0)
    ]


async def test_what_was_recorded_in_the_future_is_known(pool: Pool, database_url: str) -> None:
    """Later events are recorded no earlier than it, and the status says by how much it is ahead."""
    await write(database_url, registered(1).lines)
    async with owner_connection(database_url, Settings()) as connection:
        await connection.execute("ALTER TABLE stored_events DISABLE TRIGGER refuse_change")
        await connection.execute("UPDATE stored_events SET recorded_at = now() + interval '1 hour'")
    async with AsyncpgEventStore(pool, Mapper()) as store:
        await store.append(append(new(uuid4())))
        recorded = await store.read_log(after=0, limit=10)
    times = [each.recorded_at for each in recorded]
    assert times == sorted(times)
    assert 3_000 < (await Runner(pool).status()).ahead <= 3_600
