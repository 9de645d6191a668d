"""A ruleset as the API shows it: the complete, citable set of scoring rules."""

from datetime import date
from decimal import Decimal
from typing import Annotated

import strawberry

from api.building.describe import argument, attribute, object_type, query
from api.building.enums import Locale
from api.building.scalars import AreaCode
from api.execution.context import Info
from api.names import area_name
from api.ruleset.tables import RulesetAspect, show_aspect
from application.authorisation.table import WITH_ITS_ROW
from domain.scoring import ruleset as rules
from domain.scoring.digests import digest
from domain.scoring.predicates import Predicate as PredicateCode
from domain.scoring.ruleset import Ruleset, Section
from domain.scoring.words import interval_words


@object_type("An amount in rupiah that formulas name.", right=WITH_ITS_ROW)
class Figure:
    """A figure of the statements."""

    name: str = attribute("Give it to `enterStatements` or `enterLoanData`.")

    @query("What it is called on paper.")
    @staticmethod
    def label(root: strawberry.Parent[rules.Figure], info: Info) -> str:
        """Choose the language of the request."""
        return root.label.in_language(info.context.language)

    section: Section = attribute("The statement it is read from.")
    may_be_negative: bool = attribute("Whether it may be below nought.")

    @query("Figures that make it up; enter those, or it.")
    @staticmethod
    def parts(root: strawberry.Parent[rules.Figure]) -> list[str]:
        """Name the parts."""
        return [part.figure for part in root.parts]


@object_type("A health category of one ruleset.", right=WITH_ITS_ROW)
class Predicate:
    """A predicate with its rank."""

    code: PredicateCode = attribute("The category, as certificates print it.")
    rank: int = attribute("1 is the best of its ruleset.")

    @query("The category in words.")
    @staticmethod
    def label(
        root: strawberry.Parent[rules.PredicateBand],
        info: Info,
        locale: Annotated[Locale | None, argument("Else the language of the request.")] = None,
    ) -> str:
        """Return the label in *locale*, or in the language of the request."""
        return root.label.in_language(locale or info.context.language)


@object_type("The totals that earn a predicate.", right=WITH_ITS_ROW)
class PredicateBand:
    """A row of the table of predicates."""

    @query("The predicate.", shows=Predicate)
    @staticmethod
    def predicate(root: strawberry.Parent[rules.PredicateBand]) -> rules.PredicateBand:
        """Show the row, which names the predicate too."""
        return root

    @query("The totals in words.")
    @staticmethod
    def text(root: strawberry.Parent[rules.PredicateBand], info: Info) -> str:
        """Put its ends into words."""
        return interval_words(root).in_language(info.context.language)

    low: Decimal | None = attribute("Lowest total; null without one.")
    high: Decimal | None = attribute("Highest total; null without one.")


@object_type("A correction factor or fatal fault that an officer may record.", right=WITH_ITS_ROW)
class Condition:
    """A condition."""

    key: str = attribute("Give it to `recordAdjustments`.")

    @query("What it says.")
    @staticmethod
    def text(root: strawberry.Parent[rules.Condition], info: Info) -> str:
        """Choose the language of the request."""
        return root.text.in_language(info.context.language)

    limit: Decimal | None = attribute("The amount in rupiah that it speaks of, if any.")


@object_type("A complete, citable set of scoring rules.", name="Ruleset", right=WITH_ITS_ROW)
class RulesetShown:
    """A ruleset."""

    id: strawberry.ID = attribute("Its plain name, shared by all its versions.")

    @query("SHA-256 over its content: the name by which scores cite it.", shows=str)
    @staticmethod
    def digest(root: strawberry.Parent[Ruleset]) -> str:
        """Name the ruleset."""
        return digest(root)

    version: str = attribute("Its version.")
    citation: str = attribute("The regulation.")
    applies_to: list[str] = attribute("The kinds of cooperatives it is for.")
    territory: AreaCode = attribute(
        "The area whose cooperatives are scored by it; ID is the whole country."
    )
    territory_name = area_name("territory", "Name of that area.")
    valid_from: date | None = attribute("The first day it may be used for, if the law says.")
    valid_to: date | None = attribute("The last day it may be used for, if the law says.")
    partial: bool = attribute("Partial rulesets are published for reading and cannot score.")

    @query("Its title.")
    @staticmethod
    def title(root: strawberry.Parent[Ruleset], info: Info) -> str:
        """Choose the language of the request."""
        return root.title.in_language(info.context.language)

    @query("Its aspects with their components and tables.")
    @staticmethod
    def aspects(root: strawberry.Parent[Ruleset], info: Info) -> list[RulesetAspect]:
        """Show the aspects."""
        return [show_aspect(root, aspect, info.context.language) for aspect in root.aspects]

    figures: list[Figure] = attribute("The figures that its formulas use.")
    predicates: list[PredicateBand] = attribute("The table of predicates, best first.")
    corrections: list[Condition] = attribute(
        "Correction factors: each may lower the predicate by a level.", source="corrections.items"
    )
    faults: list[Condition] = attribute(
        "Fatal faults: any one forces the predicate down.", source="faults.items"
    )


def predicate_of(ruleset: Ruleset, code: PredicateCode) -> rules.PredicateBand:
    """Return the predicate *code* as *ruleset* ranks and names it."""
    return next(band for band in ruleset.predicates if band.code is code)
