"""Scalars: what comes in as text becomes a value, and back, without losing a digit."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from graphql import GraphQLError, parse_value

from api.building import scalars


def reader(definition: Any) -> Callable[[Any], Any]:
    """Return how *definition* reads a JSON value."""
    read: Callable[[Any], Any] = definition.parse_value
    return read


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("1.000,50", "1.000,50"),
        (7, "7"),
        (Decimal("0.10"), "0.10"),
        (Decimal("1E+3"), "1000"),
        (Decimal("1E+999999"), "1E+999999"),
    ],
)
def test_a_number_is_kept_as_it_was_written(given: Any, written: str) -> None:
    """The mutation reads it and answers with the field's name; huge exponents stay short."""
    assert reader(scalars.DECIMAL)(given) == written


@pytest.mark.parametrize("given", [True, None, [], {}])
def test_what_is_no_number_at_all_is_a_fault(given: Any) -> None:
    """A boolean or a list is a mistake of the program, not of a person."""
    with pytest.raises(GraphQLError):
        reader(scalars.DECIMAL)(given)


@pytest.mark.parametrize(("literal", "written"), [('"1.5"', "1.5"), ("2", "2"), ("2.50", "2.50")])
def test_a_number_may_be_a_literal(literal: str, written: str) -> None:
    """In the document itself, with or without quotes."""
    assert scalars.DECIMAL.parse_literal is not None
    assert scalars.DECIMAL.parse_literal(parse_value(literal), None) == written
    with pytest.raises(GraphQLError):
        scalars.DECIMAL.parse_literal(parse_value("[1]"), None)


def test_a_number_goes_out_in_plain_digits() -> None:
    """Never with an exponent."""
    assert scalars.DECIMAL.serialize is not None
    assert scalars.DECIMAL.serialize(Decimal("1E+3")) == "1000"


@pytest.mark.parametrize(
    ("definition", "given", "value"),
    [
        (scalars.POSITION, "12", 12),
        (scalars.POSITION, 12, 12),
        (scalars.POSITION, "9" * 19, scalars.LAST_POSITION),
        (scalars.MOMENT, "2026-11-22T07:00:00+07:00", datetime(2026, 11, 22, tzinfo=UTC)),
        (scalars.DAY, "2026-11-22", date(2026, 11, 22)),
        (scalars.AREA, "33.74", "33.74"),
    ],
)
def test_a_text_becomes_a_value(definition: Any, given: Any, value: Any) -> None:
    """Positions as text or number; moments with any offset become UTC."""
    assert reader(definition)(given) == value


@pytest.mark.parametrize(
    ("definition", "given"),
    [
        (scalars.POSITION, "-1"),
        (scalars.POSITION, "1.5"),
        (scalars.POSITION, True),
        (scalars.POSITION, "\u0663"),
        (scalars.POSITION, "9" * 20),
        (scalars.MOMENT, "2026-11-22T07:00:00"),
        (scalars.MOMENT, "yesterday"),
        (scalars.MOMENT, 7),
        (scalars.DAY, "22/11/2026"),
        (scalars.DAY, 7),
        (scalars.AREA, 33),
        (scalars.ANY, {}),
    ],
)
def test_what_cannot_be_read_says_what_is_wanted(definition: Any, given: Any) -> None:
    """A moment without an offset could be any of several; JSON only ever goes out."""
    with pytest.raises(GraphQLError):
        reader(definition)(given)


def test_a_moment_goes_out_in_utc() -> None:
    """With a Z, which every program reads."""
    assert scalars.MOMENT.serialize is not None
    shown = scalars.MOMENT.serialize(datetime(2026, 11, 22, 7, tzinfo=UTC))
    assert shown == "2026-11-22T07:00:00Z"


def test_json_goes_out_as_it_is() -> None:
    """An event shows what it says."""
    assert scalars.ANY.serialize is not None
    assert scalars.ANY.serialize({"a": [1]}) == {"a": [1]}
