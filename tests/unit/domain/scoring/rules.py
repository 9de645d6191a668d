"""Words that the tests of this folder share: rulesets by name, entries in short form."""

from collections.abc import Mapping
from decimal import Decimal

from msgspec.structs import replace

from domain.scoring.document import ComponentScore
from domain.scoring.engine import score
from domain.scoring.entries import Entered, Entries, Ruling
from domain.scoring.result import RulingNeeded, Scoring
from domain.scoring.ruleset import Component, RatioMeasure, Ruleset
from infrastructure.rulesets.bundled import bundled_rulesets

RULESETS = {ruleset.id: ruleset for ruleset in bundled_rulesets()}
SEMARANG = RULESETS["semarang-2015"]
OF_2009 = RULESETS["permenkop-14-2009"]
OF_2016 = RULESETS["perdep-06-2016"]

Numbers = Mapping[str, str | int | Decimal]


def entered(amounts: Numbers) -> dict[str, Entered]:
    """Return *amounts* as entries without a source."""
    return {name: Entered(amount=Decimal(amount)) for name, amount in amounts.items()}


def entries(
    *,
    figures: Numbers | None = None,
    yes_counts: Numbers | None = None,
    ratios: Numbers | None = None,
    values: Numbers | None = None,
    scores: Numbers | None = None,
) -> Entries:
    """Return what was entered, written in short."""
    return Entries(
        figures=entered(figures or {}),
        yes_counts=entered(yes_counts or {}),
        ratios=entered(ratios or {}),
        values=entered(values or {}),
        scores=entered(scores or {}),
    )


def component(ruleset: Ruleset, key: str) -> Component:
    """Return the component named *key*."""
    return next(each for each in ruleset.components if each.key == key)


def ratio_measure(ruleset: Ruleset, key: str) -> RatioMeasure:
    """Return how the component *key* is measured, which must be by a ratio."""
    measure = component(ruleset, key).measure
    assert isinstance(measure, RatioMeasure)
    return measure


def with_component(ruleset: Ruleset, key: str, **changes: object) -> Ruleset:
    """Return *ruleset* with one component changed."""
    aspects = tuple(
        replace(
            aspect,
            components=tuple(
                replace(each, **changes) if each.key == key else each for each in aspect.components
            ),
        )
        for aspect in ruleset.aspects
    )
    return replace(ruleset, aspects=aspects)


def with_measure(ruleset: Ruleset, key: str, **changes: object) -> Ruleset:
    """Return *ruleset* with the measure of one component changed."""
    return with_component(ruleset, key, measure=replace(component(ruleset, key).measure, **changes))


def answer(
    ruleset: Ruleset, given: Entries, key: str, *rulings: Ruling
) -> ComponentScore | RulingNeeded:
    """Return what the engine says about one component that is not missing anything."""
    scoring = score(ruleset, given, rulings)
    found: list[ComponentScore | RulingNeeded] = [*scoring.components, *scoring.rulings_needed]
    return next(each for each in found if each.component == key)


def all_values(ruleset: Ruleset, value: str | int, **others: str | int) -> Entries:
    """Enter *value* for every component, except for *others*."""
    return entries(values={each.key: value for each in ruleset.components} | others)


def scored(ruleset: Ruleset, given: Entries) -> Scoring:
    """Score *given*, answering every question about a component with the value 50."""
    open_questions = score(ruleset, given).rulings_needed
    rulings = [
        Ruling(component=each.component, value=Decimal(50), version=9) for each in open_questions
    ]
    return score(ruleset, given, rulings)
