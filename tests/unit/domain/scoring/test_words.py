"""Rows and formulas in words, in both languages."""

from decimal import Decimal

import pytest

from domain.scoring.ruleset import Band
from domain.scoring.words import formula_words, interval_words
from tests.unit.domain.scoring.rules import OF_2009, component


def band(low: str | None, low_included: bool, high: str | None, high_included: bool) -> Band:
    """Return a row with these ends."""
    return Band(
        low=None if low is None else Decimal(low),
        low_included=low_included,
        high=None if high is None else Decimal(high),
        high_included=high_included,
        value=Decimal(0),
    )


@pytest.mark.parametrize(
    ("row", "indonesian", "english"),
    [
        (band(None, False, None, False), "berapa pun", "whatever it is"),
        (band(None, False, "4", False), "sampai di bawah 4", "to below 4"),
        (band(None, False, "4", True), "sampai dengan 4", "up to and including 4"),
        (band("8", False, None, False), "di atas 8", "above 8"),
        (band("8", True, None, False), "mulai dari 8", "from 8"),
        (band("0", True, "0", True), "tepat 0", "exactly 0"),
        (band("4", True, "6", False), "mulai dari 4 sampai di bawah 6", "from 4 to below 6"),
    ],
)
def test_a_row_is_said_with_its_ends(row: Band, indonesian: str, english: str) -> None:
    """From 4 to below 6: a reader sees who owns 4 and who owns 6."""
    assert interval_words(row).id == indonesian
    assert interval_words(row).en == english


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("1a", "Equity / Total assets"),
        ("5a", "(Cash + Cash at bank) / Current liabilities"),
        (
            "2b",
            "(0.5 x Substandard loans + 0.75 x Doubtful loans + Loans in default) / Loans granted",
        ),
        ("manajemen_umum", "number of yes answers x 0.25"),
    ],
)
def test_a_formula_is_said_with_its_figures(key: str, words: str) -> None:
    """Cash and bank over current liabilities, as the data says."""
    said = formula_words(OF_2009, component(OF_2009, key)).en
    assert said.replace("\N{MULTIPLICATION SIGN}", "x") == words
