"""What every clock promises: those of tests, and the server's."""

from datetime import UTC, timedelta

import pytest

from application.kernel.ports import Clock
from cli.composition import SystemClock
from tests.support.access import MovedClock
from tests.support.office import StoppedClock


@pytest.mark.parametrize(
    "clock", [SystemClock(), StoppedClock(), MovedClock()], ids=["server", "stopped", "moved"]
)
def test_a_clock_is_aware_and_never_goes_back(clock: Clock) -> None:
    """Every moment says that it is UTC."""
    first, second = clock.now(), clock.now()
    assert first.tzinfo is UTC
    assert first.utcoffset() == timedelta(0)
    assert first <= second
