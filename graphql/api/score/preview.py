"""What a score would be if: shown like a score, and never stored.

A preview is for somebody still writing, so what is wrong with the input is data here as
it is in a mutation, and what is missing is listed instead of refused.
"""

from collections.abc import Awaitable, Callable
from decimal import Decimal

import strawberry

from api.building.describe import attribute, object_type, optional
from api.execution.context import Context
from api.mutations.reading import Reading
from api.mutations.refused import RefusalReason, reason
from api.ruleset.types import Predicate, RulesetShown, predicate_of
from api.score.trace import AspectScore
from api.score.trace_words import show_aspects
from application.authorisation.table import WITH_ITS_ROW
from application.scoring.ruleset_cache import find_ruleset
from domain.assessment.refusals import RulesetUnknown
from domain.kernel.refusals import Refusal, Refusals
from domain.scoring import result as outcome
from domain.scoring.entries import Adjustments
from domain.scoring.result import RulingReason, Scoring
from domain.scoring.ruleset import PredicateBand, Ruleset


@strawberry.input(description="Correction factors and fatal faults to try out.")
class AdjustmentsInput:
    """Adjustments of a preview."""

    corrections: list[str] = strawberry.field(
        default_factory=list, description="Keys of correction factors."
    )
    faults: list[str] = strawberry.field(default_factory=list, description="Keys of fatal faults.")
    levels: int | None = optional("Levels that several corrections lower.")

    def read(self, reading: Reading) -> Adjustments:
        """Return the adjustments, which were sent as the argument of that name."""
        for field in ("corrections", "faults", "levels"):
            reading.sent.at(field, f"adjustments.{field}")
        return Adjustments(
            corrections=tuple(self.corrections), faults=tuple(self.faults), levels=self.levels
        )


@object_type("A place where an officer would have to decide.", right=WITH_ITS_ROW)
class RulingNeeded:
    """A ruling that is needed."""

    component: str = attribute('Key of the component; or "corrections", or "predicate".')
    reason: RulingReason = attribute("Why the rules alone cannot decide.")
    ratio: Decimal | None = attribute("The ratio in percent, where there is one.")
    candidates: list[Decimal] = attribute("The values, or levels, that the table would allow.")


@object_type("What a score would be. Nothing is stored.", right=WITH_ITS_ROW)
class ScorePreview:
    """A preview."""

    ruleset: Ruleset | None = attribute(
        "The rules it was scored by; null when unknown.", shows=RulesetShown | None
    )
    total: Decimal | None = attribute("The total; null while something stands in its way.")
    total_so_far: Decimal = attribute("The sum of what could be scored.")
    predicate: PredicateBand | None = attribute(
        "The predicate; null while there is no total.", shows=Predicate | None
    )
    predicate_before: PredicateBand | None = attribute(
        "What the total alone would earn.", shows=Predicate | None
    )
    aspects: list[AspectScore] = attribute("Every step of what could be scored.")
    missing: list[str] = attribute("Figures or components still to enter.")
    rulings_needed: tuple[outcome.RulingNeeded, ...] = attribute(
        "Places where an officer must decide.", shows=list[RulingNeeded]
    )
    refusals: list[RefusalReason] = attribute(
        "What is wrong with the input; then nothing is scored."
    )


async def previewed(
    context: Context, ruleset: str, scoring: Callable[[], Awaitable[Scoring]], reading: Reading
) -> ScorePreview:
    """Show what *scoring* finds by the ruleset named *ruleset*, or all that is wrong.

    *reading* is that of the entries, which may have found something wrong before.
    """
    rules = await find_ruleset(context.services.store, context.services.ruleset_cache, ruleset)
    try:
        if rules is None:
            raise RulesetUnknown(field="ruleset", ruleset=ruleset)
        found = await scoring()
        if not reading.found:
            return show_scoring(rules, found, context.language)
    except Refusal as refusal:
        reading.join((refusal,))
    except Refusals as several:
        reading.join(several.items)
    return _refused(context, rules, reading.sent.all_reworded(reading.found))


def _refused(
    context: Context, rules: Ruleset | None, refusals: tuple[Refusal, ...]
) -> ScorePreview:
    return ScorePreview(
        ruleset=rules,
        total=None,
        total_so_far=Decimal(0),
        predicate=None,
        predicate_before=None,
        aspects=[],
        missing=[],
        rulings_needed=(),
        refusals=[reason(each, context.language) for each in refusals],
    )


def show_scoring(rules: Ruleset, found: Scoring, spoken: str) -> ScorePreview:
    """Show a *found* scoring by *rules* in the language *spoken*."""
    document = found.document
    return ScorePreview(
        ruleset=rules,
        total=document.total if document else None,
        total_so_far=found.total_so_far,
        predicate=predicate_of(rules, document.predicate) if document else None,
        predicate_before=predicate_of(rules, document.predicate_before) if document else None,
        aspects=show_aspects(
            rules, document.aspects if document else (), found.components, spoken=spoken
        ),
        missing=list(found.missing),
        rulings_needed=tuple(found.rulings_needed),
        refusals=[],
    )
