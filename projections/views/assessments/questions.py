"""Assessments: how far each one is, who did what last, and what is still to be mended.

Entered figures are not copied here: they are read from the log when one assessment
is looked at (`projections.views.assessments.entries`), because nobody ever lists or searches them.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import msgspec

from application.authorisation import ViewScope
from domain.assessment.events import Document, ReturnFinding
from domain.scoring.predicates import Predicate
from infrastructure.postgres.sql import Database
from projections.querying.conditions import Conditions
from projections.querying.listing import Listing, columns
from projections.querying.paging import FIRST_PAGE, LARGE, MOMENT, SMALL, Order, Page, PageRequest
from projections.views.cooperatives.searching import OF_PRESENT_ONES, add_search


class AssessmentState(StrEnum):
    """How far an assessment is."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    RETURNED = "RETURNED"
    SCORED = "SCORED"
    VOIDED = "VOIDED"


class AssessmentRow(msgspec.Struct, frozen=True, kw_only=True):
    """One assessment as it stands.

    *submission* counts hand-ins, 0 before the first, *prepared_by* are those who may not verify.
    *findings* are those of the last return, *due* the earliest of their due dates. *objection*
    is the number of the open objection. *what_if* is why its score does not count, None where it
    does. *total* and *predicate* are those of the current score. *position* is where the latest
    event of the assessment stands in the log.
    """

    id: UUID
    cooperative_id: UUID
    membership_area: str
    book_year: int
    ruleset: str
    ruleset_id: str
    what_if: str | None
    state: AssessmentState
    submission: int
    opened_at: datetime
    opened_by: str
    submitted_at: datetime | None
    submitted_by: str | None
    prepared_by: tuple[str, ...]
    returned_at: datetime | None
    returned_by: str | None
    verified_at: datetime | None
    verified_by: str | None
    findings: tuple[ReturnFinding, ...]
    due: date | None
    documents: tuple[Document, ...]
    objection: int | None
    objection_reason: str | None
    total: Decimal | None
    predicate: Predicate | None
    void_reason: str | None
    changed_at: datetime
    stream_version: int
    position: int

    @property
    def counts(self) -> bool:
        """Whether its score is the result of its book year."""
        return self.what_if is None


class AssessmentFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which assessments; what is not given does not narrow.

    *search*: what finds the cooperative in the register. *due_before*: returned ones whose
    earliest due date is before that day. *counts*: those whose score counts, or only what-ifs.
    """

    search: str | None = None
    cooperative: UUID | None = None
    book_years: Sequence[int] = ()
    ruleset_ids: Sequence[str] = ()
    states: Sequence[AssessmentState] = ()
    area: str | None = None
    due_before: date | None = None
    counts: bool | None = None


ALL = AssessmentFilter()


class AssessmentOrder(StrEnum):
    """What the list is sorted by; equal ones by id."""

    OPENED = "OPENED"
    CHANGED = "CHANGED"
    BOOK_YEAR = "BOOK_YEAR"


ASSESSMENTS = Listing(
    sql=columns("assessments", AssessmentRow),
    row=AssessmentRow,
    json_columns=("findings", "documents"),
)

ORDERS: Mapping[AssessmentOrder, Order] = {
    AssessmentOrder.OPENED: Order(
        name="OPENED", key="opened_at", key_type=MOMENT, unique="id", unique_type=UUID
    ),
    AssessmentOrder.CHANGED: Order(
        name="CHANGED", key="position", key_type=LARGE, unique="id", unique_type=UUID
    ),
    AssessmentOrder.BOOK_YEAR: Order(
        name="BOOK_YEAR", key="book_year", key_type=SMALL, unique="id", unique_type=UUID
    ),
}


async def page(
    database: Database,
    *,
    scope: ViewScope,
    where: AssessmentFilter = ALL,
    order: AssessmentOrder = AssessmentOrder.BOOK_YEAR,
    descending: bool = True,
    request: PageRequest = FIRST_PAGE,
) -> Page[AssessmentRow]:
    """Return one page of assessments, latest book year first unless told otherwise."""
    return await ASSESSMENTS.page(
        database,
        where=_narrow(scope, where),
        order=ORDERS[order],
        descending=descending,
        request=request,
    )


async def pages_of_cooperatives(
    database: Database,
    *,
    scope: ViewScope,
    cooperatives: Sequence[UUID],
    where: AssessmentFilter = ALL,
    order: AssessmentOrder = AssessmentOrder.BOOK_YEAR,
    descending: bool = True,
    request: PageRequest = FIRST_PAGE,
) -> Mapping[UUID, Page[AssessmentRow]]:
    """Return the same page for each cooperative, in one round trip."""
    return await ASSESSMENTS.pages(
        database,
        parent="cooperative_id",
        parents=cooperatives,
        where=_narrow(scope, where),
        order=ORDERS[order],
        descending=descending,
        request=request,
    )


async def counts_of_cooperatives(
    database: Database,
    *,
    scope: ViewScope,
    cooperatives: Sequence[UUID],
    where: AssessmentFilter = ALL,
) -> Mapping[UUID, int]:
    """Return how many assessments each cooperative has, if it has any, in one round trip."""
    return await ASSESSMENTS.counts(
        database, parent="cooperative_id", parents=cooperatives, where=_narrow(scope, where)
    )


async def count(database: Database, *, scope: ViewScope, where: AssessmentFilter = ALL) -> int:
    """Return how many assessments the whole list has."""
    return await ASSESSMENTS.count(database, where=_narrow(scope, where))


async def by_ids(
    database: Database, *, scope: ViewScope, ids: Sequence[UUID]
) -> Mapping[UUID, AssessmentRow]:
    """Return those of *ids* that exist and may be seen."""
    found = ASSESSMENTS.visible(scope)
    found.add("id = ANY({})", list(ids))
    rows = await ASSESSMENTS.rows(database, where=found, order_by="id")
    return {row.id: row for row in rows}


async def by_id(database: Database, *, scope: ViewScope, assessment: UUID) -> AssessmentRow | None:
    """Return one assessment."""
    return (await by_ids(database, scope=scope, ids=[assessment])).get(assessment)


def _narrow(scope: ViewScope, wanted: AssessmentFilter) -> Conditions:
    found = ASSESSMENTS.visible(scope)
    found.equal("cooperative_id", wanted.cooperative)
    add_search(found, wanted.search, OF_PRESENT_ONES)
    found.among("book_year", wanted.book_years)
    found.among("ruleset_id", wanted.ruleset_ids)
    found.among("state", wanted.states)
    found.within(wanted.area)
    found.equal("(what_if IS NULL)", wanted.counts)
    if wanted.due_before is not None:
        found.add("state = 'RETURNED' AND due < {}", wanted.due_before)
    return found
