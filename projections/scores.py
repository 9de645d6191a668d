"""Every score ever decided, with the range of positions in which it was true.

A correction or a void ends the range of the score before it and starts its own; a
void is a row without total. The score document stays in the log, where it is signed:
`documents` reads it there.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import msgspec

from application.authorisation import ViewScope
from domain.assessment.events import ScoreChangeKind
from domain.scoring.document import ScoreDocument
from domain.scoring.predicates import Predicate
from infrastructure.sql import Database
from projections.paging import FIRST_PAGE, Page, PageRequest


class ScoreRow(msgspec.Struct, frozen=True, kw_only=True):
    """One score: *position* is its id, and the beginning of its range.

    *valid_to* is the position that ended it, None while it stands. *version* is the
    stream version of its event, *supersedes* that of the score before. *total* and
    the predicates are None for a void. *effective_on* is the day from which it counts
    where that differs from *recorded_at*.
    """

    position: int
    valid_to: int | None
    assessment_id: UUID
    cooperative_id: UUID
    membership_area: str
    book_year: int
    ruleset: str
    ruleset_id: str
    kind: ScoreChangeKind
    total: Decimal | None
    predicate: Predicate | None
    predicate_before: Predicate | None
    reason: str | None
    actor: str
    recorded_at: datetime
    effective_on: date | None
    version: int
    supersedes: int | None


class ScoreFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which scores; what is not given does not narrow.

    *history* True lists ended ones and voids as well, otherwise what stands (as_of).
    """

    cooperative: UUID | None = None
    assessment: UUID | None = None
    book_years: Sequence[int] = ()
    ruleset_ids: Sequence[str] = ()
    predicates: Sequence[Predicate] = ()
    area: str | None = None
    history: bool = False


ALL = ScoreFilter()


class ScoreOrder(StrEnum):
    """What the list is sorted by; equal ones by position."""

    POSITION = "POSITION"
    BOOK_YEAR = "BOOK_YEAR"
    TOTAL = "TOTAL"


async def page(
    database: Database,
    *,
    scope: ViewScope,
    where: ScoreFilter = ALL,
    order: ScoreOrder = ScoreOrder.POSITION,
    descending: bool = True,
    request: PageRequest = FIRST_PAGE,
    as_of: int | None = None,
) -> Page[ScoreRow]:
    """Return one page of scores, newest first unless told otherwise."""
    raise NotImplementedError


async def count(
    database: Database,
    *,
    scope: ViewScope,
    where: ScoreFilter = ALL,
    as_of: int | None = None,
) -> int:
    """Return how many scores the whole list has."""
    raise NotImplementedError


async def pages_of_cooperatives(
    database: Database,
    *,
    scope: ViewScope,
    cooperatives: Sequence[UUID],
    where: ScoreFilter = ALL,
    order: ScoreOrder = ScoreOrder.BOOK_YEAR,
    descending: bool = True,
    request: PageRequest = FIRST_PAGE,
    as_of: int | None = None,
) -> Mapping[UUID, Page[ScoreRow]]:
    """Return the same page for each cooperative, in one round trip."""
    raise NotImplementedError


async def by_positions(
    database: Database, *, scope: ViewScope, positions: Sequence[int]
) -> Mapping[int, ScoreRow]:
    """Return the scores with these ids that may be seen."""
    raise NotImplementedError


async def current_of_cooperatives(
    database: Database,
    *,
    scope: ViewScope,
    cooperatives: Sequence[UUID],
    as_of: int | None = None,
) -> Mapping[UUID, ScoreRow]:
    """Return each cooperative's standing score of its latest book year, if it has one."""
    raise NotImplementedError


async def current_of_assessments(
    database: Database,
    *,
    scope: ViewScope,
    assessments: Sequence[UUID],
    as_of: int | None = None,
) -> Mapping[UUID, ScoreRow]:
    """Return each assessment's standing score, if it has one."""
    raise NotImplementedError


async def history_of_assessments(
    database: Database, *, scope: ViewScope, assessments: Sequence[UUID]
) -> Mapping[UUID, tuple[ScoreRow, ...]]:
    """Return every score and void of each assessment, in the order they were decided."""
    raise NotImplementedError


async def documents(database: Database, *, positions: Sequence[int]) -> Mapping[int, ScoreDocument]:
    """Return the score documents of rows that were read before (and so may be seen)."""
    raise NotImplementedError
