"""What is entered for an assessment, item by item, read into the words of the domain."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import strawberry

from api.building.describe import attribute, optional
from api.building.scalars import WrittenNumber
from api.mutations.reading import Reading
from domain.assessment.events import Changes, ComponentEntry, Evidence


@strawberry.input(description="An amount of one figure.")
class FigureInput:
    """A figure."""

    name: str = attribute("Name of the figure, as in `Ruleset.figures`.")
    amount: WrittenNumber = attribute("The amount in rupiah, without separators.")


@strawberry.input(description="Answers to one part of the management questionnaire.")
class ManagementAnswersInput:
    """A count of yes answers, or the answers themselves."""

    component: str = attribute("Key of the component.")
    yes: int | None = optional("How many answers are yes.")
    answers: list[bool] | None = optional("The single answers, in the order of the questions.")


@strawberry.input(description="A component entered directly; give one of the four.")
class ComponentInput:
    """A direct entry. None of the four takes an earlier entry back."""

    component: str = attribute("Key of the component.")
    ratio: WrittenNumber | None = optional("Ratio in percent.")
    yes: int | None = optional("Count of yes answers.")
    value: WrittenNumber | None = optional("Value (nilai), 0 to 100.")
    score: WrittenNumber | None = optional("Score (skor), 0 to the weight.")

    def entry(self, reading: Reading) -> ComponentEntry | None:
        """Return the entry; None takes an earlier one back."""
        field = f"components.{self.component}"
        entry = ComponentEntry(
            ratio=_number(self.ratio, f"{field}.ratio", reading),
            yes=self.yes,
            value=_number(self.value, f"{field}.value", reading),
            score=_number(self.score, f"{field}.score", reading),
        )
        return None if entry == ComponentEntry() else entry


@strawberry.input(description="What a change rests on.")
class EvidenceInput:
    """A piece of evidence."""

    description: str = attribute("What it is: a letter, minutes, a statement.")
    document: str | None = optional("Digest of a document uploaded to /documents.")


@strawberry.input(description="New figures, answers and direct entries.")
class ChangesInput:
    """What a correction changes."""

    figures: list[FigureInput] = strawberry.field(default_factory=list, description="New amounts.")
    answers: list[ManagementAnswersInput] = strawberry.field(
        default_factory=list, description="New counts of yes answers."
    )
    components: list[ComponentInput] = strawberry.field(
        default_factory=list, description="New direct entries; one without a number takes it back."
    )

    def read(self, reading: Reading) -> Changes:
        """Return the changes."""
        return Changes(
            figures=figures_of(self.figures, reading),
            yes_counts=yes_counts_of(self.answers, reading),
            components=components_of(self.components, reading),
        )


def figures_of(given: Sequence[FigureInput], reading: Reading) -> Mapping[str, Decimal]:
    """Return amounts by name."""
    return reading.by_name(
        ((each.name, reading.amount(each.amount, f"figures.{each.name}")) for each in given),
        "figures",
    )


def components_of(
    given: Sequence[ComponentInput], reading: Reading
) -> Mapping[str, ComponentEntry | None]:
    """Return direct entries by component."""
    pairs = ((each.component, each.entry(reading)) for each in given)
    return reading.by_name(pairs, "components")


def yes_counts_of(given: Sequence[ManagementAnswersInput], reading: Reading) -> Mapping[str, int]:
    """Return counts of yes by component; answers given one by one are counted."""
    pairs = (
        (each.component, sum(each.answers or ()) if each.yes is None else each.yes)
        for each in given
    )
    return reading.by_name(pairs, "answers")


def evidence_of(given: Sequence[EvidenceInput]) -> tuple[Evidence, ...]:
    """Return the evidence."""
    return tuple(Evidence(description=each.description, document=each.document) for each in given)


def _number(written: WrittenNumber | None, field: str, reading: Reading) -> Decimal | None:
    return None if written is None else reading.number(written, field)
