"""A score with every step that led to it, joined with the words of its ruleset.

The numbers come from the score document in the log, the words from the ruleset that it
names; nothing is calculated here.
"""

from datetime import date, datetime
from decimal import Decimal

import strawberry

from api.building.describe import attribute, object_type, query
from api.building.scalars import Position
from api.edges import OfScore
from api.execution.context import Info
from api.names import account_name
from api.relay.accounts import account_if_any
from api.relay.node_types import Node, node_type
from api.ruleset.types import Predicate, RulesetShown, predicate_of
from api.score.trace import AspectScore
from api.score.trace_words import show_aspects
from application.authorisation.table import CASES, WITH_ITS_ROW
from domain.assessment.events import ScoreChangeKind
from domain.scoring.document import ScoreDocument
from domain.scoring.ruleset import PredicateBand, Ruleset
from projections.views.scores.questions import ScoreRow


@object_type("Correction factors and fatal faults that a score rests on.", right=WITH_ITS_ROW)
class Adjustments:
    """What was recorded beside the figures."""

    corrections: list[str] = attribute("Keys of the correction factors that apply.")
    faults: list[str] = attribute("Keys of the fatal faults that apply.")
    levels_lowered: int = attribute("By how many levels the predicate was lowered.")
    predicate_before: PredicateBand = attribute("What the total alone earns.", shows=Predicate)


@node_type(
    "A score as it was decided, with every step that led to it.",
    row=ScoreRow,
    key="position",
    right=WITH_ITS_ROW,
)
class Score(Node):
    """One score. A void is a score without total: from then on there is none."""

    position: Position = attribute("Where it stands in the log.")
    valid_to: Position | None = attribute("The position that ended it; null while it stands.")
    book_year: int = attribute("The book year it is about.")
    kind: ScoreChangeKind = attribute("Why it came to be.")
    counts: bool = attribute(
        "Whether it is the result of its book year; a what-if is not, and never the current score."
    )
    what_if_reason: str | None = attribute(
        "Why it was opened although it does not count; null where it does.", source="what_if"
    )
    total: Decimal | None = attribute("The total, 0 to 100; null for a void.")
    reason: str | None = attribute("Why it replaced the one before, where it did.")
    actor = account_if_any(
        "The account that decided; null where the case is not yours.", "actor", right=CASES
    )
    actor_name = account_name(
        "actor", "The user name of whoever decided; null where the case is not yours.", right=CASES
    )

    decided_at: date = attribute(
        "The day from which it counts: the stated one, or the day it was at the office.",
        source="decided_on",
    )
    recorded_at: datetime = attribute("When it was recorded, by the database's clock.")
    version: int = attribute("Its number in the assessment's stream; `correctAssessment` names it.")
    supersedes: int | None = attribute("The `version` of the score that it replaced.")
    assessment = OfScore.assessment
    cooperative = OfScore.cooperative

    @query("The rules by which it was scored.", shows=RulesetShown)
    @staticmethod
    async def ruleset(root: strawberry.Parent[ScoreRow], info: Info) -> Ruleset:
        """Load the ruleset."""
        return await info.context.loaders.ruleset(root.ruleset)

    @query("The predicate; null for a void.", shows=Predicate | None)
    @staticmethod
    async def predicate(root: strawberry.Parent[ScoreRow], info: Info) -> PredicateBand | None:
        """Name the predicate as the ruleset does."""
        if root.predicate is None:
            return None
        return predicate_of(await info.context.loaders.ruleset(root.ruleset), root.predicate)

    @query("Every aspect and component with all steps; empty for a void.")
    @staticmethod
    async def aspects(root: strawberry.Parent[ScoreRow], info: Info) -> list[AspectScore]:
        """Join the document with the ruleset."""
        document = await info.context.loaders.document(root.position)
        if document is None:
            return []
        return show_aspects(
            await info.context.loaders.ruleset(root.ruleset),
            document.aspects,
            document.components,
            spoken=info.context.language,
            stream=root.assessment_id,
        )

    @query("Corrections and faults; null for a void.")
    @staticmethod
    async def adjustments(root: strawberry.Parent[ScoreRow], info: Info) -> Adjustments | None:
        """Show what was recorded."""
        document = await info.context.loaders.document(root.position)
        if document is None:
            return None
        return show_adjustments(await info.context.loaders.ruleset(root.ruleset), document)


def show_adjustments(ruleset: Ruleset, document: ScoreDocument) -> Adjustments:
    """Show the adjustments of *document*."""
    return Adjustments(
        corrections=list(document.corrections),
        faults=list(document.faults),
        levels_lowered=document.levels_lowered,
        predicate_before=predicate_of(ruleset, document.predicate_before),
    )
