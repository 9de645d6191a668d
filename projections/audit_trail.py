"""Who did what, when, why and on which evidence: one row for every event in the log.

Reason and evidence are read from the event itself when a page is shown, so the trail
can never say something else than the log.
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec

from application.authorisation import ViewScope
from domain.assessment.events import Evidence
from infrastructure.sql import Database
from projections.paging import FIRST_PAGE, Page, PageRequest


class AuditRow(msgspec.Struct, frozen=True, kw_only=True):
    """One event: its circumstances, its subject, and what it says about why.

    *event* is the event as JSON, of the current version of its *topic*. Facts that
    concern no cooperative (a ruleset) have no *cooperative_id* and no area: only
    who sees the whole country sees them.
    """

    position: int
    recorded_at: datetime
    actor: str
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


async def page(
    database: Database,
    *,
    scope: ViewScope,
    where: AuditFilter = ALL,
    descending: bool = True,
    request: PageRequest = FIRST_PAGE,
) -> Page[AuditRow]:
    """Return one page of the trail, newest first unless told otherwise."""
    raise NotImplementedError


async def count(database: Database, *, scope: ViewScope, where: AuditFilter = ALL) -> int:
    """Return how many events the whole list has."""
    raise NotImplementedError


async def by_positions(
    database: Database, *, scope: ViewScope, positions: Sequence[int]
) -> dict[int, AuditRow]:
    """Return the events at these positions that may be seen."""
    raise NotImplementedError


async def stream_story(
    database: Database, *, scope: ViewScope, stream: UUID, up_to: int | None = None
) -> tuple[AuditRow, ...]:
    """Return every event of *stream* in order, empty when it may not be seen."""
    raise NotImplementedError
