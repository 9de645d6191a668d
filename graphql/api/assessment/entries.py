"""What is entered for an assessment, item by item, read into the words of the domain."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import strawberry

from api.building.scalars import WrittenNumber
from api.mutations.declaration import read_as, reads_as
from api.mutations.fields import optional, required
from api.mutations.reading import Reading
from domain.assessment.amending import Amendments
from domain.assessment.events import ComponentEntry, Evidence


@strawberry.input(description="An amount of one figure.")
class FigureInput:
    """A figure."""

    name: str = required("Name of the figure, as in `Ruleset.figures`.")
    amount: WrittenNumber = required("The amount in rupiah, without separators.")


@strawberry.input(description="Answers to one part of the management questionnaire.")
class ManagementAnswersInput:
    """A count of yes answers, or the answers themselves."""

    component: str = required("Key of the component.")
    yes: int | None = optional("How many answers are yes.")
    answers: list[bool] | None = optional("The single answers, in the order of the questions.")


@strawberry.input(description="A component entered directly; give one of the four.")
class ComponentInput:
    """A direct entry. None of the four takes an earlier entry back."""

    component: str = required("Key of the component.")
    ratio: WrittenNumber | None = optional("Ratio in percent.")
    yes: int | None = optional("Count of yes answers.")
    value: WrittenNumber | None = optional("Value (nilai), 0 to 100.")
    score: WrittenNumber | None = optional("Score (skor), 0 to the weight.")

    def entry(self, reading: Reading, field: str) -> ComponentEntry | None:
        """Return the entry; None takes an earlier one back."""
        entry = ComponentEntry(
            ratio=_number(self.ratio, reading, f"{field}.ratio"),
            yes=self.yes,
            value=_number(self.value, reading, f"{field}.value"),
            score=_number(self.score, reading, f"{field}.score"),
        )
        return None if entry == ComponentEntry() else entry


@reads_as(Evidence)
@strawberry.input(description="What a change rests on.")
class EvidenceInput:
    """A piece of evidence."""

    description: str = required("What it is: a letter, minutes, a statement.")
    document: str | None = optional("Digest of a document uploaded to /documents.")


def figures_of(
    given: Sequence[FigureInput], reading: Reading, field: str = "figures"
) -> Mapping[str, Decimal]:
    """Return amounts by name."""
    pairs = (
        (each.name, reading.amount(each.amount, f"{field}[{index}].amount"))
        for index, each in enumerate(given)
    )
    return reading.by_name("figures", pairs, field, "name")


def components_of(
    given: Sequence[ComponentInput], reading: Reading, field: str = "components"
) -> Mapping[str, ComponentEntry | None]:
    """Return direct entries by component."""
    pairs = (
        (each.component, each.entry(reading, f"{field}[{index}]"))
        for index, each in enumerate(given)
    )
    return reading.by_name("components", pairs, field, "component")


def counted_of(
    given: Sequence[ManagementAnswersInput], reading: Reading, field: str
) -> Mapping[str, int]:
    """Return only the counts that were given as counts."""
    reading.by_name("answers", ((each.component, each) for each in given), field, "component")
    return {each.component: each.yes for each in given if each.yes is not None}


def single_of(
    given: Sequence[ManagementAnswersInput], _reading: Reading, _field: str
) -> Mapping[str, tuple[bool, ...]]:
    """Return only the answers that were given one by one; `counted_of` refuses doubles."""
    return {each.component: tuple(each.answers) for each in given if each.answers is not None}


def _number(written: WrittenNumber | None, reading: Reading, field: str) -> Decimal | None:
    return None if written is None else reading.number(written, field)


@reads_as(Amendments)
@strawberry.input(description="New figures, answers and direct entries.")
class ChangesInput:
    """What a correction changes."""

    figures: list[FigureInput] = optional("New amounts.", factory=list, reads=figures_of)
    answers: list[ManagementAnswersInput] = optional(
        "New counts of yes answers, or the answers themselves.",
        factory=list,
        into={"yes_counts": counted_of, "answers": single_of},
    )
    components: list[ComponentInput] = optional(
        "New direct entries; one without a number takes it back.",
        factory=list,
        reads=components_of,
    )

    def read(self, reading: Reading, at: str) -> Amendments:
        """Return the changes, which were sent at the path *at*."""
        return read_as(Amendments, self, reading, at)
