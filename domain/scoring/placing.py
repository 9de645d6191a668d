"""From a total to a predicate: bands first, then corrections, then fatal faults.

A correction moves down the ruleset's own ladder and stops at its foot. A fatal
fault names a predicate and never lifts anyone up to it.
"""

from decimal import Decimal

import msgspec

from domain.scoring.entries import Adjustments
from domain.scoring.plans import Plan
from domain.scoring.predicates import Predicate
from domain.scoring.result import RulingNeeded, RulingReason
from domain.scoring.ruleset import SeveralCorrections
from domain.scoring.tables import locate


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """The predicate that *total* earns (*before*), and what is left of it (*after*).

    *levels* is how far corrections moved it, the foot of the ladder minded.
    """

    total: Decimal
    before: Predicate
    after: Predicate
    levels: int


def levels_to_lower(plan: Plan, adjustments: Adjustments) -> int | RulingNeeded:
    """Return how many levels the corrections of *adjustments* ask for."""
    count = len(set(adjustments.corrections))
    several = plan.ruleset.corrections.several
    if count <= 1 or several is SeveralCorrections.ONE_LEVEL_EACH:
        return count
    if several is SeveralCorrections.ONE_LEVEL:
        return 1
    if adjustments.levels is not None:
        return adjustments.levels
    return RulingNeeded(
        component="corrections",
        reason=RulingReason.SEVERAL_CORRECTIONS,
        candidates=tuple(Decimal(levels) for levels in range(1, count + 1)),
    )


def place(plan: Plan, total: Decimal, levels: int, *, faulty: bool) -> Place | RulingNeeded:
    """Return the predicate of *total*, *levels* lower, or forced down when *faulty*."""
    cell = locate(plan.predicate_table.edges, total, Decimal(1))
    claims = plan.predicate_table.cells[cell]
    if len(claims) != 1:
        return _undecided(plan, claims, total)
    codes = [band.code for band in plan.predicates]
    corrected = min(claims[0] + levels, len(codes) - 1)
    forced = codes.index(plan.ruleset.faults.predicate) if faulty else corrected
    return Place(
        total=total,
        before=codes[claims[0]],
        after=codes[max(corrected, forced)],
        levels=corrected - claims[0],
    )


def _undecided(plan: Plan, claims: tuple[int, ...], total: Decimal) -> RulingNeeded:
    return RulingNeeded(
        component="predicate",
        reason=RulingReason.SEVERAL_BANDS if claims else RulingReason.NO_BAND,
        ratio=total,
        candidates=tuple(Decimal(plan.predicates[index].rank) for index in claims),
    )
