"""Questions about scores: lists, previews, and the feed of changes."""

from typing import Annotated

import strawberry

from api.assessment.entries import (
    ChangesInput,
    ComponentInput,
    FigureInput,
    components_of,
    figures_of,
)
from api.building import enums  # noqa: F401 registers the enums used below
from api.building.as_of import AsOfInput, position_of
from api.building.describe import argument, optional, query
from api.building.enums import Direction
from api.building.scalars import AreaCode
from api.execution.context import Info
from api.mutations.reading import Reading
from api.relay.connections import After, Before, Connection, First, Last, connect, page_request
from api.relay.nodes import uuid_of
from api.score.preview import AdjustmentsInput, ScorePreview, previewed
from api.score.types import Score, show_score
from application.kernel.refusals import NotFound
from application.scoring.preview import NO_CHANGES, UNADJUSTED, calculate, what_if
from domain.assessment.events import Changes
from domain.scoring.predicates import Predicate
from domain.scoring.result import Scoring
from projections.views.scores import questions as view
from projections.views.scores.questions import ScoreFilter, ScoreOrder


@strawberry.input(description="Which scores; what is left out does not narrow.")
class ScoreFilterInput:
    """A filter."""

    cooperative: strawberry.ID | None = optional("Of this cooperative.")
    assessment: strawberry.ID | None = optional("Of this assessment.")
    book_years: list[int] | None = optional("Of any of these book years.")
    rulesets: list[str] | None = optional("By any of these rulesets, by plain id.")
    predicates: list[Predicate] | None = optional("With any of these predicates.")
    area: AreaCode | None = optional("Whose membership area lies in this area.")
    history: bool = strawberry.field(
        default=False, description="Also scores that no longer stand, and voids."
    )

    def where(self) -> ScoreFilter:
        """Return the filter of the view."""
        of, case = self.cooperative, self.assessment
        return ScoreFilter(
            cooperative=uuid_of(of, "Cooperative", field="cooperative") if of else None,
            assessment=uuid_of(case, "Assessment", field="assessment") if case else None,
            book_years=tuple(self.book_years or ()),
            ruleset_ids=tuple(self.rulesets or ()),
            predicates=tuple(self.predicates or ()),
            area=self.area,
            history=self.history,
        )


@strawberry.input(description="How to sort scores.")
class ScoreOrderInput:
    """An order."""

    by: ScoreOrder = strawberry.field(default=ScoreOrder.POSITION, description="What to sort by.")
    direction: Direction = strawberry.field(default=Direction.DESC, description="Which way.")


@strawberry.type
class ScoreQueries:
    """The part of Query that is about scores."""

    @query("Scores that stand, or stood then. The public sees those of verified cooperatives.")
    async def scores(
        self,
        info: Info,
        filter: Annotated[ScoreFilterInput | None, argument("Which ones.")] = None,
        order_by: Annotated[ScoreOrderInput | None, argument("In which order.")] = None,
        as_of: Annotated[AsOfInput | None, argument("Ask about the past.")] = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Score]:
        """Ask the view."""
        views, seen = info.context.services.views, info.context.loaders.scope("Query.scores")
        where = filter.where() if filter else view.ALL
        order = order_by or ScoreOrderInput()
        position = await position_of(info.context, as_of)
        page = await view.page(
            views,
            scope=seen,
            where=where,
            order=order.by,
            descending=order.direction is Direction.DESC,
            request=page_request(first, after, last, before),
            as_of=position,
        )
        return connect(
            page,
            show_score,
            lambda: view.count(views, scope=seen, where=where, as_of=position),
        )

    @query("What a score would be, from figures or components, before anything is saved.")
    async def calculate(
        self,
        info: Info,
        ruleset: Annotated[str, argument("Id or digest of the ruleset.")],
        components: Annotated[
            list[ComponentInput] | None, argument("Ratios, yes counts, values or scores.")
        ] = None,
        figures: Annotated[list[FigureInput] | None, argument("Figures of the statements.")] = None,
        adjustments: Annotated[
            AdjustmentsInput | None, argument("Correction factors and fatal faults to try out.")
        ] = None,
    ) -> ScorePreview:
        """Calculate."""
        services = info.context.services

        async def scoring() -> Scoring:
            reading = Reading()
            entries = Changes(
                figures=figures_of(figures or (), reading),
                components=components_of(components or (), reading),
            )
            reading.finish()
            applied = adjustments.read() if adjustments else UNADJUSTED
            return await calculate(
                services.store, services.ruleset_cache, ruleset, entries, applied
            )

        return await previewed(info.context, ruleset, scoring)

    @query("What an assessment would score with changes, or under another ruleset.")
    async def what_if(
        self,
        info: Info,
        assessment: Annotated[strawberry.ID, argument("Id of the assessment.")],
        ruleset: Annotated[str | None, argument("Id or digest of another ruleset.")] = None,
        changes: Annotated[ChangesInput | None, argument("What would be entered anew.")] = None,
        adjustments: Annotated[
            AdjustmentsInput | None, argument("Adjustments instead of those recorded.")
        ] = None,
    ) -> ScorePreview:
        """Try out."""
        context, services = info.context, info.context.services
        key = uuid_of(assessment, "Assessment", field="assessment")
        row = await context.loaders.assessment(key)
        if row is None:
            raise NotFound(field="assessment", id=assessment)

        async def scoring() -> Scoring:
            reading = Reading()
            changed = changes.read(reading) if changes else NO_CHANGES
            reading.finish()
            return await what_if(
                services.store,
                services.ruleset_cache,
                key,
                ruleset=ruleset,
                changes=changed,
                adjustments=adjustments.read() if adjustments else None,
            )

        return await previewed(context, ruleset or row.ruleset, scoring)
