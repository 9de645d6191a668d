"""Every score ever decided, with the range of positions in which it was true.

A correction or a void ends the range of the score before it and starts its own; a
void is a row without total. The score document stays in the log, where it is signed;
the module `documents` reads it there.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import msgspec

from application.authorisation import ViewScope
from domain.assessment.events import ScoreChangeKind
from domain.scoring.predicates import Predicate
from infrastructure.postgres.sql import Database
from projections.querying.conditions import Conditions
from projections.querying.listing import Listing, columns
from projections.querying.paging import FIRST_PAGE, LARGE, SMALL, Order, Page, PageRequest


class ScoreRow(msgspec.Struct, frozen=True, kw_only=True):
    """One score: *position* is its id, and the beginning of its range.

    *valid_to* is the position that ended it, None while it stands. *version* is the
    stream version of its event, *supersedes* that of the score before. *total* and
    the predicates are None for a void. *what_if* is why it does not count, None where it does,
    and *opened* the position at which its assessment was opened. *decided_on* is the day from
    which it counts.
    """

    position: int
    valid_to: int | None
    assessment_id: UUID
    cooperative_id: UUID
    membership_area: str
    book_year: int
    ruleset: str
    ruleset_id: str
    what_if: str | None
    opened: int
    kind: ScoreChangeKind
    total: Decimal | None
    predicate: Predicate | None
    predicate_before: Predicate | None
    reason: str | None
    actor: str
    recorded_at: datetime
    decided_on: date
    version: int
    supersedes: int | None

    @property
    def counts(self) -> bool:
        """Whether it is the result of its book year."""
        return self.what_if is None


class ScoreFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which scores; what is not given does not narrow.

    *history* True lists ended ones and voids as well, otherwise what stands (as_of).
    *what_ifs* True lists those as well that do not count for their book year.
    """

    cooperative: UUID | None = None
    assessment: UUID | None = None
    book_years: Sequence[int] = ()
    ruleset_ids: Sequence[str] = ()
    predicates: Sequence[Predicate] = ()
    area: str | None = None
    history: bool = False
    what_ifs: bool = False


ALL = ScoreFilter()


class ScoreOrder(StrEnum):
    """What the list is sorted by; equal ones by position."""

    POSITION = "POSITION"
    BOOK_YEAR = "BOOK_YEAR"
    TOTAL = "TOTAL"


SCORES = Listing(
    sql=columns("scores", ScoreRow),
    row=ScoreRow,
    public="true",
    keys=("position", "cooperative_id", "assessment_id"),
)


def _order(name: str, key: str, key_type: object) -> Order:
    return Order(name=name, key=key, key_type=key_type, unique="position", unique_type=LARGE)


ORDERS: Mapping[ScoreOrder, Order] = {
    ScoreOrder.POSITION: _order("POSITION", "position", LARGE),
    ScoreOrder.BOOK_YEAR: _order("BOOK_YEAR", "book_year", SMALL),
    ScoreOrder.TOTAL: _order("TOTAL", "total", Decimal),
}


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
    """Return one page of scores, newest first unless told otherwise.

    Sorted by total there are no voids, because a void has none.
    """
    return await SCORES.page(
        database,
        where=_narrow(scope, where, as_of, order),
        order=ORDERS[order],
        descending=descending,
        request=request,
    )


async def count(
    database: Database,
    *,
    scope: ViewScope,
    where: ScoreFilter = ALL,
    order: ScoreOrder = ScoreOrder.POSITION,
    as_of: int | None = None,
) -> int:
    """Return how many scores the whole list has."""
    return await SCORES.count(database, where=_narrow(scope, where, as_of, order))


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
    return await SCORES.pages(
        database,
        parent="cooperative_id",
        parents=cooperatives,
        where=_narrow(scope, where, as_of, order),
        order=ORDERS[order],
        descending=descending,
        request=request,
    )


async def counts_of_cooperatives(
    database: Database,
    *,
    scope: ViewScope,
    cooperatives: Sequence[UUID],
    where: ScoreFilter = ALL,
) -> Mapping[UUID, int]:
    """Return how many scores each cooperative has, if it has any, in one round trip."""
    return await SCORES.counts(
        database,
        parent="cooperative_id",
        parents=cooperatives,
        where=_narrow(scope, where, None),
    )


async def by_positions(
    database: Database, *, scope: ViewScope, positions: Sequence[int]
) -> Mapping[int, ScoreRow]:
    """Return the scores with these ids that may be seen."""
    found = SCORES.visible(scope)
    found.add("position = ANY({})", list(positions))
    rows = await SCORES.rows(database, where=found, order_by="position")
    return {row.position: row for row in rows}


async def current_of_cooperatives(
    database: Database,
    *,
    scope: ViewScope,
    cooperatives: Sequence[UUID],
    as_of: int | None = None,
) -> Mapping[UUID, ScoreRow]:
    """Return each cooperative's standing score of its latest book year, if it has one.

    One assessment counts for a year. Of several from the time before that rule, the one that was
    opened first does, as a second one would be refused today; what-ifs never do.
    """
    found = _narrow(scope, ALL, as_of)
    found.add("cooperative_id = ANY({})", list(cooperatives))
    rows = await SCORES.rows(database, where=found, order_by="book_year, opened DESC")
    return {row.cooperative_id: row for row in rows}


async def current_of_assessments(
    database: Database,
    *,
    scope: ViewScope,
    assessments: Sequence[UUID],
    as_of: int | None = None,
) -> Mapping[UUID, ScoreRow]:
    """Return each assessment's standing score, if it has one."""
    found = _narrow(scope, ScoreFilter(what_ifs=True), as_of)
    found.add("assessment_id = ANY({})", list(assessments))
    rows = await SCORES.rows(database, where=found, order_by="position")
    return {row.assessment_id: row for row in rows}


async def history_of_assessments(
    database: Database, *, scope: ViewScope, assessments: Sequence[UUID]
) -> Mapping[UUID, tuple[ScoreRow, ...]]:
    """Return every score and void of each assessment, in the order they were decided."""
    found = SCORES.visible(scope)
    found.add("assessment_id = ANY({})", list(assessments))
    history: dict[UUID, tuple[ScoreRow, ...]] = dict.fromkeys(assessments, ())
    for row in await SCORES.rows(database, where=found, order_by="position"):
        history[row.assessment_id] += (row,)
    return history


def _narrow(
    scope: ViewScope,
    wanted: ScoreFilter,
    as_of: int | None,
    order: ScoreOrder = ScoreOrder.POSITION,
) -> Conditions:
    found = SCORES.visible(scope)
    if not wanted.history:
        found.true_at(as_of, since="position")
    elif as_of is not None:
        found.add("position <= {}", as_of)
    if not wanted.history or order is ScoreOrder.TOTAL:
        found.add("total IS NOT NULL")
    if not wanted.what_ifs:
        found.add("what_if IS NULL")
    found.equal("cooperative_id", wanted.cooperative)
    found.equal("assessment_id", wanted.assessment)
    found.among("book_year", wanted.book_years)
    found.among("ruleset_id", wanted.ruleset_ids)
    found.among("predicate", wanted.predicates)
    found.within(wanted.area)
    return found
