"""All the stories of the demonstration: who takes part in which year, and how it goes.

The first *n* stories are the same whatever the number of cooperatives, so a small
demonstration can grow into the full one.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import msgspec

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
from cli.demonstration.twists import FINISHED, LATEST, Twist, corrected, waiting
from domain.scoring.ruleset import Ruleset

CURRENT, FORMER, LOCAL = "perdep-06-2016", "permenkop-14-2009", "semarang-2015"
CORRECTED, WAITING = (0, YEARS[-2]), (0, YEARS[-1])
SETTLED: Mapping[tuple[int, int], Twist] = {CORRECTED: corrected, WAITING: waiting}
"""How it goes for the first cooperative, whose cases the welcome and the README point at."""
_UNASSESSED = frozenset({Fate.WAITING, Fate.REJECTED})


def story_of(number: int, rulesets: Mapping[str, Ruleset], today: date) -> Story:
    """Return what happens to the *number*-th cooperative.

    *rulesets* are those of the program by id; findings that nobody has answered yet
    are due a month after *today*.
    """
    return story_about(subject_of(number), rulesets, today)


def story_about(
    subject: Subject, rulesets: Mapping[str, Ruleset], today: date, since: int = FIRST_YEAR
) -> Story:
    """Return what happens to *subject*; it is assessed for no year before *since*."""
    due = today + timedelta(days=30)
    steps = tuple(_told(subject, rulesets, due, since))
    return Story(key=f"cooperative/{subject.number}", steps=steps)


def case_of(number: int, year: int, rulesets: Mapping[str, Ruleset]) -> Case:
    """Return the assessment of the *number*-th cooperative for *year*."""
    return _case(subject_of(number), year, rulesets)


def _case(subject: Subject, year: int, rulesets: Mapping[str, Ruleset]) -> Case:
    ruleset = rulesets[_ruleset_for(subject.number, year)]
    return Case(subject=subject, year=year, ruleset=ruleset)


def years_of(number: int) -> tuple[int, ...]:
    """Return the book years for which the *number*-th cooperative keeps its data."""
    dice = Dice("years", number)
    first = FIRST_YEAR + (dice.below(3, "first") if dice.chance(45, "late") else 0)
    return tuple(year for year in YEARS if year >= first and not dice.chance(12, "missed", year))


def _told(
    subject: Subject, rulesets: Mapping[str, Ruleset], due: date, since: int
) -> Iterator[Step]:
    yield from registered(subject)
    if fate_of(subject.number) in _UNASSESSED:
        return
    if subject.is_supervised_by == SEMARANG and since <= FIRST_YEAR:
        yield from by_local_table(Case(subject=subject, year=FIRST_YEAR, ruleset=rulesets[LOCAL]))
    for year in (year for year in years_of(subject.number) if year >= since):
        case = _case(subject, year, rulesets)
        latest = year == YEARS[-1]
        yield from _assessed(msgspec.structs.replace(case, due=due) if latest else case)
    yield from afterwards(subject)


def _ruleset_for(number: int, year: int) -> str:
    """Return the rules in use; a few offices kept the former ones for two years."""
    former = year <= FIRST_YEAR + 1 and Dice("former", number).chance(20)
    return FORMER if former else CURRENT


def _assessed(case: Case) -> Iterator[Step]:
    number = case.subject.number
    shares = LATEST if case.year == YEARS[-1] else FINISHED
    drawn = _drawn(shares, Dice("twist", number, case.year))
    return SETTLED.get((number, case.year), drawn)(case)


def _drawn(shares: Mapping[Twist, int], dice: Dice) -> Twist:
    """Return one twist, each as often as its share says."""
    lots = [twist for twist, share in shares.items() for _ in range(share)]
    return dice.pick(lots)
