"""What the engine answers: a finished score, or what still stands in its way.

There is a document only when nothing is missing and no ruling is needed; until
then *components* holds what is scored so far, for the working paper on screen.
"""

from decimal import Decimal
from enum import StrEnum

import msgspec

from domain.scoring.document import ComponentScore, ScoreDocument


class RulingReason(StrEnum):
    """Why the rules alone cannot decide."""

    NO_BAND = "NO_BAND"
    SEVERAL_BANDS = "SEVERAL_BANDS"
    ZERO_DENOMINATOR = "ZERO_DENOMINATOR"
    CONTRADICTION = "CONTRADICTION"
    SEVERAL_CORRECTIONS = "SEVERAL_CORRECTIONS"


class RulingNeeded(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A place where an officer must decide, with a written reason.

    *component* is a component key, or ``corrections``, or ``predicate``.
    *candidates* are the values (for corrections: levels) the table would allow.
    """

    component: str
    reason: RulingReason
    ratio: Decimal | None = None
    candidates: tuple[Decimal, ...] = ()


class Scoring(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The engine's answer: *missing* names components or figures still to enter."""

    document: ScoreDocument | None = None
    components: tuple[ComponentScore, ...] = ()
    total_so_far: Decimal = Decimal(0)
    missing: tuple[str, ...] = ()
    rulings_needed: tuple[RulingNeeded, ...] = ()
