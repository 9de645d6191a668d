"""Chance that falls the same way on every machine and in every version of Python.

The second start of a demonstration must ask for exactly what the first one asked for,
or its command ids would be refused as used for something else. `random` promises that
for one version of Python only, so the dice are digests of what is being decided.
"""

from collections.abc import Sequence
from decimal import Decimal
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")

_STEPS = 1 << 64


class Dice:
    """The throws that belong to one *subject*: name the question, get the answer.

    >>> Dice("a", 1).below(100, "x") == Dice("a", 1).below(100, "x")
    True
    """

    def __init__(self, *subject: object) -> None:
        self._subject = subject

    def about(self, *subject: object) -> "Dice":
        """Return the dice of a part of the subject."""
        return Dice(*self._subject, *subject)

    def below(self, limit: int, *question: object) -> int:
        """Return a whole number from 0 up to, not including, *limit*."""
        return self._throw(question) * limit // _STEPS

    def chance(self, percent: int, *question: object) -> bool:
        """Say yes in *percent* of a hundred cases."""
        return self.below(100, *question) < percent

    def between(self, low: Decimal, high: Decimal, *question: object) -> Decimal:
        """Return an amount from *low* up to, not including, *high*, in steps of a ten-thousandth.

        >>> Dice("a").between(Decimal(5), Decimal("5.0001"), "x")
        Decimal('5.0000')
        """
        steps = int((high - low) * 10_000)
        return low + Decimal(self.below(steps, *question)).scaleb(-4)

    def pick(self, options: Sequence[T], *question: object) -> T:
        """Return one of *options*."""
        return options[self.below(len(options), *question)]

    def _throw(self, question: tuple[object, ...]) -> int:
        text = "\x1f".join(map(str, (*self._subject, *question)))
        return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


def shuffled(options: Sequence[T], *subject: object) -> tuple[T, ...]:
    """Return *options* in an order that looks thrown and is always the same."""
    dice = Dice("shuffled", *subject)
    order = sorted(range(len(options)), key=lambda place: dice.below(_STEPS, place))
    return tuple(options[place] for place in order)
