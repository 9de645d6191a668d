"""How well an invented cooperative does in one year, as ratios to aim at.

Ratios are percent. They are only aims: the books are written to meet them, and the
score follows from the books, as it would for a real cooperative.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

import msgspec

from cli.demonstration.dice import Dice

FIRST_YEAR = 2021
YEARS = tuple(range(FIRST_YEAR, FIRST_YEAR + 5))

# From the best range to the worst; the components are named as in the law's table.
_RANGES: Mapping[str, tuple[tuple[int, int], ...]] = {
    "1a": ((41, 59), (24, 39), (8, 19)),
    "2a": ((78, 98), (55, 74), (30, 48)),
    "2b": ((2, 9), (11, 19), (21, 38)),
    "2c": ((85, 130), (45, 80), (8, 40)),
    "2d": ((9, 20), (22, 29), (31, 48)),
    "4a": ((76, 89), (91, 94), (96, 108)),
    "4b": ((28, 39), (42, 59), (62, 79)),
    "4c": ((2, 5), (6, 9), (11, 14)),
    "5a": ((11, 15), (16, 20), (22, 40)),
    "5b": ((81, 89), (71, 79), (54, 69)),
    "6a": ((10, 12), (6, 9), (1, 4)),
    "6b": ((6, 12), (4, 5), (1, 3)),
    "7a": ((77, 94), (54, 73), (30, 48)),
    "7b": ((11, 25), (6, 9), (1, 4)),
}
_QUESTIONS: Mapping[str, int] = {
    "manajemen_umum": 12,
    "manajemen_kelembagaan": 6,
    "manajemen_permodalan": 5,
    "manajemen_aktiva": 10,
    "manajemen_likuiditas": 5,
}


class Targets(msgspec.Struct, frozen=True, kw_only=True):
    """Ratios in percent and counts of yes answers, by component."""

    ratios: Mapping[str, Decimal]
    yes_counts: Mapping[str, int]


def health_of(number: int, year: int) -> int:
    """Return how well the *number*-th cooperative does in *year*, 5 to 95.

    Each has a lasting character and a trend, so that a chart of its years tells a story.
    """
    dice = Dice("health", number)
    lasting = (dice.below(60, "first") + dice.below(60, "second")) * 2 // 3
    trend = dice.below(13, "trend") - 5
    swing = dice.below(9, "swing", year) - 4
    return max(5, min(95, lasting + trend * (year - FIRST_YEAR) // 2 + swing))


@lru_cache(maxsize=8)
def targets_of(number: int, year: int) -> Targets:
    """Return what the *number*-th cooperative comes near to in *year*."""
    health = health_of(number, year)
    dice = Dice("targets", number, year)
    return Targets(
        ratios={key: _aim(dice.about(key), health, ranges) for key, ranges in _RANGES.items()},
        yes_counts={
            key: _yes(dice.about(key), health, questions) for key, questions in _QUESTIONS.items()
        },
    )


def _aim(dice: Dice, health: int, ranges: tuple[tuple[int, int], ...]) -> Decimal:
    """Return a ratio from the first range in *health* of a hundred cases, seldom from the last."""
    if dice.chance(health, "best"):
        low, high = ranges[0]
    else:
        low, high = ranges[1 if dice.chance(40 + health // 2, "middle") else 2]
    return dice.between(Decimal(low), Decimal(high), "within")


def _yes(dice: Dice, health: int, questions: int) -> int:
    return sum(dice.chance(35 + health * 6 // 10, question) for question in range(questions))
