"""All the stories of the demonstration: who takes part in which year, and how it goes.

The first *n* stories are the same whatever the number of cooperatives, so a small
demonstration can grow into the full one.
"""

from collections.abc import Iterator, Mapping

from cli.demonstration.cases import Case
from cli.demonstration.dice import Dice
from cli.demonstration.places import SEMARANG
from cli.demonstration.registrations import (
    Fate,
    Subject,
    afterwards,
    fate_of,
    registered,
    subject_of,
)
from cli.demonstration.semarang import by_local_table
from cli.demonstration.story import Step, Story
from cli.demonstration.targets import FIRST_YEAR, YEARS
from cli.demonstration.twists import FINISHED, LATEST, Twist
from domain.scoring.ruleset import Ruleset

CURRENT, FORMER, LOCAL = "perdep-06-2016", "permenkop-14-2009", "semarang-2015"
_UNASSESSED = frozenset({Fate.WAITING, Fate.REJECTED})


def story_of(number: int, rulesets: Mapping[str, Ruleset]) -> Story:
    """Return what happens to the *number*-th cooperative; *rulesets* by id."""
    subject = subject_of(number)
    return Story(key=f"cooperative/{number}", steps=tuple(_told(subject, rulesets)))


def years_of(number: int) -> tuple[int, ...]:
    """Return the book years for which the *number*-th cooperative keeps its data."""
    dice = Dice("years", number)
    first = FIRST_YEAR + (dice.below(3, "first") if dice.chance(45, "late") else 0)
    return tuple(year for year in YEARS if year >= first and not dice.chance(12, "missed", year))


def _told(subject: Subject, rulesets: Mapping[str, Ruleset]) -> Iterator[Step]:
    yield from registered(subject)
    if fate_of(subject.number) in _UNASSESSED:
        return
    if subject.is_supervised_by == SEMARANG:
        yield from by_local_table(Case(subject=subject, year=FIRST_YEAR, ruleset=rulesets[LOCAL]))
    for year in years_of(subject.number):
        yield from _assessed(_case(subject, year, rulesets))
    yield from afterwards(subject)


def _case(subject: Subject, year: int, rulesets: Mapping[str, Ruleset]) -> Case:
    former = year <= FIRST_YEAR + 1 and Dice("former", subject.number).chance(20)
    return Case(subject=subject, year=year, ruleset=rulesets[FORMER if former else CURRENT])


def _assessed(case: Case) -> Iterator[Step]:
    shares = LATEST if case.year == YEARS[-1] else FINISHED
    return _drawn(shares, Dice("twist", case.subject.number, case.year))(case)


def _drawn(shares: Mapping[Twist, int], dice: Dice) -> Twist:
    """Return one twist, each as often as its share says."""
    lots = [twist for twist, share in shares.items() for _ in range(share)]
    return dice.pick(lots)
