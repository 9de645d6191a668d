"""Who there is in a generated nation: cooperatives in villages, offices for every area.

Villages are drawn alike, so that cooperatives are spread as the country's villages are.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from uuid import UUID

import msgspec
from lokal import wilayah

from cli.demonstration.cast import opening, operator_of
from cli.demonstration.dice import Dice
from cli.demonstration.places import Place
from cli.demonstration.registrations import Subject
from cli.demonstration.stories import story_about
from cli.demonstration.story import Step, Story, invented
from cli.demonstration.targets import YEARS
from domain.account.commands import CreateAccount, InviteOperator
from domain.kernel.area_codes import NATIONAL
from domain.scoring.ruleset import Ruleset

#: Numbers of one seed: those of the next begin here.
MOST = 200_000
MOST_SEEDS = 400
#: Every day of the stories is before this one, whenever they are told.
TODAY = date(2026, 10, 1)


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A nation of so many *cooperatives* with the last so many book *years*.

    So many stories are told side by side as a *batch* holds.
    """

    cooperatives: int
    years: int
    seed: int
    batch: int = 500

    @property
    def key(self) -> str:
        """The name of the story of the ministry, which comes before all others."""
        return f"nation/{self.seed}/{self.cooperatives}/{self.years}"

    @property
    def batches(self) -> int:
        """How many batches there are; the first is that of the offices."""
        return 1 + -(-self.cooperatives // self.batch)

    def first_command(self, number: int) -> UUID:
        """Return the id of the command that batch *number* begins with.

        That of the offices is another for every plan, so that one nation is not taken for
        another's beginning.
        """
        if number == 0:
            return invented(self.key, "open")
        return invented(f"cooperative/{self.numbers(number)[0]}", "register")

    def numbers(self, number: int) -> range:
        """Return the numbers of the cooperatives of batch *number*, of which 0 has none."""
        base = self.seed * MOST
        end = min(number * self.batch, self.cooperatives)
        return range(base + (number - 1) * self.batch, base + end)


def stories(plan: Plan, batch: int, rulesets: Mapping[str, Ruleset]) -> Iterator[Story]:
    """Yield the stories of *batch*; nobody in them has a name, an address or a phone."""
    told = _offices(plan) if batch == 0 else _cooperatives(plan, batch, rulesets)
    for story in told:
        number = story.key.rpartition("/")[2]
        steps = tuple(_anonymous(step, number) for step in story.steps)
        yield msgspec.structs.replace(story, steps=steps)


def _offices(plan: Plan) -> Iterator[Story]:
    yield msgspec.structs.replace(opening(NATIONAL), key=plan.key)
    yield from map(opening, territories())


def _cooperatives(plan: Plan, batch: int, rulesets: Mapping[str, Ruleset]) -> Iterator[Story]:
    for number in plan.numbers(batch):
        yield story_about(subject_of(number), rulesets, TODAY, YEARS[-plan.years])


def subject_of(number: int) -> Subject:
    """Return the *number*-th cooperative; one in twelve serves a whole province."""
    cooperative = invented("cooperative", number)
    place = _place_of(number)
    return Subject(
        number=number,
        cooperative=cooperative,
        place=place,
        operator=operator_of(number, cooperative),
    )


def territories() -> tuple[str, ...]:
    """Return every area with an office below the ministry: provinces, regencies and cities."""
    provinces = [area.code for area in wilayah.list_wilayah(None)]
    regencies = [area.code for code in provinces for area in wilayah.list_wilayah(code)]
    return (*provinces, *regencies)


def _place_of(number: int) -> Place:
    village = Dice("village", number).pick(_villages())
    regency, province = village.code[:5], village.code[:2]
    wide = Dice("province-wide", number).below(12) == 0
    return Place(
        village=village.code,
        village_name=village.name,
        regency=regency,
        province=province,
        membership_area=province if wide else regency,
    )


@cache
def _villages() -> Sequence[wilayah.Wilayah]:
    areas: list[wilayah.Wilayah] = list(wilayah.list_wilayah(None))
    for _ in range(3):
        areas = [below for area in areas for below in wilayah.list_wilayah(area.code)]
    return areas


def _anonymous(step: Step, number: str) -> Step:
    """Return *step* without personal values, whose salts are never the same twice.

    User names end with the code of the office, or with the *number* of the cooperative: names of
    places are too long for some.
    """
    command = step.command
    if not isinstance(command, CreateAccount | InviteOperator):
        return step
    office = command.office if isinstance(command, CreateAccount) else None
    user_name = f"{command.user_name.partition('.')[0]}.{office or number}".lower()
    changed = msgspec.structs.replace(command, person=None, user_name=user_name)
    return msgspec.structs.replace(step, command=changed)
