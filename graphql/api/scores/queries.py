"""Questions about scores: lists, previews, and the feed of changes."""

from typing import Annotated

import strawberry

from api import enums  # noqa: F401 registers the enums used below
from api.assessments.entries import (
    ChangesInput,
    ComponentInput,
    FigureInput,
    components_of,
    figures_of,
)
from api.connections import After, Before, Connection, First, Last, connect, page_request
from api.context import Info
from api.describe import answers, optional, takes
from api.enums import Direction
from api.moments import AsOfInput, position_of
from api.nodes import uuid_of
from api.reading import Reading
from api.scalars import AreaCode
from api.scores.preview import AdjustmentsInput, ScorePreview, previewed
from api.scores.types import Score, show_score
from application.preview import NO_CHANGES, UNADJUSTED, calculate, what_if
from application.refusals import NotFound
from domain.assessment.events import Changes
from domain.scoring.outcome import Scoring
from domain.scoring.predicates import Predicate
from projections import scores as view
from projections.scores import ScoreFilter, ScoreOrder


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

    @answers("Scores that stand, or stood then. The public sees those of verified cooperatives.")
    async def scores(
        self,
        info: Info,
        filter: Annotated[ScoreFilterInput | None, takes("Which ones.")] = None,
        order_by: Annotated[ScoreOrderInput | None, takes("In which order.")] = None,
        as_of: Annotated[AsOfInput | None, takes("Ask about the past.")] = None,
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

    @answers("What a score would be, from figures or components, before anything is saved.")
    async def calculate(
        self,
        info: Info,
        ruleset: Annotated[str, takes("Id or digest of the ruleset.")],
        components: Annotated[
            list[ComponentInput] | None, takes("Ratios, yes counts, values or scores.")
        ] = None,
        figures: Annotated[list[FigureInput] | None, takes("Figures of the statements.")] = None,
        adjustments: Annotated[
            AdjustmentsInput | None, takes("Correction factors and fatal faults to try out.")
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
            return await calculate(services.store, services.shelf, ruleset, entries, applied)

        return await previewed(info.context, ruleset, scoring)

    @answers("What an assessment would score with changes, or under another ruleset.")
    async def what_if(
        self,
        info: Info,
        assessment: Annotated[strawberry.ID, takes("Id of the assessment.")],
        ruleset: Annotated[str | None, takes("Id or digest of another ruleset.")] = None,
        changes: Annotated[ChangesInput | None, takes("What would be entered anew.")] = None,
        adjustments: Annotated[
            AdjustmentsInput | None, takes("Adjustments instead of those recorded.")
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
                services.shelf,
                key,
                ruleset=ruleset,
                changes=changed,
                adjustments=adjustments.read() if adjustments else None,
            )

        return await previewed(context, ruleset or row.ruleset, scoring)
