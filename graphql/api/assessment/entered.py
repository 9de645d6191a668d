"""What was entered for an assessment, each entry with who brought it and when."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

import strawberry

from api.building.describe import attribute
from api.building.scalars import Position
from domain.assessment.paper import Direct
from projections.views.assessments.entries import EnteredData, Source


@strawberry.type(description="The event that an entry came from.")
class EntrySource:
    """Who entered it and when."""

    version: int = attribute("Number of the event in the assessment's stream.")
    position: Position = attribute("Position of the event in the log.")
    recorded_at: datetime = attribute("When it was recorded.")
    actor: str = attribute("The account that entered it.")


@strawberry.type(description="An amount in rupiah.")
class EnteredFigure:
    """A figure of the statements."""

    name: str = attribute("Name of the figure.")
    amount: Decimal = attribute("The amount.")
    source: EntrySource = attribute("Where it came from.")


@strawberry.type(description="Answers to one part of the management questionnaire.")
class EnteredAnswers:
    """A count of yes answers."""

    component: str = attribute("Key of the component.")
    yes: int = attribute("How many answers are yes.")
    source: EntrySource = attribute("Where they came from.")


@strawberry.type(description="A component that an officer entered directly; one of four is set.")
class EnteredComponent:
    """A direct entry."""

    component: str = attribute("Key of the component.")
    ratio: Decimal | None = attribute("Ratio in percent.")
    yes: int | None = attribute("Count of yes answers.")
    value: Decimal | None = attribute("Value (nilai), 0 to 100.")
    score: Decimal | None = attribute("Score (skor), 0 to the weight.")
    source: EntrySource = attribute("Where it came from.")


@strawberry.type(description="A ruling where the table does not decide.")
class EnteredRuling:
    """A ruling."""

    component: str = attribute("Key of the component.")
    value: Decimal = attribute("The value it was given, 0 to 100.")
    source: EntrySource = attribute("Where it came from.")


@strawberry.type(description="Correction factors and fatal faults as they stand.")
class EnteredAdjustments:
    """The adjustments."""

    corrections: list[str] = attribute("Keys of the correction factors that apply.")
    faults: list[str] = attribute("Keys of the fatal faults that apply.")
    levels: int | None = attribute("Levels that several corrections lower, where it was decided.")


@strawberry.type(description="Everything entered that counts.")
class Entered:
    """The working paper so far."""

    figures: list[EnteredFigure] = attribute("Figures of the statements and on loans.")
    answers: list[EnteredAnswers] = attribute("Management answers.")
    components: list[EnteredComponent] = attribute("Components entered directly.")
    rulings: list[EnteredRuling] = attribute("Rulings.")
    adjustments: EnteredAdjustments = attribute("Adjustments; empty where none were recorded.")


def show_entered(found: EnteredData) -> Entered:
    """Show everything that was entered."""
    paper, sources = found.paper, found.sources
    return Entered(
        figures=[
            EnteredFigure(name=name, amount=each.amount, source=_source(sources, each.version))
            for name, each in paper.figures.items()
        ],
        answers=[
            EnteredAnswers(
                component=key, yes=int(each.amount), source=_source(sources, each.version)
            )
            for key, each in paper.yes_counts.items()
        ],
        components=[_component(key, each, sources) for key, each in paper.direct.items()],
        rulings=[
            EnteredRuling(component=key, value=each.value, source=_source(sources, each.version))
            for key, each in paper.rulings.items()
        ],
        adjustments=EnteredAdjustments(
            corrections=list(paper.adjustments.corrections),
            faults=list(paper.adjustments.faults),
            levels=paper.adjustments.levels,
        ),
    )


def _source(sources: Mapping[int, Source], version: int | None) -> EntrySource:
    """Show the event *version*; whatever counts came from an event of the log."""
    source = sources[version or 0]
    return EntrySource(
        version=source.version,
        position=Position(source.position),
        recorded_at=source.recorded_at,
        actor=source.actor,
    )


def _component(key: str, each: Direct, sources: Mapping[int, Source]) -> EnteredComponent:
    return EnteredComponent(
        component=key,
        ratio=each.entry.ratio,
        yes=each.entry.yes,
        value=each.entry.value,
        score=each.entry.score,
        source=_source(sources, each.version),
    )
