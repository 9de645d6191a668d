"""What waits for an officer's verification, oldest hand-in first.

It has no table of its own: it is a question to the assessments, answered by an index
that holds the waiting ones only.
"""

from datetime import datetime
from uuid import UUID

import msgspec

from application.authorisation import ViewScope
from infrastructure.postgres.sql import Database
from projections.querying.conditions import Conditions
from projections.querying.paging import FIRST_PAGE, Order, Page, PageRequest
from projections.views.assessments.questions import ASSESSMENTS, AssessmentRow


class QueueFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which part of the queue; *not_prepared_by* leaves out a person's own (four eyes)."""

    area: str | None = None
    book_year: int | None = None
    not_prepared_by: str | None = None


ALL = QueueFilter()


OLDEST_FIRST = Order(
    name="SUBMITTED", key="submitted_at", key_type=datetime, unique="id", unique_type=UUID
)


async def page(
    database: Database,
    *,
    scope: ViewScope,
    where: QueueFilter = ALL,
    request: PageRequest = FIRST_PAGE,
) -> Page[AssessmentRow]:
    """Return one page of the queue."""
    return await ASSESSMENTS.page(
        database,
        where=_narrow(scope, where),
        order=OLDEST_FIRST,
        descending=False,
        request=request,
    )


async def count(database: Database, *, scope: ViewScope, where: QueueFilter = ALL) -> int:
    """Return how many submissions wait."""
    return await ASSESSMENTS.count(database, where=_narrow(scope, where))


def _narrow(scope: ViewScope, wanted: QueueFilter) -> Conditions:
    found = ASSESSMENTS.visible(scope)
    found.add("state = 'SUBMITTED'")
    found.within(wanted.area)
    found.equal("book_year", wanted.book_year)
    if wanted.not_prepared_by is not None:
        found.add("NOT {} = ANY(prepared_by)", wanted.not_prepared_by)
    return found
