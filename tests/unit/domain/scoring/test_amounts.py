"""Numbers as people write them: the plain ones are read, the doubtful ones refused."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.scoring.amounts import read_amount, read_number
from domain.scoring.refusals import AmountRefused


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1500000", "1500000"),
        (" 12.5 ", "12.5"),
        ("-3", "-3"),
        ("+3", "3"),
        ("0.500", "0.500"),
        ("1234.567", "1234.567"),
        ("1.5000", "1.5000"),
    ],
)
def test_a_plain_number_is_read_exactly(text: str, amount: str) -> None:
    """1500000 is one and a half million, and 12.5 twelve and a half."""
    assert read_amount(text) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("1.000.000", "1000000"),
        ("1,000,000", "1000000"),
        ("1.000.000,50", "1000000.50"),
        ("1,000.50", "1000.50"),
        ("1 000 000", "1000000"),
        ("1'000", "1000"),
        ("1_000", "1000"),
        ("-1.000.000", "-1000000"),
        ("1.000", "1000"),
        ("12,500", "12500"),
    ],
)
def test_grouped_digits_are_refused_with_the_plain_form(text: str, plain: str) -> None:
    """“1.000.000” is refused, and the remedy is to write 1000000."""
    with pytest.raises(AmountRefused) as refused:
        read_amount(text, field="figures.kas")
    assert refused.value.code == "thousands_separators"
    assert refused.value.field == "figures.kas"
    assert refused.value.remedy.en == f"Write it without separators: {plain}."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "amount_unreadable"),
        ("Rp 1000", "amount_unreadable"),
        ("NaN", "amount_unreadable"),
        ("Infinity", "amount_unreadable"),
        ("1e5", "amount_unreadable"),
        ("1E+999999999", "amount_unreadable"),
        ("1,5", "amount_unreadable"),
        ("1.", "amount_unreadable"),
        (".5", "amount_unreadable"),
        ("--1", "amount_unreadable"),
        ("١٢٣", "amount_unreadable"),
        ("1.000,000.00", "amount_unreadable"),
        ("9" * 25, "amount_too_long"),
        ("0." + "9" * 24, "amount_too_long"),
    ],
)
def test_what_is_no_plain_number_is_refused(text: str, code: str) -> None:
    """Words, exponents, decimal commas and absurd lengths each have their answer."""
    with pytest.raises(AmountRefused) as refused:
        read_amount(text)
    assert refused.value.code == code


def test_a_ratio_may_have_three_decimals() -> None:
    """12.345 as an amount could be twelve thousand; as a ratio it is what it says."""
    assert read_number("12.345") == Decimal("12.345")
    with pytest.raises(AmountRefused):
        read_amount("12.345")


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=2))
def test_an_amount_written_plainly_is_read_back(amount: Decimal) -> None:
    """What the program prints, it reads."""
    assert read_amount(format(amount, "f")) == amount


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing else happens, whatever is typed."""
    with suppress(AmountRefused):
        assert read_amount(text).is_finite()
