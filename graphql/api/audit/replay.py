"""A score replayed and recomputed, as the API shows it."""

from datetime import datetime
from decimal import Decimal

import msgspec
import strawberry

from api.context import Info
from api.describe import answers, shows
from api.scalars import JSON, Position
from api.scores.preview import ScorePreview, show_scoring
from application import replay
from domain.scoring.predicates import Predicate
from domain.scoring.ruleset import Ruleset


@strawberry.type(description="One event of an assessment, and the score as it stood after it.")
class ReplayStep:
    """A step."""

    position: Position = shows("Where the event stands in the log.")
    version: int = shows("Its number in the assessment's stream.")
    recorded_at: datetime = shows("When it was recorded.")
    actor: str = shows("The account that did it.")
    office: str | None = shows("The office on whose behalf.")
    explanation: str = shows("What happened, in words.")
    event: JSON = shows("The event itself.")
    preview: ScorePreview = shows("The score as the entries stood after this step.")

    @answers("The user name of the account that did it.")
    async def actor_name(self, info: Info) -> str | None:
        """Load the name."""
        return await info.context.loaders.user_name(self.actor)


@strawberry.type(description="One value that was recorded otherwise than it is computed.")
class Difference:
    """A difference."""

    pointer: str = shows("Where in the score document, as a JSON pointer.")
    recorded: str | None = shows("What the log says.")
    recomputed: str | None = shows("What follows from the events.")


@strawberry.type(description="A recorded score beside the one that follows from the events.")
class Recomputation:
    """A recomputation."""

    position: Position = shows("Where the recorded score stands in the log.")
    version: int = shows("Its number in the assessment's stream.")
    equal: bool = shows("Whether both agree in every step.")
    recorded_total: Decimal = shows("The total in the log.")
    recorded_predicate: Predicate = shows("The predicate in the log.")
    recomputed_total: Decimal | None = shows("The total computed now; null when none follows.")
    recomputed_predicate: Predicate | None = shows("The predicate computed now.")
    differences: list[Difference] = shows("Every value that differs.")


def show_step(step: replay.ReplayStep, ruleset: Ruleset, spoken: str) -> ReplayStep:
    """Show one step in the language *spoken*."""
    return ReplayStep(
        position=Position(step.position),
        version=step.version,
        recorded_at=step.recorded_at,
        actor=step.actor,
        office=step.office,
        explanation=step.explanation.in_language(spoken),
        event=JSON(msgspec.to_builtins(step.event, str_keys=True)),
        preview=show_scoring(ruleset, step.scoring, spoken),
    )


def show_recomputation(found: replay.Recomputation) -> Recomputation:
    """Show both scores and where they differ."""
    again = found.recomputed
    return Recomputation(
        position=Position(found.position),
        version=found.version,
        equal=found.equal,
        recorded_total=found.recorded.total,
        recorded_predicate=found.recorded.predicate,
        recomputed_total=again.total if again else None,
        recomputed_predicate=again.predicate if again else None,
        differences=[
            Difference(pointer=each.pointer, recorded=each.recorded, recomputed=each.recomputed)
            for each in found.differences
        ],
    )
