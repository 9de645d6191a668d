"""Days that people state: within living memory of the law, and in the order of what happened.

The *effective day* is when the office decided, as its letter says. It lies between the day from
which the subject's last event counts and today. An event without a stated day counts from the
day on which it was recorded, so nobody decides before what the decision is about.

A moment is not the same day everywhere in the country: today, and the day of a recording, are
those of the office that decides or decided (`domain.kernel.time_zones`).
"""

from datetime import date, datetime

from domain.kernel.facts import Facts
from domain.kernel.refusals import Refusal
from domain.kernel.text import Text
from domain.kernel.time_zones import TimeZone, day_in

FIRST, LAST = date(1945, 1, 1), date(2100, 12, 31)


class DayOutOfRange(Refusal):
    """A day lies before 1945 or after 2100: a typing mistake."""

    code = "day_out_of_range"
    what = Text(
        "Tanggal {day} di luar {first} sampai {last}.",
        "{day} is outside {first} to {last}.",
    )
    remedy_text = Text("Periksa tahunnya.", "Check the year.")


class DayAhead(Refusal):
    """A decision would count from a day that is still to come."""

    code = "day_ahead"
    what = Text("Tanggal {day} masih akan datang.", "The day {day} is still to come.")
    remedy_text = Text(
        "Isi tanggal suratnya, paling lambat hari ini.",
        "Enter the date of the letter, today at the latest.",
    )


class DayBeforeLast(Refusal):
    """A decision would count from a day before what it follows."""

    code = "day_before_last"
    what = Text(
        "Tanggal {day} mendahului kejadian sebelumnya ({last}).",
        "The day {day} comes before what it follows ({last}).",
    )
    remedy_text = Text("Isi tanggal {last} atau sesudahnya.", "Enter {last} or a later day.")


def out_of_range(day: date | None, field: str) -> list[Refusal]:
    """Return what is wrong with a stated *day* whatever it is about.

    >>> [refusal.code for refusal in out_of_range(date(1900, 1, 1), "due")]
    ['day_out_of_range']
    >>> out_of_range(date(2026, 11, 22), "due")
    []
    """
    if day is None or FIRST <= day <= LAST:
        return []
    return [DayOutOfRange(field=field, day=day, first=FIRST, last=LAST)]


def day_counted(effective_on: date | None, recorded_at: datetime, zone: TimeZone) -> date:
    """Return the day from which an event counts that an office in *zone* decided."""
    return effective_on or day_in(recorded_at, zone)


def refuse_effective_day(facts: Facts) -> None:
    """Refuse a stated effective day out of range, ahead, or before what the decision follows."""
    day = facts.effective_on
    if day is None:
        return
    for wrong in out_of_range(day, "effectiveOn"):
        raise wrong
    if day > facts.today:
        raise DayAhead(field="effectiveOn", day=day)
    if facts.follows is not None and day < facts.follows:
        raise DayBeforeLast(field="effectiveOn", day=day, last=facts.follows)
