"""Who did what, when, why and on which evidence: one row for every event in the log.

Reason and evidence are read from the event itself when a page is shown, so the trail
can never say something else than the log.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec

from application.authorisation import ViewScope
from domain.assessment.events import Evidence
from domain.events import Event
from infrastructure.mapper import Mapper
from infrastructure.sql import Database, statements
from projections.listing import Conditions, Listing
from projections.paging import FIRST_PAGE, Order, Page, PageRequest

SQL = statements(__file__)
MAPPER = Mapper()


class AuditRow(msgspec.Struct, frozen=True, kw_only=True):
    """One event: its circumstances, its subject, and what it says about why.

    *event* is the event as JSON, of the current version of its *topic*. Facts that
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


class Circumstances(msgspec.Struct, frozen=True, kw_only=True):
    """What the view itself holds of an event; `AuditRow` has what the event says besides."""

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


TRAIL = Listing(sql=SQL["audit_trail"].sql, row=Circumstances)

BY_POSITION = Order(
    name="POSITION", key="position", key_type=int, unique="position", unique_type=int
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


async def _told(database: Database, rows: Sequence[Circumstances]) -> tuple[AuditRow, ...]:
    """Return *rows* with what their events say."""
    positions = [row.position for row in rows]
    stored = await SQL["events"].rows(database, positions=positions)
    events = {one["notification_id"]: _event(one["topic"], one["state"]) for one in stored}
    return tuple(
        AuditRow(
            **msgspec.structs.asdict(row),
            reason=getattr(event, "reason", None) or getattr(event, "note", None),
            evidence=getattr(event, "evidence", ()),
            event=msgspec.Raw(msgspec.json.encode(event)),
        )
        for row in rows
        for event in (events[row.position],)
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
        found.add(
            "position IN (SELECT notification_id FROM public.stored_events"
            " WHERE originator_id = {})",
            wanted.stream,
        )
    if wanted.since is not None:
        found.add(
            "position > public.position_at({}::timestamptz - interval '1 microsecond')",
            wanted.since,
        )
    if wanted.until is not None:
        found.add(
            "position <= public.position_at({}::timestamptz - interval '1 microsecond')",
            wanted.until,
        )
    return found


def _versions(name: str) -> Sequence[str]:
    """Return the topics that *name* means: itself, or all versions of it."""
    return [topic for topic in MAPPER.topics if topic.rpartition(".")[0] == name] or [name]
