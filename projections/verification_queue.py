"""What waits for an officer's verification, oldest hand-in first.

It has no table of its own: it is a question to the assessments, answered by an index
that holds the waiting ones only.
"""

import msgspec

from application.authorisation import ViewScope
from infrastructure.sql import Database
from projections.assessments import AssessmentRow
from projections.paging import FIRST_PAGE, Page, PageRequest


class QueueFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which part of the queue; *not_submitted_by* leaves out a person's own (four eyes)."""

    area: str | None = None
    book_year: int | None = None
    not_submitted_by: str | None = None


ALL = QueueFilter()


async def page(
    database: Database,
    *,
    scope: ViewScope,
    where: QueueFilter = ALL,
    request: PageRequest = FIRST_PAGE,
) -> Page[AssessmentRow]:
    """Return one page of the queue."""
    raise NotImplementedError


async def count(database: Database, *, scope: ViewScope, where: QueueFilter = ALL) -> int:
    """Return how many submissions wait."""
    raise NotImplementedError
