"""A ruleset prepared for scoring: tables cut, scores of every band worked out.

A plan holds nothing that its ruleset does not say; it only says it in the order
in which the engine asks. Plans are kept per ruleset, so thousands of scores by
one ruleset prepare it once.
"""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

import msgspec

from domain.scoring.arithmetic import value_of, weighted
from domain.scoring.digests import digest
from domain.scoring.ruleset import (
    Aspect,
    Band,
    Component,
    PredicateBand,
    RatioMeasure,
    Rounding,
    Ruleset,
    Term,
)
from domain.scoring.tables import Table, cut


class Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """One term of a formula; *factor* is ``None`` where it is one and nothing is to do."""

    figure: str
    factor: Decimal | None


class BandScore(msgspec.Struct, frozen=True, kw_only=True):
    """What a band, or a rule for nought (*band* ``None``), earns.

    *candidates* holds the two values that a row means whose printed value and
    printed score disagree; it is empty where the row is sound.
    """

    band: int | None
    value: Decimal
    score: Decimal
    candidates: tuple[Decimal, ...] = ()


class RatioPlan(msgspec.Struct, frozen=True, kw_only=True):
    """A component measured by a ratio; *figures* are all that its formula names."""

    key: str
    weight: Decimal
    rounding: Rounding
    figures: tuple[str, ...]
    numerator: tuple[Weighed, ...]
    denominator: tuple[Weighed, ...]
    zero_denominator: BandScore | None
    table: Table
    band_scores: tuple[BandScore, ...]


class CountPlan(msgspec.Struct, frozen=True, kw_only=True):
    """A component measured by a count of yes answers."""

    key: str
    weight: Decimal
    rounding: Rounding
    per_yes: Decimal


class AspectPlan(msgspec.Struct, frozen=True, kw_only=True):
    """An aspect with its components in the order of the law."""

    key: str
    components: tuple[RatioPlan | CountPlan, ...]


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the engine needs; *derived* are the figures that have parts."""

    digest: str
    ruleset: Ruleset
    aspects: tuple[AspectPlan, ...]
    derived: tuple[tuple[str, tuple[Weighed, ...]], ...]
    predicates: tuple[PredicateBand, ...]
    predicate_table: Table


@lru_cache(maxsize=64)
def plan_of(ruleset: Ruleset) -> Plan:
    """Return *ruleset* prepared for scoring."""
    predicates = tuple(sorted(ruleset.predicates, key=lambda band: band.rank))
    return Plan(
        digest=digest(ruleset),
        ruleset=ruleset,
        aspects=tuple(_aspect(aspect, ruleset.rounding) for aspect in ruleset.aspects),
        derived=tuple(
            (figure.name, _weighed(figure.parts)) for figure in ruleset.figures if figure.parts
        ),
        predicates=predicates,
        predicate_table=cut(predicates),
    )


def _aspect(aspect: Aspect, rounding: Rounding) -> AspectPlan:
    components = tuple(_component(component, rounding) for component in aspect.components)
    return AspectPlan(key=aspect.key, components=components)


def _component(component: Component, rounding: Rounding) -> RatioPlan | CountPlan:
    measure = component.measure
    if isinstance(measure, RatioMeasure):
        return _ratio(component, measure, rounding)
    return CountPlan(
        key=component.key, weight=component.weight, rounding=rounding, per_yes=measure.per_yes
    )


def _ratio(component: Component, measure: RatioMeasure, rounding: Rounding) -> RatioPlan:
    terms = measure.numerator + measure.denominator
    return RatioPlan(
        key=component.key,
        weight=component.weight,
        rounding=rounding,
        figures=tuple(dict.fromkeys(term.figure for term in terms)),
        numerator=_weighed(measure.numerator),
        denominator=_weighed(measure.denominator),
        zero_denominator=_zero_score(measure.zero_denominator, component.weight),
        table=cut(measure.bands),
        band_scores=tuple(
            _band_score(index, band, component.weight, rounding)
            for index, band in enumerate(measure.bands)
        ),
    )


def _weighed(terms: Iterable[Term]) -> tuple[Weighed, ...]:
    return tuple(
        Weighed(figure=term.figure, factor=None if term.factor == 1 else term.factor)
        for term in terms
    )


def _zero_score(value: Decimal | None, weight: Decimal) -> BandScore | None:
    if value is None:
        return None
    return BandScore(band=None, value=value, score=weighted(value, weight))


def _band_score(index: int, band: Band, weight: Decimal, rounding: Rounding) -> BandScore:
    score = weighted(band.value, weight)
    if band.printed_score is None or band.printed_score == score:
        return BandScore(band=index, value=band.value, score=score)
    meant = value_of(band.printed_score, weight, rounding)
    candidates = tuple(sorted((band.value, meant)))
    return BandScore(band=index, value=band.value, score=score, candidates=candidates)
