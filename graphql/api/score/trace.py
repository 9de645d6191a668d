"""The steps of a score: each component with its inputs, ratio, band, value and source.

The words are the ruleset's; whatever a component did not use stays empty.
"""

from decimal import Decimal
from uuid import UUID

import strawberry

from api.building.describe import attribute, object_type, query
from api.building.rights import scope_of
from api.building.scalars import Position
from api.execution.context import Info
from api.relay.accounts import account_shown_if_any
from api.ruleset.tables import Band
from application.authorisation.table import CASES, WITH_ITS_ROW
from domain.kernel.events import Event
from domain.kernel.log import Recorded
from domain.scoring import ruleset as rules
from domain.scoring.document import Basis


@object_type("The event that a number came from.", right=WITH_ITS_ROW)
class Source:
    """A place in the log."""

    version: int | None = attribute("Number of the event in the assessment's stream.")
    pointer: str = attribute("Where inside that event, as a JSON pointer.")
    stream: strawberry.Private[UUID | None]

    @query("Position of the event in the log.")
    async def position(self, info: Info) -> Position | None:
        """Look the position up; all sources of one stream share one reading."""
        found = await _event_of(self, info)
        return None if found is None else Position(found.position)


async def _event_of(source: Source | None, info: Info) -> Recorded[Event] | None:
    """Return the event that *source* names, None where it names none."""
    if source is None or source.stream is None or source.version is None:
        return None
    return (await info.context.loaders.events_of(source.stream)).get(source.version)


@object_type("An entered amount that a component used.", right=WITH_ITS_ROW)
class UsedFigure:
    """One input."""

    name: str = attribute("Name of the figure, or the key of the component itself.")
    label: str = attribute("What it is called on paper.")
    amount: Decimal = attribute("The amount.")
    source: Source = attribute("The event that brought it.")


@object_type("How one component earned its score.", right=WITH_ITS_ROW)
class ComponentScore:
    """A component with all its steps."""

    key: str = attribute("Its key in the ruleset.")
    name: str = attribute("Its name.")
    weight: Decimal = attribute("The most it can earn.")
    formula: str = attribute("How it is measured, in words.")
    basis: Basis = attribute("Which kind of entry counted.")
    inputs: list[UsedFigure] = attribute("What went in.")
    numerator: Decimal | None = attribute("Above the line, exact.")
    denominator: Decimal | None = attribute("Below the line, exact.")
    ratio: Decimal | None = attribute("Percent, rounded for the eye.")
    band: rules.Band | None = attribute(
        "The row of the table that the ratio fell in.", shows=Band | None
    )
    value: Decimal = attribute("The value (nilai), 0 to 100.")
    score: Decimal = attribute("Value times weight over 100.")
    ruling: Source | None = attribute("The event of the ruling that decided, where one did.")
    citation: str = attribute("Where the law says so.")

    @query("The officer whose ruling decided, where one did.")
    async def ruling_by(self, info: Info) -> strawberry.ID | None:
        """Look up who gave the ruling."""
        ruling = await _event_of(self.ruling, info)
        return account_shown_if_any(ruling.actor) if ruling else None

    @query(
        "The user name of that officer; null where the case is not yours.",
        right=CASES,
        or_null=True,
    )
    async def ruling_by_name(self, info: Info) -> str | None:
        """Load the name, where the assessment may be seen."""
        ruling, loaders = await _event_of(self.ruling, info), info.context.loaders
        if ruling is None or await loaders.assessment(ruling.stream, scope_of(info)) is None:
            return None
        return await loaders.user_name(ruling.actor)


@object_type("An aspect and what it earned.", right=WITH_ITS_ROW)
class AspectScore:
    """An aspect with its components."""

    key: str = attribute("Its key.")
    name: str = attribute("Its name.")
    weight: Decimal = attribute("The most it can earn.")
    score: Decimal = attribute("The exact sum of its components.")
    components: list[ComponentScore] = attribute("Its components, in the order of the law.")
