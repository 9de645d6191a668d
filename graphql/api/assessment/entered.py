"""What was entered for an assessment, each entry with who brought it and when."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from api.building.describe import attribute, object_type
from api.building.scalars import Position
from api.names import account_name
from api.relay.accounts import account
from application.authorisation.table import WITH_ITS_ROW
from domain.assessment.paper import Direct
from projections.views.assessments.entries import EnteredData, Source


@object_type("The event that an entry came from.", right=WITH_ITS_ROW)
class EntrySource:
    """Who entered it and when."""

    version: int = attribute("Number of the event in the assessment's stream.")
    position: Position = attribute("Position of the event in the log.")
    recorded_at: datetime = attribute("When it was recorded.")
    actor = account("The account that entered it.", "actor")
    actor_name = account_name("actor", "The user name of the account that entered it.")


@object_type("An amount in rupiah.", right=WITH_ITS_ROW)
class EnteredFigure:
    """A figure of the statements."""

    name: str = attribute("Name of the figure.")
    amount: Decimal = attribute("The amount.")
    source: Source = attribute("Where it came from.", shows=EntrySource)


@object_type("Answers to one part of the management questionnaire.", right=WITH_ITS_ROW)
class EnteredAnswers:
    """A count of yes answers."""

    component: str = attribute("Key of the component.")
    yes: int = attribute("How many answers are yes.")
    source: Source = attribute("Where they came from.", shows=EntrySource)


@object_type(
    "A component that an officer entered directly; one of four is set.", right=WITH_ITS_ROW
)
class EnteredComponent:
    """A direct entry."""

    component: str = attribute("Key of the component.")
    ratio: Decimal | None = attribute("Ratio in percent.")
    yes: int | None = attribute("Count of yes answers.")
    value: Decimal | None = attribute("Value (nilai), 0 to 100.")
    score: Decimal | None = attribute("Score (skor), 0 to the weight.")
    source: Source = attribute("Where it came from.", shows=EntrySource)


@object_type("A ruling where the table does not decide.", right=WITH_ITS_ROW)
class EnteredRuling:
    """A ruling."""

    component: str = attribute("Key of the component.")
    value: Decimal = attribute("The value it was given, 0 to 100.")
    source: Source = attribute("Where it came from.", shows=EntrySource)


@object_type("Correction factors and fatal faults as they stand.", right=WITH_ITS_ROW)
class EnteredAdjustments:
    """The adjustments."""

    corrections: list[str] = attribute("Keys of the correction factors that apply.")
    faults: list[str] = attribute("Keys of the fatal faults that apply.")
    levels: int | None = attribute("Levels that several corrections lower, where it was decided.")


@object_type("Everything entered that counts.", right=WITH_ITS_ROW)
class Entered:
    """The working paper so far."""

    figures: list[EnteredFigure] = attribute("Figures of the statements and on loans.")
    answers: list[EnteredAnswers] = attribute("Management answers.")
    components: list[EnteredComponent] = attribute("Components entered directly.")
    rulings: list[EnteredRuling] = attribute("Rulings.")
    adjustments: EnteredAdjustments = attribute("Adjustments; empty where none were recorded.")


def show_entered(found: EnteredData) -> Entered:
    """Put each entry of the working paper beside the event that brought it."""
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


def _source(sources: Mapping[int, Source], version: int | None) -> Source:
    """Return the event *version*; whatever counts came from an event of the log."""
    return sources[version or 0]


def _component(key: str, each: Direct, sources: Mapping[int, Source]) -> EnteredComponent:
    return EnteredComponent(
        component=key,
        ratio=each.entry.ratio,
        yes=each.entry.yes,
        value=each.entry.value,
        score=each.entry.score,
        source=_source(sources, each.version),
    )
