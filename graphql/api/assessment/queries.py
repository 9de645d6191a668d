"""Questions about assessments, and the queue of those that wait for verification."""

from datetime import date
from typing import Annotated

import strawberry

from api.assessment.types import Assessment
from api.building.asked import area_asked, rulesets_asked, search_asked
from api.building.describe import argument, optional, query
from api.building.enums import Direction
from api.building.rights import scope_of
from api.building.scalars import AreaCode
from api.execution.context import Context, Info
from api.relay.nodes import uuid_if_any, uuid_of
from api.relay.paging import PagedQuery, connection, paged, sort_by
from application.authorisation.table import CASES, OFFICE_WORK
from projections.views.assessments import questions as view
from projections.views.assessments import verification_queue
from projections.views.assessments.questions import (
    AssessmentFilter,
    AssessmentOrder,
    AssessmentRow,
    AssessmentState,
)
from projections.views.assessments.verification_queue import QueueFilter


@strawberry.input(description="Which assessments; what is left out does not narrow.")
class AssessmentFilterInput:
    """A filter."""

    search: str | None = optional(
        "Words of the cooperative's present name or legal number, each from its beginning, in any "
        "order."
    )
    cooperative: strawberry.ID | None = optional("Of this cooperative.")
    book_years: list[int] | None = optional("Of any of these book years.")
    rulesets: list[str] | None = optional("By any of these rulesets, by plain id.")
    states: list[AssessmentState] | None = optional("In any of these states.")
    area: AreaCode | None = optional("Whose membership area lies in this area.")
    due_before: date | None = optional("Returned, with something due before this day.")
    counts: bool | None = optional("Those that count for their book year, or only what-ifs.")

    async def where(self, context: Context) -> AssessmentFilter:
        """Return the filter of the view."""
        return AssessmentFilter(
            search=search_asked(self.search, "filter.search"),
            cooperative=uuid_if_any(self.cooperative, "Cooperative", field="filter.cooperative"),
            book_years=tuple(self.book_years or ()),
            ruleset_ids=await rulesets_asked(context, self.rulesets, "filter.rulesets"),
            states=tuple(self.states or ()),
            area=await area_asked(context, self.area, "filter.area"),
            due_before=self.due_before,
            counts=self.counts,
        )


@strawberry.input(description="How to sort assessments.")
class AssessmentOrderInput:
    """An order."""

    by: AssessmentOrder = strawberry.field(
        default=AssessmentOrder.BOOK_YEAR, description="What to sort by."
    )
    direction: Direction = strawberry.field(default=Direction.DESC, description="Which way.")


@strawberry.type
class AssessmentQueries:
    """The part of Query that is about assessments."""

    @connection(
        "Assessments. Offices see those of their territory, an operator its own.",
        right=CASES,
        of=Assessment,
    )
    async def assessments(
        self,
        info: Info,
        filter: Annotated[AssessmentFilterInput | None, argument("Which ones.")] = None,
        order_by: Annotated[AssessmentOrderInput | None, argument("In which order.")] = None,
    ) -> PagedQuery[AssessmentRow]:
        """Ask the view."""
        return paged(
            info,
            view,
            sort=sort_by(order_by or AssessmentOrderInput()),
            scope=scope_of(info),
            where=await filter.where(info.context) if filter else view.ALL,
        )

    @query("One assessment.", right=CASES, shows=Assessment | None)
    async def assessment(
        self, info: Info, id: Annotated[strawberry.ID, argument("Its id.")]
    ) -> AssessmentRow | None:
        """Look one up."""
        key = uuid_of(id, "Assessment", field="id")
        return await info.context.loaders.assessment(key, scope_of(info))

    @connection(
        "What waits for verification, oldest first. Offices of their territory.",
        right=OFFICE_WORK,
        of=Assessment,
    )
    async def verification_queue(
        self,
        info: Info,
        area: Annotated[AreaCode | None, argument("Membership area lies in this area.")] = None,
        book_year: Annotated[int | None, argument("Of this book year.")] = None,
        for_me: Annotated[bool, argument("Leave out what you had a hand in.")] = False,
    ) -> PagedQuery[AssessmentRow]:
        """Ask the queue."""
        where = QueueFilter(
            area=await area_asked(info.context, area, "area"),
            book_year=book_year,
            not_prepared_by=info.context.actor.account if for_me else None,
        )
        return paged(info, verification_queue, scope=scope_of(info), where=where)
