"""An input is made of the engine's values by a function that was made for it once."""

from typing import Any

import pytest
import strawberry
from graphql import get_nullable_type, is_non_null_type, is_union_type
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.name_converter import NameConverter
from strawberry.schema.types.scalar import DEFAULT_SCALAR_REGISTRY
from strawberry.types.arguments import convert_argument
from strawberry.types.base import StrawberryOptional

from api.building.receiving import converter
from api.building.schema import build_schema

ORDER = [7]


@strawberry.input
class Part:
    """A part of an input."""

    long_name: str
    note: str | None
    many: list[int] = strawberry.field(default_factory=lambda: list(ORDER))


@strawberry.input
class Whole:
    """An input with parts."""

    part: Part
    parts: list[Part] | None = None
    grid: list[list[str] | None] | None = None
    left: str | None = strawberry.UNSET


PART = {"longName": "x", "many": ORDER}


@pytest.mark.parametrize(
    "value",
    [
        None,
        {"part": PART},
        {"part": {**PART, "note": None}, "parts": None, "left": None},
        {"part": PART, "parts": [PART, {"longName": "y"}], "grid": [["a"], None], "left": "z"},
    ],
    ids=["nothing", "the least", "nulls", "everything"],
)
def test_it_is_made_as_strawberry_makes_it(value: Any) -> None:
    """With what was left out, what is null, and what lies deeper."""
    kind = StrawberryOptional(Whole)
    expected = convert_argument(value, kind, DEFAULT_SCALAR_REGISTRY, StrawberryConfig())
    assert converter(kind, NameConverter())(value) == expected


def test_a_list_is_a_list_of_its_own() -> None:
    """The engine gives one default to everybody, and nobody may change it for others."""
    made = converter(Part, NameConverter())(PART)
    assert made.many == ORDER
    assert made.many is not ORDER


def test_every_mutation_is_answered_with_one_of_some_things() -> None:
    """Never with null, and never with a type alone: the short way counts on it."""
    mutation = build_schema()._schema.mutation_type
    assert mutation is not None
    kinds = [field.type for field in mutation.fields.values()]
    assert all(map(is_non_null_type, kinds))
    assert all(is_union_type(get_nullable_type(each)) for each in kinds)
