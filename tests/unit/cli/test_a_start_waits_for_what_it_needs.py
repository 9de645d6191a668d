"""A server starts as soon as what authorisation asks is there, whatever the other views do."""

import asyncio
from collections.abc import Collection

import pytest
from structlog.testing import capture_logs

from cli.composition import first_views
from cli.composition.first_views import NEEDED, wait_for_views
from projections.engine.runner import ProjectionState, ProjectionStatus, RunnerStatus
from projections.engine.views import VIEWS

FOLLOWING, STALLED = ProjectionState.FOLLOWING, ProjectionState.STALLED


class Slow:
    """Views in *states* that are there at the look of the number *ready*, or never."""

    def __init__(self, ready: int = 10**9, **states: ProjectionState) -> None:
        self.looks = 0
        self._ready = ready
        self._states = states

    async def wait_until(self, position: int, timeout: float, names: Collection[str]) -> bool:  # noqa: ASYNC109 - the runner's own
        """Say whether they are there, for those that are needed only."""
        assert (position, names) == (7, NEEDED)
        assert timeout > 0
        self.looks += 1
        await asyncio.sleep(0)
        return self.looks >= self._ready

    async def status(self) -> RunnerStatus:
        """Return the states."""
        views = tuple(
            ProjectionStatus(name=name, version=1, position=0, lag=7, state=state)
            for name, state in self._states.items()
        )
        return RunnerStatus(leading=True, log_position=7, projections=views)


async def warned_of(runner: Slow) -> list[list[str]]:
    """Start with *runner*, and return of which views it was warned."""
    with capture_logs() as lines:
        await wait_for_views(runner, 7)  # type: ignore[arg-type]
    return [each["views"] for each in lines if each["event"] == "started_without_views"]


async def test_a_stalled_view_that_is_not_needed_delays_nothing() -> None:
    """The areas are read meanwhile, and no longer than that takes."""
    slow = Slow(3, areas=FOLLOWING, accounts=FOLLOWING, scores=STALLED)
    assert await warned_of(slow) == []
    assert slow.looks == 3


@pytest.mark.parametrize("state", [STALLED, ProjectionState.NEEDS_REBUILD])
async def test_what_cannot_come_is_not_waited_for(state: ProjectionState) -> None:
    """One look, a word in the log, and the server starts."""
    slow = Slow(areas=state, accounts=FOLLOWING)
    assert await warned_of(slow) == [["areas"]]
    assert slow.looks == 1


async def test_waiting_for_what_is_needed_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server starts then, and says so."""
    monkeypatch.setattr(first_views, "PATIENCE", -1)
    assert await warned_of(Slow(areas=FOLLOWING)) == [list(NEEDED)]


def test_what_is_needed_exists() -> None:
    """A view that was renamed is not waited for in vain."""
    assert set(NEEDED) <= {each.name for each in VIEWS}
