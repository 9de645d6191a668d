"""From which day a score counts: the stated one, or the day it was then at the office.

An office says by whose clock it works in its own stream, so that is read in the log and not in
another view: no view waits for another one.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from domain.assessment.events import AssessmentOpened
from domain.kernel.days import day_counted
from domain.kernel.events import Event
from domain.kernel.log import Recorded
from domain.kernel.time_zones import zone_of_area
from domain.office.state import office_stream
from domain.office.time_zones import Zones, zone_then, zones_of_office
from infrastructure.mapper import Mapper
from infrastructure.postgres.sql import Connection, statements
from projections.engine.event_rows import EventRow

SQL = statements(__file__)
MAPPER = Mapper()


def decided_on(recorded: EventRow, opened: AssessmentOpened, offices: Mapping[str, Zones]) -> date:
    """Return the day from which what was *recorded* counts; *offices* are those that decided."""
    known = offices.get(recorded.office or "", ())
    zone = zone_then(known, recorded.position) or zone_of_area(opened.membership_area)
    return day_counted(recorded.effective_on, recorded.recorded_at, zone)


async def zones_of(connection: Connection, decisions: Iterable[EventRow]) -> Mapping[str, Zones]:
    """Return the zones of every office that took one of *decisions*, by its code."""
    streams = {office_stream(each.office): each.office for each in decisions if each.office}
    rows = await SQL["office_events"].rows(connection, offices=list(streams)) if streams else []
    events: dict[str, list[Recorded[Event]]] = {office: [] for office in streams.values()}
    for row in rows:
        values = {name: row[name] for name in _CIRCUMSTANCES}
        event = MAPPER.decode(row["topic"], row["state"])
        events[streams[row["stream"]]].append(Recorded(event=event, **values))
    return {office: zones_of_office(known) for office, known in events.items()}


_CIRCUMSTANCES = ("position", "stream", "version", "topic", "recorded_at", "actor")
