"""A ruleset as the API shows it: every table with its rows in words and its provenance."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated

import strawberry

from api.building import enums  # noqa: F401 registers the enums used below
from api.building.describe import argument, attribute, query
from api.building.enums import Locale
from api.execution.context import Info
from domain.kernel.text import Text
from domain.scoring import ruleset as rules
from domain.scoring.digests import digest
from domain.scoring.predicates import Predicate as PredicateCode
from domain.scoring.provenance import Confidence, Provenance
from domain.scoring.ruleset import RatioMeasure, Ruleset, Section
from domain.scoring.words import formula_words, interval_words


@strawberry.type(description="A row of a printed table.")
class Band:
    """A band with its ends in words and in numbers."""

    text: str = attribute('The row in words, such as "above 5 up to and including 10".')
    low: Decimal | None = attribute("Lower end in percent; null without one.")
    low_included: bool = attribute("Whether the lower end belongs to the row.")
    high: Decimal | None = attribute("Upper end in percent; null without one.")
    high_included: bool = attribute("Whether the upper end belongs to the row.")
    value: Decimal = attribute("The value (nilai) it earns, 0 to 100.")
    printed_score: Decimal | None = attribute("The score that the table prints beside it, if any.")


@strawberry.type(description="A yes-or-no question of the management questionnaire.")
class Question:
    """A question."""

    key: str = attribute("Its key.")
    text: str = attribute("The question.")


@strawberry.type(description="One of the things scored.")
class RulesetComponent:
    """A component and how it is measured."""

    key: str = attribute("Its key in this ruleset, such as 1a.")
    name: str = attribute("Its name.")
    weight: Decimal = attribute("The most it can earn (bobot).")
    formula: str = attribute("How it is measured, in words.")
    figures: list[str] = attribute("Names of the figures that the formula uses.")
    bands: list[Band] = attribute("The table, row by row; empty for a questionnaire.")
    zero_denominator: Decimal | None = attribute(
        "The value when the denominator is nought, if known."
    )
    questions: list[Question] = attribute("The questions; empty for a ratio.")
    per_yes: Decimal | None = attribute("What one yes earns; null for a ratio.")
    citation: str = attribute("Where the law says so.")
    confidence: Confidence = attribute("How well the table is known.")
    note: str | None = attribute("What is doubtful about the table.")


@strawberry.type(description="A group of components.")
class RulesetAspect:
    """An aspect."""

    key: str = attribute("Its key.")
    name: str = attribute("Its name.")
    weight: Decimal = attribute("The sum of its components' weights.")
    components: list[RulesetComponent] = attribute("Its components, in the order of the law.")


@strawberry.type(description="An amount in rupiah that formulas name.")
class Figure:
    """A figure of the statements."""

    name: str = attribute("Give it to `enterStatements` or `enterLoanData`.")
    label: str = attribute("What it is called on paper.")
    section: Section = attribute("The statement it is read from.")
    may_be_negative: bool = attribute("Whether it may be below nought.")
    parts: list[str] = attribute("Figures that make it up; enter those, or it.")


@strawberry.type(description="A health category of one ruleset.")
class Predicate:
    """A predicate with its rank."""

    code: PredicateCode = attribute("The category, as certificates print it.")
    rank: int = attribute("1 is the best of its ruleset.")
    text: strawberry.Private[Text]

    @query("The category in words.")
    def label(
        self,
        info: Info,
        locale: Annotated[Locale | None, argument("Else the language of the request.")] = None,
    ) -> str:
        """Return the label in *locale*, or in the language of the request."""
        return self.text.in_language(locale or info.context.language)


@strawberry.type(description="The totals that earn a predicate.")
class PredicateBand:
    """A row of the table of predicates."""

    predicate: Predicate = attribute("The predicate.")
    text: str = attribute("The totals in words.")
    low: Decimal | None = attribute("Lowest total; null without one.")
    high: Decimal | None = attribute("Highest total; null without one.")


@strawberry.type(description="A correction factor or fatal fault that an officer may record.")
class Condition:
    """A condition."""

    key: str = attribute("Give it to `recordAdjustments`.")
    text: str = attribute("What it says.")
    limit: Decimal | None = attribute("The amount in rupiah that it speaks of, if any.")


@strawberry.type(name="Ruleset", description="A complete, citable set of scoring rules.")
class RulesetShown:
    """A ruleset."""

    id: strawberry.ID = attribute("Its plain name, shared by all its versions.")
    digest: str = attribute("SHA-256 over its content: the name by which scores cite it.")
    version: str = attribute("Its version.")
    citation: str = attribute("The regulation.")
    applies_to: list[str] = attribute("The kinds of cooperatives it is for.")
    valid_from: date | None = attribute("The first day it may be used for, if the law says.")
    valid_to: date | None = attribute("The last day it may be used for, if the law says.")
    partial: bool = attribute("Partial rulesets are published for reading and cannot score.")
    ruleset: strawberry.Private[Ruleset]

    @query("Its title.")
    def title(self, info: Info) -> str:
        """Return the title in the language of the request."""
        return self.ruleset.title.in_language(info.context.language)

    @query("Its aspects with their components and tables.")
    def aspects(self, info: Info) -> list[RulesetAspect]:
        """Show the aspects."""
        spoken = info.context.language
        return [show_aspect(self.ruleset, aspect, spoken) for aspect in self.ruleset.aspects]

    @query("The figures that its formulas use.")
    def figures(self, info: Info) -> list[Figure]:
        """Show the figures."""
        return [show_figure(figure, info.context.language) for figure in self.ruleset.figures]

    @query("The table of predicates, best first.")
    def predicates(self, info: Info) -> list[PredicateBand]:
        """Show the predicates."""
        spoken = info.context.language
        return [
            PredicateBand(
                predicate=show_predicate(band),
                text=interval_words(band).in_language(spoken),
                low=band.low,
                high=band.high,
            )
            for band in self.ruleset.predicates
        ]

    @query("Correction factors: each may lower the predicate by a level.")
    def corrections(self, info: Info) -> list[Condition]:
        """Show the correction factors."""
        return _conditions(self.ruleset.corrections.items, info.context.language)

    @query("Fatal faults: any one forces the predicate down.")
    def faults(self, info: Info) -> list[Condition]:
        """Show the fatal faults."""
        return _conditions(self.ruleset.faults.items, info.context.language)


def show_ruleset(ruleset: Ruleset) -> RulesetShown:
    """Show *ruleset*."""
    return RulesetShown(
        id=strawberry.ID(ruleset.id),
        digest=digest(ruleset),
        version=ruleset.version,
        citation=ruleset.citation,
        applies_to=list(ruleset.applies_to),
        valid_from=ruleset.valid_from,
        valid_to=ruleset.valid_to,
        partial=ruleset.partial,
        ruleset=ruleset,
    )


def show_aspect(ruleset: Ruleset, aspect: rules.Aspect, spoken: str) -> RulesetAspect:
    """Show *aspect* in the language *spoken*."""
    return RulesetAspect(
        key=aspect.key,
        name=aspect.name.in_language(spoken),
        weight=aspect.weight,
        components=[_component(ruleset, each, spoken) for each in aspect.components],
    )


def _component(ruleset: Ruleset, component: rules.Component, spoken: str) -> RulesetComponent:
    measure = component.measure
    ratio = measure if isinstance(measure, RatioMeasure) else None
    count = measure if isinstance(measure, rules.YesCountMeasure) else None
    terms = ratio.numerator + ratio.denominator if ratio else ()
    return RulesetComponent(
        key=component.key,
        name=component.name.in_language(spoken),
        weight=component.weight,
        formula=formula_words(ruleset, component).in_language(spoken),
        figures=list(dict.fromkeys(term.figure for term in terms)),
        bands=[show_band(band, spoken) for band in ratio.bands] if ratio else [],
        zero_denominator=ratio.zero_denominator if ratio else None,
        questions=_questions(count.questions if count else (), spoken),
        per_yes=count.per_yes if count else None,
        citation=component.citation,
        confidence=component.provenance.confidence,
        note=_note(component.provenance, spoken),
    )


def show_band(band: rules.Band, spoken: str) -> Band:
    """Show a row of a table."""
    return Band(
        text=interval_words(band).in_language(spoken),
        low=band.low,
        low_included=band.low_included,
        high=band.high,
        high_included=band.high_included,
        value=band.value,
        printed_score=band.printed_score,
    )


def show_figure(figure: rules.Figure, spoken: str) -> Figure:
    """Show *figure* in the language *spoken*."""
    return Figure(
        name=figure.name,
        label=figure.label.in_language(spoken),
        section=figure.section,
        may_be_negative=figure.may_be_negative,
        parts=[part.figure for part in figure.parts],
    )


def show_predicate(band: rules.PredicateBand) -> Predicate:
    """Show the predicate that *band* gives."""
    return Predicate(code=band.code, rank=band.rank, text=band.label)


def predicate_of(ruleset: Ruleset, code: PredicateCode) -> Predicate:
    """Return the predicate *code* as *ruleset* ranks and names it."""
    return show_predicate(next(band for band in ruleset.predicates if band.code is code))


def _questions(questions: Sequence[rules.Question], spoken: str) -> list[Question]:
    return [Question(key=each.key, text=each.text.in_language(spoken)) for each in questions]


def _conditions(items: Sequence[rules.Condition], spoken: str) -> list[Condition]:
    return [
        Condition(key=item.key, text=item.text.in_language(spoken), limit=item.limit)
        for item in items
    ]


def _note(provenance: Provenance, spoken: str) -> str | None:
    return provenance.note.in_language(spoken) if provenance.note else None
