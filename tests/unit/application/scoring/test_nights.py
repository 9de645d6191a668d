"""When the scores are due to be computed again: a rule of the time, which is an argument."""

from datetime import UTC, datetime

import pytest

from application.scoring.nights import JAKARTA, is_due


def jakarta(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of November by the clock of Jakarta."""
    return datetime(2026, 11, day, hour, minute, tzinfo=JAKARTA)


@pytest.mark.parametrize(
    ("now", "begun", "due"),
    [
        pytest.param(jakarta(25, 0, 59), jakarta(24, 1), False, id="a minute early"),
        pytest.param(jakarta(25, 1), jakarta(24, 1), True, id="on the hour"),
        pytest.param(jakarta(25, 1, 10), jakarta(25, 1), False, id="done on the hour"),
        pytest.param(jakarta(25, 23), jakarta(25, 1, 5), False, id="done for the whole day"),
        pytest.param(jakarta(25, 8), jakarta(24, 1), True, id="nothing ran at night"),
        pytest.param(jakarta(25, 8), jakarta(20, 1), True, id="nothing ran for days"),
        pytest.param(jakarta(25, 8), jakarta(25, 7), False, id="a log of this morning"),
        pytest.param(jakarta(25, 8), None, False, id="an empty log"),
        pytest.param(jakarta(25, 8), jakarta(26, 8), False, id="a clock that was set back"),
    ],
)
def test_a_night_is_checked_once(now: datetime, begun: datetime | None, *, due: bool) -> None:
    """From one o'clock on, whenever somebody is there to do it."""
    assert is_due(now, begun, 1) is due
    assert is_due(now.astimezone(UTC), begun and begun.astimezone(UTC), 1) is due


@pytest.mark.parametrize(("hour", "due"), [(0, True), (23, False)])
def test_the_hour_is_that_of_jakarta(hour: int, *, due: bool) -> None:
    """17:30 in UTC is half past midnight there."""
    half_past = datetime(2026, 11, 24, 17, 30, tzinfo=UTC)
    assert is_due(half_past, jakarta(24, 23, 30), hour) is due
