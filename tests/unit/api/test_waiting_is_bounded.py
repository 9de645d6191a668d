"""A query that wants to see a position waits for the views, and not for ever."""

from types import SimpleNamespace
from typing import Any

import pytest

from api.building.as_of import wait_for
from api.execution.faults import NotYetAtPosition
from infrastructure.settings.settings import Settings


def context(*, reached: bool) -> Any:
    """Return a context whose views get there, or not."""

    class Views:
        """Answers as the runner does."""

        async def wait_until(self, position: int, timeout: float) -> bool:  # noqa: ASYNC109
            """Return at once what would be known after *timeout* seconds."""
            assert (position, timeout) == (12, 7)
            return reached

    return SimpleNamespace(
        services=SimpleNamespace(settings=Settings(at_least_seconds=7), runner=Views())
    )


async def test_views_that_get_there_are_waited_for() -> None:
    """Then the query goes on."""
    await wait_for(context(reached=True), 12)


async def test_views_that_do_not_get_there_are_a_fault_with_a_code() -> None:
    """NOT_YET_AT_POSITION, and the position that was asked for."""
    with pytest.raises(NotYetAtPosition) as raised:
        await wait_for(context(reached=False), 12)
    assert raised.value.values["position"] == 12
