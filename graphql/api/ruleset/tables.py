"""The tables of a ruleset as the API shows them: each row in words, with its provenance."""

from decimal import Decimal

import strawberry

from api.building.describe import attribute, object_type, query
from api.execution.context import Info
from application.authorisation.table import WITH_ITS_ROW
from domain.scoring import ruleset as rules
from domain.scoring.provenance import Confidence, Provenance
from domain.scoring.ruleset import RatioMeasure, Ruleset
from domain.scoring.words import formula_words, interval_words


@object_type("A row of a printed table.", right=WITH_ITS_ROW)
class Band:
    """A band with its ends in words and in numbers."""

    @query('The row in words, such as "above 5 up to and including 10".')
    @staticmethod
    def text(root: strawberry.Parent[rules.Band], info: Info) -> str:
        """Put its ends into words."""
        return interval_words(root).in_language(info.context.language)

    low: Decimal | None = attribute("Lower end in percent; null without one.")
    low_included: bool = attribute("Whether the lower end belongs to the row.")
    high: Decimal | None = attribute("Upper end in percent; null without one.")
    high_included: bool = attribute("Whether the upper end belongs to the row.")
    value: Decimal = attribute("The value (nilai) it earns, 0 to 100.")
    printed_score: Decimal | None = attribute("The score that the table prints beside it, if any.")


@object_type("A yes-or-no question of the management questionnaire.", right=WITH_ITS_ROW)
class Question:
    """A question."""

    key: str = attribute("Its key.")

    @query("The question.")
    @staticmethod
    def text(root: strawberry.Parent[rules.Question], info: Info) -> str:
        """Choose the language of the request."""
        return root.text.in_language(info.context.language)


@object_type("One of the things scored.", right=WITH_ITS_ROW)
class RulesetComponent:
    """A component and how it is measured."""

    key: str = attribute("Its key in this ruleset, such as 1a.")
    name: str = attribute("Its name.")
    weight: Decimal = attribute("The most it can earn (bobot).")
    formula: str = attribute("How it is measured, in words.")
    figures: list[str] = attribute("Names of the figures that the formula uses.")
    bands: tuple[rules.Band, ...] = attribute(
        "The table, row by row; empty for a questionnaire.", shows=list[Band]
    )
    zero_denominator: Decimal | None = attribute(
        "The value when the denominator is nought, if known."
    )
    questions: tuple[rules.Question, ...] = attribute(
        "The questions; empty for a ratio.", shows=list[Question]
    )
    per_yes: Decimal | None = attribute("What one yes earns; null for a ratio.")
    citation: str = attribute("Where the law says so.")
    confidence: Confidence = attribute("How well the table is known.")
    note: str | None = attribute("What is doubtful about the table.")


@object_type("A group of components.", right=WITH_ITS_ROW)
class RulesetAspect:
    """An aspect."""

    key: str = attribute("Its key.")
    name: str = attribute("Its name.")
    weight: Decimal = attribute("The sum of its components' weights.")
    components: list[RulesetComponent] = attribute("Its components, in the order of the law.")


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
        bands=ratio.bands if ratio else (),
        zero_denominator=ratio.zero_denominator if ratio else None,
        questions=count.questions if count else (),
        per_yes=count.per_yes if count else None,
        citation=component.citation,
        confidence=component.provenance.confidence,
        note=_note(component.provenance, spoken),
    )


def _note(provenance: Provenance, spoken: str) -> str | None:
    return provenance.note.in_language(spoken) if provenance.note else None
