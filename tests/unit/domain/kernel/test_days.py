"""A stated day is one of our time, not ahead, and not before what it follows."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

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
from domain.kernel.time_zones import MINISTRY, TimeZone, day_in, local, zone_of_area
from tests.support.given import NOW, OFFICER


def facts(day: date | None, follows: date | None = None, **more: Any) -> Facts:
    """Return what is known of a decision that shall count from *day*."""
    return Facts(**{"at": NOW, "actor": OFFICER, **more}, effective_on=day, follows=follows)


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


@pytest.mark.parametrize(
    ("zone", "last"),
    [
        (TimeZone.WIB, time(16, 59, 59)),
        (TimeZone.WITA, time(15, 59, 59)),
        (TimeZone.WIT, time(14, 59, 59)),
    ],
)
def test_a_day_begins_at_midnight_of_the_office(zone: TimeZone, last: time) -> None:
    """In Jakarta at 17:00 UTC, in Makassar at 16:00, in Jayapura at 15:00."""
    before = datetime.combine(date(2026, 11, 22), last, tzinfo=UTC)
    after = before + timedelta(seconds=1)
    assert facts(None, at=before, zone=zone).today == date(2026, 11, 22)
    assert facts(None, at=after, zone=zone).today == date(2026, 11, 23)
    assert day_counted(None, before, zone) == date(2026, 11, 22)
    assert day_counted(None, after, zone) == date(2026, 11, 23)
    with pytest.raises(DayAhead):
        refuse_effective_day(facts(date(2026, 11, 23), at=before, zone=zone))
    refuse_effective_day(facts(date(2026, 11, 23), at=after, zone=zone))


@pytest.mark.parametrize(
    ("zone", "morning"), [(TimeZone.WIB, 0), (TimeZone.WITA, -1), (TimeZone.WIT, -2)]
)
def test_the_day_of_utc_is_nobodys_day(zone: TimeZone, morning: int) -> None:
    """06:59 and 07:00 in Jakarta, 08:59 and 09:00 in Jayapura: the day there does not change."""
    midnight = datetime(2026, 11, 23, tzinfo=UTC)
    for moment in (midnight - timedelta(minutes=1), midnight):
        assert day_in(moment, zone) == date(2026, 11, 23)
    seven = midnight + timedelta(hours=morning)
    assert local(seven, zone).hour == 7


@pytest.mark.parametrize(
    ("provinces", "zone"),
    [
        ("11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 61 62", TimeZone.WIB),
        ("51 52 53 63 64 65 71 72 73 74 75 76", TimeZone.WITA),
        ("81 82 91 92 93 94 95 96", TimeZone.WIT),
    ],
)
def test_every_province_has_its_zone(provinces: str, zone: TimeZone) -> None:
    """By Keppres 41/1987; a new province keeps the zone of the one that it was split off from."""
    for code in provinces.split():
        assert {zone_of_area(code), zone_of_area(f"{code}.71.01.1001")} == {zone}


def test_where_there_is_no_province_the_clock_of_the_ministry_counts() -> None:
    """The whole country, nothing at all, and what is no code."""
    assert {zone_of_area(each) for each in ("ID", "", None, "?")} == {MINISTRY}


def test_an_undated_event_counts_from_its_recording_and_a_dated_one_from_its_day() -> None:
    """The day on the wall in Jakarta."""
    late = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
    assert day_counted(None, late, MINISTRY) == date(2026, 11, 23)
    assert day_counted(date(2016, 2, 1), late, MINISTRY) == date(2016, 2, 1)


def test_a_day_that_is_not_stated_is_never_out_of_range() -> None:
    """Nor is the last day of 2100."""
    assert out_of_range(None, "due") == []
    assert out_of_range(date(2100, 12, 31), "due") == []
