"""A score with every step that led to it, joined with the words of its ruleset.

The numbers come from the score document in the log, the words from the ruleset that it
names; nothing is calculated here.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import strawberry

from api.assessment import types as assessments
from api.building import enums  # noqa: F401 registers the enums used below
from api.building.describe import attribute, query
from api.building.scalars import Position
from api.cooperative import types as cooperatives
from api.execution.context import Info
from api.relay.nodes import Node, opaque
from api.ruleset.types import Predicate, RulesetShown, predicate_of, show_ruleset
from api.score.trace import AspectScore, show_aspects
from domain.assessment.events import ScoreChangeKind
from domain.scoring.document import ScoreDocument
from domain.scoring.ruleset import Ruleset
from projections.views.scores.questions import ScoreRow

if TYPE_CHECKING:
    from api.assessment.types import Assessment
    from api.cooperative.types import Cooperative


@strawberry.type(description="Correction factors and fatal faults that a score rests on.")
class Adjustments:
    """What was recorded beside the figures."""

    corrections: list[str] = attribute("Keys of the correction factors that apply.")
    faults: list[str] = attribute("Keys of the fatal faults that apply.")
    levels_lowered: int = attribute("By how many levels the predicate was lowered.")
    predicate_before: Predicate = attribute("What the total alone earns.")


@strawberry.type(description="A score as it was decided, with every step that led to it.")
class Score(Node):
    """One score. A void is a score without total: from then on there is none."""

    position: Position = attribute("Where it stands in the log.")
    valid_to: Position | None = attribute("The position that ended it; null while it stands.")
    book_year: int = attribute("The book year it is about.")
    kind: ScoreChangeKind = attribute("Why it came to be.")
    total: Decimal | None = attribute("The total, 0 to 100; null for a void.")
    reason: str | None = attribute("Why it replaced the one before, where it did.")
    actor: str = attribute("The account that decided.")
    decided_at: date = attribute("The day from which it counts.")
    recorded_at: datetime = attribute("When it was recorded, by the database's clock.")
    version: int = attribute("Its number in the assessment's stream; `correctAssessment` names it.")
    supersedes: int | None = attribute("The `version` of the score that it replaced.")
    row: strawberry.Private[ScoreRow]

    @query("The assessment it belongs to; null where you may see the score only.")
    async def assessment(
        self, info: Info
    ) -> Annotated["Assessment", strawberry.lazy("api.assessment.types")] | None:
        """Load the assessment."""
        row = await info.context.loaders.assessment(self.row.assessment_id)
        return assessments.show_assessment(row) if row else None

    @query("The cooperative it is about.")
    async def cooperative(
        self, info: Info
    ) -> Annotated["Cooperative", strawberry.lazy("api.cooperative.types")] | None:
        """Load the cooperative."""
        row = await info.context.loaders.cooperative(self.row.cooperative_id)
        return cooperatives.show_cooperative(row) if row else None

    @query("The rules by which it was scored.")
    async def ruleset(self, info: Info) -> RulesetShown:
        """Load the ruleset."""
        return show_ruleset(await info.context.loaders.ruleset(self.row.ruleset))

    @query("The predicate; null for a void.")
    async def predicate(self, info: Info) -> Predicate | None:
        """Name the predicate as the ruleset does."""
        if self.row.predicate is None:
            return None
        return predicate_of(
            await info.context.loaders.ruleset(self.row.ruleset), self.row.predicate
        )

    @query("Every aspect and component with all steps; empty for a void.")
    async def aspects(self, info: Info) -> list[AspectScore]:
        """Join the document with the ruleset."""
        document = await info.context.loaders.document(self.row.position)
        if document is None:
            return []
        ruleset = await info.context.loaders.ruleset(self.row.ruleset)
        return show_aspects(
            ruleset,
            document.aspects,
            document.components,
            spoken=info.context.language,
            stream=self.row.assessment_id,
        )

    @query("Corrections and faults; null for a void.")
    async def adjustments(self, info: Info) -> Adjustments | None:
        """Show what was recorded."""
        document = await info.context.loaders.document(self.row.position)
        if document is None:
            return None
        return show_adjustments(await info.context.loaders.ruleset(self.row.ruleset), document)


def show_score(row: ScoreRow) -> Score:
    """Show *row*."""
    return Score(
        id=opaque("Score", row.position),
        position=Position(row.position),
        valid_to=None if row.valid_to is None else Position(row.valid_to),
        book_year=row.book_year,
        kind=row.kind,
        total=row.total,
        reason=row.reason,
        actor=row.actor,
        decided_at=row.effective_on or row.recorded_at.date(),
        recorded_at=row.recorded_at,
        version=row.version,
        supersedes=row.supersedes,
        row=row,
    )


def show_adjustments(ruleset: Ruleset, document: ScoreDocument) -> Adjustments:
    """Show the adjustments of *document*."""
    return Adjustments(
        corrections=list(document.corrections),
        faults=list(document.faults),
        levels_lowered=document.levels_lowered,
        predicate_before=predicate_of(ruleset, document.predicate_before),
    )
