"""What holds for every assessment, tried on assessments that nobody thought of."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from domain.scoring.document import Basis, ComponentScore
from domain.scoring.engine import score
from domain.scoring.entries import Entered, Entries
from domain.scoring.inputs import check_entries
from domain.scoring.result import RulingReason
from domain.scoring.ruleset import (
    Band,
    Component,
    Figure,
    RatioMeasure,
    Ruleset,
    YesCountMeasure,
)
from tests.unit.domain.scoring.rules import (
    OF_2009,
    RULESETS,
    all_values,
    answer,
    component,
    entries,
    scored,
)

rulesets = st.sampled_from(list(RULESETS.values()))
percents = st.decimals(min_value=0, max_value=400, places=3)
values_of_100 = st.decimals(min_value=0, max_value=100, places=2)

# Made once each: to make a strategy anew for each figure of each case takes longer than to draw.
up_to = cache(lambda most: st.integers(0, most))
up_to_four_of = cache(lambda keys: st.sets(st.sampled_from(keys), max_size=4))


def amounts(figure: Figure) -> st.SearchStrategy[Decimal]:
    """Draw an amount that *figure* may have, nought and small ones often."""
    return amounts_from(-(10**12) if figure.may_be_negative else 0)


@cache
def amounts_from(low: int) -> st.SearchStrategy[Decimal]:
    """Draw an amount not below *low*."""
    return st.one_of(
        st.integers(low, 10**12).map(Decimal),
        st.integers(max(low, -20), 20).map(Decimal),
        st.decimals(min_value=0, max_value=10**6, places=2),
    )


@st.composite
def cases(draw: st.DrawFn) -> tuple[Ruleset, Entries]:
    """Draw a ruleset and a complete assessment by figures, some of it entered directly."""
    ruleset = draw(rulesets)
    parts = {part.figure for each in ruleset.figures for part in each.parts}
    used = [
        each
        for each in ruleset.figures
        if each.parts or each.name not in parts or draw(st.booleans())
    ]
    figures = {each.name: draw(amounts(each)) for each in [*used, *figures_of_formulas(ruleset)]}
    counts = {
        each.key: draw(up_to(len(each.measure.questions)))
        for each in ruleset.components
        if isinstance(each.measure, YesCountMeasure)
    }
    direct = draw(up_to_four_of(tuple(each.key for each in ruleset.components)))
    values = {key: draw(values_of_100) for key in sorted(direct)}
    return ruleset, entries(figures=figures, yes_counts=counts, values=values)


def figures_of_formulas(ruleset: Ruleset) -> list[Figure]:
    """Return the figures that formulas name, so that no case lacks one."""
    names = {
        term.figure
        for each in ruleset.components
        if isinstance(each.measure, RatioMeasure)
        for term in each.measure.numerator + each.measure.denominator
    }
    return [each for each in ruleset.figures if each.name in names]


def shuffled(entered: Mapping[str, Entered], data: st.DataObject) -> dict[str, Entered]:
    """Return the same entries in another order."""
    return dict(data.draw(st.permutations(list(entered.items()))))


@given(st.data(), cases())
def test_the_order_of_entry_never_matters(
    data: st.DataObject, case: tuple[Ruleset, Entries]
) -> None:
    """The same figures in any order make the same score, to the last byte."""
    ruleset, entered = case
    again = Entries(
        figures=shuffled(entered.figures, data),
        yes_counts=shuffled(entered.yes_counts, data),
        values=shuffled(entered.values, data),
    )
    assert score(ruleset, again) == score(ruleset, entered)


@given(cases())
def test_no_figure_is_lost(case: tuple[Ruleset, Entries]) -> None:
    """Each figure that a formula names stands in the trace, with the amount entered."""
    ruleset, entered = case
    for each in scored(ruleset, entered).components:
        if each.basis not in (Basis.FIGURES, Basis.RULING):
            continue
        traced = {found.figure: found.amount for found in each.inputs}
        assert traced == {
            name: entered.figures[name].amount
            for name in formula(component(ruleset, each.component))
        }


def formula(measured: Component) -> list[str]:
    """Return the figures that a component's formula names."""
    assert isinstance(measured.measure, RatioMeasure)
    terms = measured.measure.numerator + measured.measure.denominator
    return list(dict.fromkeys(term.figure for term in terms))


@given(cases())
def test_the_total_is_exactly_the_sum_of_its_parts(case: tuple[Ruleset, Entries]) -> None:
    """Nothing is rounded between a component's score and the total."""
    ruleset, entered = case
    document = scored(ruleset, entered).document
    assert document is not None
    assert Fraction(document.total) == sum(Fraction(each.score) for each in document.components)
    assert Fraction(document.total) == sum(Fraction(each.score) for each in document.aspects)


@given(cases())
def test_no_score_is_above_its_weight_or_below_nought(case: tuple[Ruleset, Entries]) -> None:
    """Whatever the figures, a component earns 0 to its weight and the total 0 to 100."""
    ruleset, entered = case
    scoring = scored(ruleset, entered)
    for each in scoring.components:
        assert 0 <= each.score <= component(ruleset, each.component).weight
        assert 0 <= each.value <= 100
    assert 0 <= scoring.total_so_far <= 100


@given(cases())
def test_a_band_is_chosen_as_fractions_would_choose_it(case: tuple[Ruleset, Entries]) -> None:
    """The engine's answer is that of exact fractions, row by row."""
    ruleset, entered = case
    scoring = score(ruleset, entered)
    reasons = {each.component: each.reason for each in scoring.rulings_needed}
    bands = {each.component: each.band for each in scoring.components}
    for each in ruleset.components:
        if isinstance(each.measure, RatioMeasure) and each.key not in entered.values:
            claims = claiming(each.measure, entered)
            assert claims in ([bands.get(each.key)], disputed(reasons.get(each.key), claims))


def disputed(reason: RulingReason | None, claims: list[int] | None) -> list[int] | None:
    """Return *claims* when *reason* is the right one for them, else something else."""
    wanted = {
        RulingReason.ZERO_DENOMINATOR: claims is None,
        RulingReason.NO_BAND: claims == [],
        RulingReason.SEVERAL_BANDS: claims is not None and len(claims) > 1,
        RulingReason.CONTRADICTION: claims is not None and len(claims) == 1,
    }
    return claims if reason is not None and wanted[reason] else [-1]


def claiming(measure: RatioMeasure, entered: Entries) -> list[int] | None:
    """Return the rows that cover the ratio, by fractions; none for a denominator of nought."""
    upper, lower = (
        sum(Fraction(entered.figures[term.figure].amount) * Fraction(term.factor) for term in terms)
        for terms in (measure.numerator, measure.denominator)
    )
    if not lower:
        return None
    ratio = Fraction(100) * upper / lower
    return [index for index, band in enumerate(measure.bands) if covers(band, ratio)]


def covers(band: Band, ratio: Fraction) -> bool:
    """Tell whether *band* covers *ratio*."""
    above = band.low is None or ratio > band.low or (band.low_included and ratio == band.low)
    below = band.high is None or ratio < band.high or (band.high_included and ratio == band.high)
    return above and below


MONOTONE = [
    (ruleset, each.key, sign)
    for ruleset in RULESETS.values()
    for each in ruleset.components
    if isinstance(each.measure, RatioMeasure)
    for sign in (1, -1)
    if (values := [band.value for band in sorted(each.measure.bands, key=lambda b: b.low or -1)])
    == sorted(values, reverse=sign < 0)
]


@given(st.sampled_from(MONOTONE), percents, percents)
def test_a_better_ratio_never_earns_less_where_the_table_is_monotone(
    table: tuple[Ruleset, str, int], one: Decimal, other: Decimal
) -> None:
    """More equity to loans at risk earns more or the same; more bad loans never do."""
    ruleset, key, sign = table
    low, high = sorted((one, other))
    worse, better = (answer(ruleset, entries(ratios={key: each}), key) for each in (low, high))
    if isinstance(worse, ComponentScore) and isinstance(better, ComponentScore):
        assert sign * (better.score - worse.score) >= 0


def test_most_tables_are_monotone() -> None:
    """Only 1a and 5a of 2009 and 2016 want a ratio in the middle."""
    assert len(MONOTONE) == 17 + 2 * 15


@given(rulesets, percents.map(lambda each: each / 4), percents.map(lambda each: each / 4))
def test_a_higher_total_never_earns_a_lower_predicate(
    ruleset: Ruleset, one: Decimal, other: Decimal
) -> None:
    """The ladder of predicates has no step down on the way up."""
    ranks = {band.code: band.rank for band in ruleset.predicates}
    low, high = (
        score(ruleset, all_values(ruleset, str(each))).document for each in sorted((one, other))
    )
    assert low is not None
    assert high is not None
    assert ranks[high.predicate] <= ranks[low.predicate]


@given(cases())
def test_what_a_form_may_send_is_accepted(case: tuple[Ruleset, Entries]) -> None:
    """Figures within their limits pass the checks, unless whole and parts disagree."""
    ruleset, entered = case
    codes = {refusal.code for refusal in check_entries(ruleset, entered)}
    assert codes <= {"figure_contradicts_parts"}


@given(st.integers(0, 12))
def test_every_yes_is_worth_the_same(count: int) -> None:
    """Twelve questions at 0.25 each make three points, with nothing lost in between."""
    found = answer(OF_2009, entries(yes_counts={"manajemen_umum": count}), "manajemen_umum")
    assert isinstance(found, ComponentScore)
    assert found.score == Decimal("0.25") * count
