"""Whoever runs the reactors is heard of, and says once a minute what interrupts them."""

from typing import Any, cast

import pytest
from structlog.testing import capture_logs

from infrastructure.postgres.sql import Pool
from projections.engine import heartbeat
from projections.engine.runner import Runner
from projections.reactors import runner
from projections.reactors.runner import LeadershipLost, Reactors
from tests.support.waiting import until


async def test_the_leader_beats_for_as_long_as_it_leads(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every beat is a later moment in the table that all see."""
    monkeypatch.setattr(runner, "BEAT", 0.01)
    monkeypatch.setattr(heartbeat, "BEAT", 0.0)
    reactors, seen = Reactors(pool, ()), set()

    async def three_beats() -> bool:
        seen.add(await pool.fetchval("SELECT beat_at FROM views.leaders"))
        return len(seen - {None}) >= 3

    await reactors.start()
    await until(three_beats)
    assert (await Runner(pool).status()).leaders.keys() == {"reactors"}
    await reactors.stop()


class Gone:
    """A leadership whose connection is lost as soon as it waits."""

    async def beat(self) -> None:
        """Say nothing."""

    async def lost_within(self, _seconds: float) -> bool:
        """Say that it is lost."""
        return True


async def test_a_leader_that_lost_its_connection_stops(pool: Pool) -> None:
    """Another process may react by now."""
    with pytest.raises(ExceptionGroup) as raised:
        await Reactors(pool, ())._lead(cast("Any", Gone()))
    assert [type(each) for each in raised.value.exceptions] == [LeadershipLost]


def test_what_interrupts_them_is_told_once_a_minute(pool: Pool) -> None:
    """Each error of a group by itself, the second time not at all."""
    reactors = Reactors(pool, ())
    with capture_logs() as lines:
        for _ in range(3):
            reactors._tell(ExceptionGroup("tasks", [LeadershipLost()]))
            reactors._tell(TimeoutError())
    assert [each["reason"] for each in lines] == ["LeadershipLost: ", "TimeoutError: "]
