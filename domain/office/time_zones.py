"""By whose clock an office worked when it decided something."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from domain.kernel.events import Event
from domain.kernel.log import Recorded
from domain.kernel.time_zones import TimeZone
from domain.office import OFFICE

Zones: TypeAlias = Sequence[tuple[int, TimeZone]]
"""After which log position an office worked in which zone, in order."""


def zones_of_office(events: Iterable[Recorded[Event]]) -> Zones:
    """Return the zones of the office whose *events* these are; none without an office."""
    steps = OFFICE.steps(events)
    return tuple((each.position, office.time_zone) for each, office in steps if office is not None)


def zone_then(zones: Zones, before: int | None = None) -> TimeZone | None:
    """Return the last of *zones*, or the last before the log position *before*.

    What an office states later changes no day of what it decided.
    """
    past = [zone for position, zone in zones if before is None or position < before]
    return past[-1] if past else None
