"""Questions about scores: the list of those that stand, or ever stood."""

from typing import Annotated

import strawberry

from api.building.as_of import AsOf, position_of
from api.building.asked import area_asked, rulesets_asked
from api.building.describe import argument, optional
from api.building.enums import Direction
from api.building.rights import scope_of
from api.building.scalars import AreaCode
from api.execution.context import Context, Info
from api.relay.nodes import uuid_if_any
from api.relay.paging import PagedQuery, connection, paged, sort_by
from api.score.types import Score
from application.authorisation import ViewScope
from application.authorisation.table import REGISTRY
from domain.scoring.predicates import Predicate
from projections.views.scores import questions as view
from projections.views.scores.questions import ScoreFilter, ScoreOrder, ScoreRow


@strawberry.input(description="Which scores; what is left out does not narrow.")
class ScoreFilterInput:
    """A filter."""

    cooperative: strawberry.ID | None = optional("Of this cooperative.")
    assessment: strawberry.ID | None = optional("Of this assessment.")
    book_years: list[int] | None = optional("Of any of these book years.")
    rulesets: list[str] | None = optional("By any of these rulesets, by plain id.")
    predicates: list[Predicate] | None = optional("With any of these predicates.")
    area: AreaCode | None = optional("Whose membership area lies in this area.")
    ours: bool | None = optional("Only those of your own territory, or your own.")
    history: bool = strawberry.field(
        default=False, description="Also scores that no longer stand, and voids."
    )
    what_ifs: bool = strawberry.field(
        default=False, description="Also what-ifs, which do not count for their book year."
    )

    def scope(self, seen: ViewScope) -> ViewScope:
        """Return what is left of *seen*."""
        return seen.own if self.ours else seen

    async def where(self, context: Context) -> ScoreFilter:
        """Return the filter of the view."""
        return ScoreFilter(
            cooperative=uuid_if_any(self.cooperative, "Cooperative", field="filter.cooperative"),
            assessment=uuid_if_any(self.assessment, "Assessment", field="filter.assessment"),
            book_years=tuple(self.book_years or ()),
            ruleset_ids=await rulesets_asked(context, self.rulesets, "filter.rulesets"),
            predicates=tuple(self.predicates or ()),
            area=await area_asked(context, self.area, "filter.area"),
            history=self.history,
            what_ifs=self.what_ifs,
        )


@strawberry.input(description="How to sort scores.")
class ScoreOrderInput:
    """An order."""

    by: ScoreOrder = strawberry.field(default=ScoreOrder.POSITION, description="What to sort by.")
    direction: Direction = strawberry.field(default=Direction.DESC, description="Which way.")


@strawberry.type
class ScoreQueries:
    """The part of Query that is about scores."""

    @connection(
        "Scores that stand, or stood then. What is published is there for everybody.",
        right=REGISTRY,
        of=Score,
    )
    async def scores(
        self,
        info: Info,
        filter: Annotated[ScoreFilterInput | None, argument("Which ones.")] = None,
        order_by: Annotated[ScoreOrderInput | None, argument("In which order.")] = None,
        as_of: AsOf = None,
    ) -> PagedQuery[ScoreRow]:
        """Ask the view."""
        return paged(
            info,
            view,
            sort=sort_by(order_by or ScoreOrderInput()),
            scope=filter.scope(scope_of(info)) if filter else scope_of(info),
            where=await filter.where(info.context) if filter else view.ALL,
            as_of=await position_of(info.context, as_of),
        )
