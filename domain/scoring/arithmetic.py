"""Exact decimal arithmetic, and the few places where a number may be rounded.

Scores are computed under `exactly`, which fails rather than rounds. Rounding is
only for the eye (`quotient`), and is done once: a quotient rounded twice can be
off by one in its last place.
"""

import decimal
from contextlib import AbstractContextManager
from decimal import Context, Decimal

from domain.scoring.ruleset import Rounding, RoundingMode

#: Two sums of figures (24 digits before and 24 after the point) multiplied fit well.
EXACT = Context(
    prec=300,
    traps=[decimal.Inexact, decimal.InvalidOperation, decimal.DivisionByZero, decimal.Overflow],
)
#: ROUND_05UP keeps enough in the last digit for a second rounding to be right.
_DIVIDING = Context(
    prec=120,
    rounding=decimal.ROUND_05UP,
    traps=[decimal.InvalidOperation, decimal.DivisionByZero, decimal.Overflow],
)
_MODES = {
    RoundingMode.HALF_UP: decimal.ROUND_HALF_UP,
    RoundingMode.HALF_EVEN: decimal.ROUND_HALF_EVEN,
    RoundingMode.CEILING: decimal.ROUND_CEILING,
    RoundingMode.FLOOR: decimal.ROUND_FLOOR,
}


def exactly() -> AbstractContextManager[Context]:
    """Return a context manager under which an inexact result is an error."""
    return decimal.localcontext(EXACT)


def weighted(value: Decimal, weight: Decimal) -> Decimal:
    """Return *value* (0 to 100) times *weight* over 100, exactly.

    >>> print(weighted(Decimal(75), Decimal(3)))
    2.25
    """
    return EXACT.multiply(value, weight).scaleb(-2, EXACT)


def quotient(numerator: Decimal, denominator: Decimal, rounding: Rounding) -> Decimal:
    """Return *numerator* over *denominator* (not nought), rounded as *rounding* says."""
    unit = Decimal((0, (1,), -rounding.places))
    raw = _DIVIDING.divide(numerator, denominator)
    return raw.quantize(unit, _MODES[rounding.mode], _DIVIDING)


def value_of(score: Decimal, weight: Decimal, rounding: Rounding) -> Decimal:
    """Return the value (0 to 100) that *score* stands for, rounded for the eye."""
    return quotient(score.scaleb(2, EXACT), weight, rounding)
