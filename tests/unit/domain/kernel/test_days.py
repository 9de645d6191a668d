"""A stated day is one of our time, not ahead, and not before what it follows."""

from datetime import UTC, date, datetime

import pytest

from domain.kernel.days import (
    DayAhead,
    DayBeforeLast,
    DayOutOfRange,
    day_counted,
    out_of_range,
    refuse_effective_day,
)
from domain.kernel.facts import Facts
from tests.support.given import NOW, OFFICER


def facts(day: date | None, follows: date | None = None, at: datetime = NOW) -> Facts:
    """Return what is known of a decision that shall count from *day*."""
    return Facts(at=at, actor=OFFICER, effective_on=day, follows=follows)


@pytest.mark.parametrize(
    ("day", "follows"),
    [
        (None, date(2026, 11, 22)),
        (date(2026, 11, 22), None),
        (date(2026, 11, 22), date(2026, 11, 22)),
        (date(1945, 1, 1), None),
        (date(2016, 2, 29), date(2016, 2, 1)),
    ],
)
def test_a_day_between_what_it_follows_and_today_is_taken(
    day: date | None, follows: date | None
) -> None:
    """Both ends included; without a stated day there is nothing to refuse."""
    refuse_effective_day(facts(day, follows))


@pytest.mark.parametrize(
    ("day", "follows", "refusal"),
    [
        (date(1944, 12, 31), None, DayOutOfRange),
        (date(2101, 1, 1), None, DayOutOfRange),
        (date(2031, 5, 1), None, DayAhead),
        (date(2026, 11, 23), None, DayAhead),
        (date(2016, 1, 31), date(2016, 2, 1), DayBeforeLast),
    ],
)
def test_other_days_are_refused(day: date, follows: date | None, refusal: type[Exception]) -> None:
    """1900, 2031, tomorrow, and the day before what is decided about."""
    with pytest.raises(refusal):
        refuse_effective_day(facts(day, follows))


def test_today_is_the_day_of_the_east_of_the_country() -> None:
    """At 15:30 UTC it is past midnight in Jayapura, and not yet in Jakarta."""
    evening = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
    refuse_effective_day(facts(date(2026, 11, 23), at=evening))
    assert day_counted(None, evening) == date(2026, 11, 22)


def test_an_undated_event_counts_from_its_recording_and_a_dated_one_from_its_day() -> None:
    """The day on the wall in Jakarta."""
    late = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
    assert day_counted(None, late) == date(2026, 11, 23)
    assert day_counted(date(2016, 2, 1), late) == date(2016, 2, 1)


def test_a_day_that_is_not_stated_is_never_out_of_range() -> None:
    """Nor is the last day of 2100."""
    assert out_of_range(None, "due") == []
    assert out_of_range(date(2100, 12, 31), "due") == []
