"""The feed of score changes: what each score was before and after, in order.

It has no table of its own: each row of `scores` is a change, and the row that it
ended is what was before. A reader stores the position of the last change it took.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

import msgspec

from application.authorisation import ViewScope
from domain.assessment.events import ScoreChangeKind
from domain.scoring.predicates import Predicate
from infrastructure.postgres.sql import Database, statements
from projections.querying.listing import Listing

SQL = statements(__file__)


class ScoreChangeRow(msgspec.Struct, frozen=True, kw_only=True):
    """One change; *before* is None for a first score, *after* for a void.

    *before_position* and *position* are the ids of the two scores.
    """

    position: int
    recorded_at: datetime
    kind: ScoreChangeKind
    cooperative_id: UUID
    assessment_id: UUID
    membership_area: str
    book_year: int
    ruleset_id: str
    before_position: int | None
    before_total: Decimal | None
    before_predicate: Predicate | None
    after_total: Decimal | None
    after_predicate: Predicate | None
    reason: str | None


class ScoreChangeFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which changes; what is not given does not narrow."""

    cooperative: UUID | None = None
    assessment: UUID | None = None
    kinds: Sequence[ScoreChangeKind] = ()
    area: str | None = None


ALL = ScoreChangeFilter()


CHANGES = Listing(sql=SQL["score_changes"].sql, row=ScoreChangeRow, public="true")


async def after(
    database: Database,
    *,
    scope: ViewScope,
    after: int,
    first: int,
    where: ScoreChangeFilter = ALL,
) -> tuple[ScoreChangeRow, ...]:
    """Return at most *first* changes after position *after*, in order."""
    found = CHANGES.visible(scope)
    found.add("position > {}", after)
    found.equal("cooperative_id", where.cooperative)
    found.equal("assessment_id", where.assessment)
    found.among("kind", where.kinds)
    found.within(where.area)
    return await CHANGES.rows(database, where=found, order_by="position", limit=first)
