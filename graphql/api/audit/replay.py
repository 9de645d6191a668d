"""A score replayed and recomputed, as the API shows it."""

from datetime import datetime
from decimal import Decimal

import msgspec
import strawberry

from api.building.describe import attribute, object_type, query
from api.building.scalars import JSON, Position
from api.execution.context import Info
from api.names import office_name
from api.relay.accounts import account
from api.score.preview import ScorePreview, show_scoring
from application.authorisation.table import WITH_ITS_ROW
from application.scoring import replay
from domain.scoring.predicates import Predicate
from domain.scoring.ruleset import Ruleset


@object_type("One event of an assessment, and the score as it stood after it.", right=WITH_ITS_ROW)
class ReplayStep:
    """A step."""

    position: Position = attribute("Where the event stands in the log.")
    version: int = attribute("Its number in the assessment's stream.")
    recorded_at: datetime = attribute("When it was recorded.")
    actor = account("The account that did it.", "account")
    account: strawberry.Private[str]
    office: str | None = attribute("The office on whose behalf.")
    office_name = office_name()
    explanation: str = attribute("What happened, in words.")
    event: JSON = attribute("The event itself.")
    preview: ScorePreview = attribute("The score as the entries stood after this step.")

    @query("The user name of the account that did it.")
    async def actor_name(self, info: Info) -> str | None:
        """Load the name."""
        return await info.context.loaders.user_name(self.account)


@object_type("One value that was recorded otherwise than it is computed.", right=WITH_ITS_ROW)
class Difference:
    """A difference."""

    pointer: str = attribute("Where in the score document, as a JSON pointer.")
    recorded: str | None = attribute("What the log says.")
    recomputed: str | None = attribute("What follows from the events.")


@object_type("A recorded score beside the one that follows from the events.", right=WITH_ITS_ROW)
class Recomputation:
    """A recomputation."""

    position: Position = attribute("Where the recorded score stands in the log.")
    version: int = attribute("Its number in the assessment's stream.")
    equal: bool = attribute("Whether both agree in every step.")
    recorded_total: Decimal = attribute("The total in the log.", source="recorded.total")
    recorded_predicate: Predicate = attribute(
        "The predicate in the log.", source="recorded.predicate"
    )

    @query("The total computed now; null when none follows.")
    @staticmethod
    def recomputed_total(root: strawberry.Parent[replay.Recomputation]) -> Decimal | None:
        """Return the total, where there is one."""
        return root.recomputed.total if root.recomputed else None

    @query("The predicate computed now.")
    @staticmethod
    def recomputed_predicate(root: strawberry.Parent[replay.Recomputation]) -> Predicate | None:
        """Return the predicate, where there is one."""
        return root.recomputed.predicate if root.recomputed else None

    differences: list[Difference] = attribute("Every value that differs.")
    earlier: list["Recomputation"] = attribute(
        "The scores that stood before it, oldest first, each computed again as well."
    )
    story_equal: bool = attribute("Whether all of them agree, this one and every earlier one.")


def show_step(step: replay.ReplayStep, ruleset: Ruleset, spoken: str) -> ReplayStep:
    """Show one step in the language *spoken*."""
    return ReplayStep(
        position=Position(step.position),
        version=step.version,
        recorded_at=step.recorded_at,
        account=step.actor,
        office=step.office,
        explanation=step.explanation.in_language(spoken),
        event=JSON(msgspec.to_builtins(step.event, str_keys=True)),
        preview=show_scoring(ruleset, step.scoring, spoken),
    )
