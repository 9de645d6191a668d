"""What the log keeps of a scoring, so that it can be checked without trust.

Each number names the event it came from (*version* in the assessment's stream,
*pointer* inside that event). The stored ratio is rounded for the eye: the score
follows from *numerator* and *denominator*, which are exact.
"""

from decimal import Decimal
from enum import StrEnum

import msgspec

from domain.scoring.predicates import Predicate


class Basis(StrEnum):
    """Which kind of entry a component's value was derived from."""

    FIGURES = "FIGURES"
    RATIO = "RATIO"
    YES_COUNT = "YES_COUNT"
    VALUE = "VALUE"
    SCORE = "SCORE"
    RULING = "RULING"


class InputTrace(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One entered amount that a component used, and the event that brought it."""

    figure: str
    amount: Decimal
    version: int | None = None
    pointer: str = ""


class ComponentScore(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How one component earned its score.

    *band* is the index of the row in the component's table, *ruling* the stream
    version of the ruling that decided. *ratio* is percent, rounded as shown.
    """

    component: str
    basis: Basis
    inputs: tuple[InputTrace, ...] = ()
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    ratio: Decimal | None = None
    band: int | None = None
    value: Decimal
    score: Decimal
    ruling: int | None = None


class AspectScore(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The exact sum of an aspect's component scores."""

    aspect: str
    score: Decimal


class ScoreDocument(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A complete score: every component, the total, the predicate and why.

    *ruleset* is the digest of the rules; *predicate_before* is what the total
    alone earns, *predicate* what corrections and fatal faults left of it.
    """

    ruleset: str
    components: tuple[ComponentScore, ...]
    aspects: tuple[AspectScore, ...]
    total: Decimal
    predicate_before: Predicate
    corrections: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    levels_lowered: int = 0
    predicate: Predicate
