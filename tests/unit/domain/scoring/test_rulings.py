"""Where the tables decide nothing, the engine asks; a ruling answers only what was asked."""

from decimal import Decimal

import pytest

from domain.scoring.document import Basis, ComponentScore
from domain.scoring.engine import score
from domain.scoring.entries import Entries, Ruling
from domain.scoring.result import RulingNeeded, RulingReason
from tests.unit.domain.scoring.rules import (
    OF_2009,
    SEMARANG,
    all_values,
    answer,
    entries,
    with_measure,
)


def needed(given: Entries, key: str) -> RulingNeeded:
    """Return the question that Semarang's tables leave open."""
    found = answer(SEMARANG, given, key)
    assert isinstance(found, RulingNeeded)
    return found


@pytest.mark.parametrize(
    ("key", "ratio", "reason", "candidates"),
    [
        ("1c", "9", RulingReason.SEVERAL_BANDS, [75, 100]),
        ("1c", "5.5", RulingReason.NO_BAND, []),
        ("1a", "30", RulingReason.NO_BAND, []),
        ("4a", "100", RulingReason.CONTRADICTION, [0, 25]),
    ],
)
def test_a_faulty_row_needs_a_ruling(
    key: str, ratio: str, reason: RulingReason, candidates: list[int]
) -> None:
    """A capital adequacy of 9 earns 75 and 100 in Semarang, so neither."""
    found = needed(entries(ratios={key: ratio}), key)
    assert (found.reason, found.ratio) == (reason, Decimal(ratio))
    assert list(found.candidates) == candidates


def test_a_denominator_of_nought_needs_a_ruling() -> None:
    """No non-performing loans at all: the law does not say what 2c earns."""
    given = entries(figures={"cadangan_risiko": 5, "pinjaman_bermasalah": 0})
    found = needed(given, "2c")
    assert (found.reason, found.ratio) == (RulingReason.ZERO_DENOMINATOR, None)


def test_a_ruleset_may_know_what_nought_earns() -> None:
    """Where a rule exists, it decides, and no band is named."""
    ruleset = with_measure(SEMARANG, "2c", zero_denominator=Decimal(100))
    given = entries(figures={"cadangan_risiko": 5, "pinjaman_bermasalah": 0})
    found = answer(ruleset, given, "2c")
    assert isinstance(found, ComponentScore)
    assert (found.value, found.score, found.ratio, found.band) == (
        Decimal(100),
        Decimal(5),
        None,
        None,
    )
    assert (found.numerator, found.denominator) == (Decimal(5), Decimal(0))


def test_a_ruling_decides_what_the_table_leaves_open() -> None:
    """An officer gives 75 for the ratio of 9: 2.25, with the event named."""
    ruling = Ruling(component="1c", value=Decimal(75), version=7)
    found = answer(SEMARANG, entries(ratios={"1c": "9"}), "1c", ruling)
    assert isinstance(found, ComponentScore)
    assert (found.basis, found.score, found.ruling) == (Basis.RULING, Decimal("2.25"), 7)
    assert (found.ratio, found.band) == (Decimal(9), None)


def test_a_ruling_keeps_the_figures_that_made_it_necessary() -> None:
    """9 over 100 stays readable beside the value that was ruled."""
    ruling = Ruling(component="1c", value=Decimal(75), version=7)
    given = entries(figures={"modal_tertimbang": 9, "atmr": 100})
    found = answer(SEMARANG, given, "1c", ruling)
    assert isinstance(found, ComponentScore)
    assert [each.figure for each in found.inputs] == ["modal_tertimbang", "atmr"]
    assert (found.numerator, found.denominator) == (Decimal(9), Decimal(100))


def test_a_ruling_that_is_not_needed_changes_nothing() -> None:
    """Once the ratio is corrected to 7, the old ruling is history."""
    ruling = Ruling(component="1c", value=Decimal(0), version=7)
    found = answer(SEMARANG, entries(ratios={"1c": "7"}), "1c", ruling)
    assert isinstance(found, ComponentScore)
    assert (found.basis, found.value, found.ruling) == (Basis.RATIO, Decimal(75), None)


@pytest.mark.parametrize("versions", [(3, 8), (8, 3)])
def test_the_latest_ruling_counts(versions: tuple[int, int]) -> None:
    """Of two rulings the one with the higher version stands, in whatever order they come."""
    rulings = [Ruling(component="1c", value=Decimal(v * 10), version=v) for v in versions]
    found = answer(SEMARANG, entries(ratios={"1c": "9"}), "1c", *rulings)
    assert isinstance(found, ComponentScore)
    assert (found.value, found.ruling) == (Decimal(80), 8)


def test_an_open_question_keeps_the_score_from_being_given() -> None:
    """21 components scored and one question open make no document."""
    given = all_values(SEMARANG, 90)
    values = {key: entry for key, entry in given.values.items() if key != "1c"}
    open_case = Entries(values=values, ratios=entries(ratios={"1c": "9"}).ratios)
    scoring = score(SEMARANG, open_case)
    assert scoring.document is None
    assert [each.component for each in scoring.rulings_needed] == ["1c"]
    assert scoring.missing == ()
    assert score(
        SEMARANG, open_case, [Ruling(component="1c", value=Decimal(75), version=1)]
    ).document


def test_the_value_of_an_officer_needs_no_ruling() -> None:
    """Who enters the value has decided already; the faulty row is not asked."""
    found = answer(SEMARANG, entries(values={"4a": 25}), "4a")
    assert isinstance(found, ComponentScore)
    assert (found.value, found.score) == (Decimal(25), Decimal(1))


def test_the_rules_of_2009_cover_what_semarang_does_not() -> None:
    """A ratio of 9 is above 8 there, and nothing else."""
    found = answer(OF_2009, entries(ratios={"1c": "9"}), "1c")
    assert isinstance(found, ComponentScore)
    assert found.value == 100
