"""How scalars and enums are written: what `coerce_output_value` gives, mostly without asking it.

A value of the class that is usual for its scalar is written by an expression of its own; any
other, None included, by the scalar itself. Moments and days stay what they are, as msgspec
writes them like the scalars do.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from graphql import GraphQLEnumType, GraphQLID, GraphQLString, Undefined, get_named_type
from graphql.type import GraphQLBoolean, GraphQLInt, is_list_type, is_non_null_type

from api.building import scalars
from api.execution.compiled.giving_up import GivenUp

Write = Callable[[Any], Any]

TEXT = ("v", "v.__class__ is str")
#: By scalar: what is written of a usual value ``v``, and how that is known.
USUAL: Mapping[str, tuple[str, str]] = {
    GraphQLString.name: TEXT,
    GraphQLID.name: TEXT,
    scalars.AREA.name: TEXT,
    GraphQLBoolean.name: ("v", "v.__class__ is bool"),
    GraphQLInt.name: ("v", "v.__class__ is int and -2147483648 <= v <= 2147483647"),
    scalars.POSITION.name: ("f'{v}'", "v.__class__ is int"),
    scalars.DECIMAL.name: ("f'{v:f}'", "v.__class__ is Decimal"),
    scalars.MOMENT.name: ("v", "v.__class__ is datetime and v.tzinfo is UTC"),
    scalars.DAY.name: ("v", "v.__class__ is date"),
}
#: What these expressions name.
NAMES: Mapping[str, Any] = {"Decimal": Decimal, "UTC": UTC, "date": date, "datetime": datetime}


class Leaf:
    """How the values of a leaf *type_* are written, by expressions."""

    def __init__(self, type_: Any) -> None:
        nullable = type_.of_type if is_non_null_type(type_) else type_
        self._type = type_
        self._usual = None if is_list_type(nullable) else USUAL.get(nullable.name)
        self._enum = nullable if isinstance(nullable, GraphQLEnumType) else None

    @property
    def takes_columns(self) -> bool:
        """Whether a column can be written as PostgreSQL gave it."""
        return self._usual is not None or self._enum is not None

    def expression(self, value: str, name: str) -> str:
        """Return the expression that writes *value*; it calls `help` by *name*."""
        if self._enum is not None:
            return f"{name}[{value}]"
        if self._usual is None:
            return f"{name}({value})"
        written, test = self._usual
        return f"({written} if {test.replace('v', f'(v := {value})', 1)} else {name}(v))"

    def help(self) -> Any:
        """Return what the expression needs beside the value."""
        return writer_of(self._type) if self._enum is None else _names(self._enum, self._type)


def _names(nullable: GraphQLEnumType, type_: Any) -> Mapping[Any, str | None]:
    """Return what the values of an enum are called, by member and by value."""
    found: dict[Any, str | None] = {} if is_non_null_type(type_) else {None: None}
    for name, value in nullable.values.items():
        found[value.value] = name
    for member in getattr(nullable, "wrapped_cls", ()):
        found[member] = found[member.value]
    return found


def writer_of(type_: Any) -> Write:
    """Return what writes any value of *type_*, a leaf or lists of leaves, or raises."""
    if is_non_null_type(type_):
        return _required(writer_of(type_.of_type))
    if is_list_type(type_):
        return _each(writer_of(type_.of_type))
    return _one(get_named_type(type_).coerce_output_value)


def _required(write: Write) -> Write:
    def written(value: Any) -> Any:
        found = write(value)
        if found is None:
            raise GivenUp
        return found

    return written


def _each(write: Write) -> Write:
    def written(value: Any) -> Any:
        if value is None:
            return None
        if not isinstance(value, list | tuple | frozenset | set):
            raise GivenUp
        return [write(each) for each in value]

    return written


def _one(coerce: Write) -> Write:
    def written(value: Any) -> Any:
        if value is None:
            return None
        found = coerce(value)
        if found is None or found is Undefined:
            raise GivenUp
        return found

    return written
