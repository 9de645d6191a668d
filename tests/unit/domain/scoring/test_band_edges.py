"""Every edge of every printed table, from both sides and exactly.

The rows below were typed from the tables, not taken from the ruleset files.
``gap`` is a ratio no row covers, ``75|100`` one that two rows claim, ``0!25`` a row
whose value and printed score disagree.
"""

from decimal import Decimal

import pytest

from domain.scoring.document import Basis, ComponentScore
from domain.scoring.entries import Entries
from domain.scoring.result import RulingNeeded, RulingReason
from domain.scoring.ruleset import RatioMeasure, Ruleset
from tests.unit.domain.scoring.rules import (
    OF_2009,
    OF_2016,
    SEMARANG,
    answer,
    entries,
    ratio_measure,
)

TENS = (
    "0.01:10 10:10 10.01:20 20:20 20.01:30 30:30 30.01:40 40:40 40.01:50 50:50 50.01:60 60:60"
    " 60.01:70 70:70 70.01:80 80:80 80.01:90 90:90 90.01:100 100:100"
)
TENTH = "10:75|100 10.01:100"
OLD = f"""
1a -1:0 0:0 0.01:25 5:25 5.01:50 10:50 10.01:75 15:75 15.01:100 20:100 20.01:gap
1b -1:0 0:0 {TENS} 100.01:gap
1c -1:0 4:0 4.01:50 5:50 5.01:gap 5.5:gap 6:gap 6.01:75 8:75 8.01:75|100 9:75|100 {TENTH}
2a 0:0 25:0 25.01:50 50:50 50.01:75 75:75 75.01:100
2b 0:100 0.01:80 10:80 10.01:60 20:60 20.01:40 30:40 30.01:20 40:20 40.01:10 45:10 45.01:0
2c 0:0 {TENS} 100.01:gap
2d 0:100 25:100 25.01:0
4a -0.01:gap 0:100 69.99:100 70:75 84.99:75 85:50 99.99:50 100:0!25 150:0!25
4b 0:100 24.99:100 25:75 49.99:75 50:50 74.99:50 75:25 99.99:25 100:gap 100.01:gap
4c 0:100 5:100 5.01:75 10:75 10.01:50 15:50 15.01:0
5a 0:0 100:0 100.01:25 125:25 125.01:50 150:50 150.01:100
5b 0:25 100:25 100.01:50 200:50 200.01:75 300:75 300.01:100
6a -3:25 5:25 5.01:50 7.5:50 7.51:75 10:75 10.01:100
6b -3:25 5:25 5.01:50 7.5:50 7.51:75 10:75 10.01:100
6c -1:0 100:0 100.01:100
7a 0:0 25:0 25.01:50 50:50 50.01:75 75:75 75.01:100
7b -1:0 5:0 5.01:50 7.5:50 7.51:75 10:75 10.01:100
"""
NEW = f"""
1a -1:0 0:0 0.01:25 20:25 20.01:50 40:50 40.01:100 60:100 60.01:50 80:50 80.01:25 100:25 100.01:gap
1b -1:0 0:0 {TENS} 100.01:100
1c -1:0 3.99:0 4:50 5.99:50 6:75 8:75 8.01:100
2a 0:0 25:0 25.01:50 50:50 50.01:75 75:75 75.01:100
2b 0:100 0.01:80 10:80 10.01:60 20:60 20.01:40 30:40 30.01:20 40:20 40.01:10 45:10 45.01:0
2c 0:0 {TENS} 100.01:100
2d 0:100 20.99:100 21:75 25.99:75 26:50 30:50 30.01:25
4a 0:100 89.99:100 90:75 94.99:75 95:50 99.99:50 100:25
4b -1:100 40:100 40.01:75 60:75 60.01:50 80:50 80.01:25
4c 0:100 5:100 5.01:75 10:75 10.01:50 15:50 15.01:0
5a 0:25 10:25 10.01:100 15:100 15.01:50 20:50 20.01:25
5b 0:25 59.99:25 60:50 69.99:50 70:75 79.99:75 80:100 89.99:100 90:gap 90.01:gap
6a -3:25 4.99:25 5:50 7.49:50 7.5:75 9.99:75 10:100
6b -3:25 2.99:25 3:50 3.99:50 4:75 4.99:75 5:100
6c -1:0 100:0 100.01:100
7a 0:25 24.99:25 25:50 49.99:50 50:75 74.99:75 75:100
7b -1:0 4.99:0 5:50 7.49:50 7.5:75 9.99:75 10:100
"""
TABLES = [(SEMARANG, OLD), (OF_2009, NEW), (OF_2016, NEW)]
POINTS = [
    pytest.param(ruleset, key, *point.split(":"), id=f"{ruleset.id}-{key}-{point}")
    for ruleset, table in TABLES
    for key, *points in map(str.split, table.strip().splitlines())
    for point in points
]


def said(found: ComponentScore | RulingNeeded) -> str:
    """Write an answer as the tables above do."""
    if isinstance(found, ComponentScore):
        return str(found.value)
    mark = "!" if found.reason is RulingReason.CONTRADICTION else "|"
    return mark.join(f"{value:.0f}" for value in found.candidates) or "gap"


def by_figures(measure: RatioMeasure, ratio: Decimal) -> Entries:
    """Enter figures that make exactly *ratio* percent."""
    amounts = {term.figure: Decimal(0) for term in measure.numerator + measure.denominator}
    upper, lower = measure.numerator[0], measure.denominator[0]
    amounts[lower.figure] = Decimal(10) ** 9
    if upper.figure == lower.figure:
        amounts[measure.denominator[1].figure] = (100 - ratio) * 10**7
    amounts[upper.figure] = ratio * 10**7 / upper.factor
    return entries(figures=amounts)


@pytest.mark.parametrize(("ruleset", "key", "ratio", "value"), POINTS)
def test_a_ratio_earns_what_its_row_prints(
    ruleset: Ruleset, key: str, ratio: str, value: str
) -> None:
    """In Semarang's 1a exactly 5% earns 25, and 5.01% earns 50."""
    assert said(answer(ruleset, entries(ratios={key: ratio}), key)) == value


@pytest.mark.parametrize(("ruleset", "key", "ratio", "value"), POINTS)
def test_figures_earn_what_their_ratio_earns(
    ruleset: Ruleset, key: str, ratio: str, value: str
) -> None:
    """50 million over a thousand million is exactly 5%."""
    given = by_figures(ratio_measure(ruleset, key), Decimal(ratio))
    found = answer(ruleset, given, key)
    assert said(found) == value
    assert found.ratio == Decimal(ratio)
    assert isinstance(found, RulingNeeded) or found.basis is Basis.FIGURES


@pytest.mark.parametrize(("ruleset", "table"), TABLES, ids=lambda each: getattr(each, "id", ""))
def test_no_edge_is_left_untested(ruleset: Ruleset, table: str) -> None:
    """Each end of each row stands among the points above."""
    tested = {
        (key, Decimal(point.split(":")[0]))
        for key, *points in map(str.split, table.strip().splitlines())
        for point in points
    }
    ends = {
        (each.key, end)
        for each in ruleset.components
        if isinstance(each.measure, RatioMeasure)
        for band in each.measure.bands
        for end in (band.low, band.high)
        if end is not None
    }
    assert ends <= tested


def test_a_ratio_that_only_rounds_to_an_edge_is_not_on_it() -> None:
    """1 rupiah above 5% of a thousand million shows as 5.00 and is above 5."""
    given = entries(figures={"modal_sendiri": 50_000_001, "total_aset": 10**9})
    found = answer(SEMARANG, given, "1a")
    assert isinstance(found, ComponentScore)
    assert (found.ratio, found.value) == (Decimal("5.00"), Decimal(50))


def test_a_fraction_without_end_is_decided_exactly() -> None:
    """A third of 15 is 5, and no rounding of 1/3 on the way makes it less."""
    given = entries(figures={"modal_sendiri": 15, "total_aset": 300})
    assert said(answer(SEMARANG, given, "1a")) == "25"
    given = entries(figures={"modal_sendiri": "1", "total_aset": "19.99999999999999999999"})
    assert said(answer(SEMARANG, given, "1a")) == "50"


def test_a_negative_denominator_turns_the_ratio_round() -> None:
    """A surplus of 10 over an equity of minus 100 is minus 10%."""
    given = entries(figures={"shu_bagian_anggota": 10, "total_modal_sendiri": -100})
    found = answer(OF_2009, given, "6b")
    assert isinstance(found, ComponentScore)
    assert (found.ratio, found.value) == (Decimal("-10.00"), Decimal(25))
