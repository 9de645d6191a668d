"""Who did what, when, why and on which evidence: one row for every event in the log.

The view holds what the trail is narrowed by. Everything else is read from the log when
a page is shown, so the trail can never say something else than the log.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec

from application.authorisation import ViewScope
from domain.assessment.events import Evidence
from domain.kernel.events import Event
from infrastructure.mapper import Mapper
from infrastructure.postgres.sql import Database, Record, statements
from projections.querying.conditions import Conditions
from projections.querying.listing import Listing, columns
from projections.querying.paging import FIRST_PAGE, LARGE, Order, Page, PageRequest

SQL = statements(__file__)
MAPPER = Mapper()


class AuditRow(msgspec.Struct, frozen=True, kw_only=True):
    """One event: its circumstances, its subject, and what it says about why.

    *event* is the event as JSON, of the current version of its *topic*. Events that
    concern no cooperative (a ruleset) have no *cooperative_id* and no area: only
    who sees the whole country sees them.
    """

    position: int
    recorded_at: datetime
    actor: str | None
    office: str | None
    topic: str
    stream: UUID
    version: int
    effective_on: date | None
    cooperative_id: UUID | None
    membership_area: str | None
    reason: str | None
    evidence: tuple[Evidence, ...]
    event: msgspec.Raw


class AuditFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which events; what is not given does not narrow.

    *since* and *until* are recorded times, *until* not included. A topic may be
    given without its version, ``assessment.scored``, and means all of them.
    """

    actor: str | None = None
    office: str | None = None
    topics: Sequence[str] = ()
    since: datetime | None = None
    until: datetime | None = None
    stream: UUID | None = None
    cooperative: UUID | None = None
    area: str | None = None


ALL = AuditFilter()


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """What the view itself holds of an event; the log has the rest."""

    position: int
    cooperative_id: UUID | None
    membership_area: str | None


TRAIL = Listing(sql=columns("audit_trail", Place, "actor", "office", "topic"), row=Place)

CIRCUMSTANCES = (
    "position",
    "recorded_at",
    "actor",
    "office",
    "topic",
    "stream",
    "version",
    "effective_on",
)

BY_POSITION = Order(
    name="POSITION", key="position", key_type=LARGE, unique="position", unique_type=LARGE
)


async def page(
    database: Database,
    *,
    scope: ViewScope,
    where: AuditFilter = ALL,
    descending: bool = True,
    request: PageRequest = FIRST_PAGE,
) -> Page[AuditRow]:
    """Return one page of the trail, newest first unless told otherwise."""
    found = await TRAIL.page(
        database,
        where=_narrow(scope, where),
        order=BY_POSITION,
        descending=descending,
        request=request,
    )
    return Page(
        rows=await _told(database, found.rows),
        keys=found.keys,
        order=found.order,
        has_next=found.has_next,
        has_previous=found.has_previous,
    )


async def count(database: Database, *, scope: ViewScope, where: AuditFilter = ALL) -> int:
    """Return how many events the whole list has."""
    return await TRAIL.count(database, where=_narrow(scope, where))


async def by_positions(
    database: Database, *, scope: ViewScope, positions: Sequence[int]
) -> Mapping[int, AuditRow]:
    """Return the events at these positions that may be seen."""
    found = TRAIL.visible(scope)
    found.add("position = ANY({})", list(positions))
    rows = await TRAIL.rows(database, where=found, order_by="position")
    return {row.position: row for row in await _told(database, rows)}


async def stream_story(
    database: Database, *, scope: ViewScope, stream: UUID, up_to: int | None = None
) -> tuple[AuditRow, ...]:
    """Return every event of *stream* in order, empty when it may not be seen."""
    found = _narrow(scope, AuditFilter(stream=stream))
    if up_to is not None:
        found.add("position <= {}", up_to)
    return await _told(database, await TRAIL.rows(database, where=found, order_by="position"))


async def _told(database: Database, places: Sequence[Place]) -> tuple[AuditRow, ...]:
    """Return what the log says at these *places*."""
    rows = await SQL["events"].rows(database, positions=[place.position for place in places])
    events = {row["position"]: row for row in rows}
    return tuple(_row(place, events[place.position]) for place in places)


def _row(place: Place, told: Record) -> AuditRow:
    event = _event(told["topic"], told["state"])
    return AuditRow(
        **{name: told[name] for name in CIRCUMSTANCES},
        cooperative_id=place.cooperative_id,
        membership_area=place.membership_area,
        reason=getattr(event, "reason", None) or getattr(event, "note", None),
        evidence=getattr(event, "evidence", ()),
        event=msgspec.Raw(msgspec.json.encode(event)),
    )


def _event(topic: str, state: bytes) -> Event | None:
    """Return the event, None for a topic of another program that writes to this log."""
    return MAPPER.decode(topic, state) if MAPPER.knows(topic) else None


def _narrow(scope: ViewScope, wanted: AuditFilter) -> Conditions:
    found = TRAIL.visible(scope)
    found.equal("actor", wanted.actor)
    found.equal("office", wanted.office)
    found.equal("cooperative_id", wanted.cooperative)
    found.within(wanted.area)
    if wanted.topics:
        found.add("topic = ANY({})", [full for name in wanted.topics for full in _versions(name)])
    if wanted.stream is not None:
        found.add("position IN (SELECT position FROM log.events WHERE stream = {})", wanted.stream)
    if wanted.since is not None:
        found.add(
            "position > log.position_at({}::timestamptz - interval '1 microsecond')",
            wanted.since,
        )
    if wanted.until is not None:
        found.add(
            "position <= log.position_at({}::timestamptz - interval '1 microsecond')",
            wanted.until,
        )
    return found


def is_topic(name: str) -> bool:
    """Say whether an event is called *name*, with its version or without."""
    return name in MAPPER.topics or _versions(name) != [name]


def _versions(name: str) -> Sequence[str]:
    """Return the topics that *name* means: itself, or all versions of it."""
    return [topic for topic in MAPPER.topics if topic.rpartition(".")[0] == name] or [name]
