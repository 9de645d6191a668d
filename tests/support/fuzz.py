"""Requests that no client would send: every field, with arguments that were guessed or forged.

The same *seed* gives the same requests, so whatever they find can be found again.
"""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from random import Random
from typing import Any
from uuid import UUID

import msgspec
from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
    is_required_argument,
)

Request = tuple[str, dict[str, Any]]

TEXTS = (
    *("", " ", "x", "33.74", "ID", "'; --", "a" * 300, "-1"),
    *("\u202e", "\u0130", "é:*&|!", "%_\\"),
)
NUMBERS = (0, 1, -1, 2024, 2**31 - 1, -(2**31), 2**31, 1.5, "7", None)
EXACT = ("0", "1.000", "NaN", "-Infinity", "1e999999", "9" * 90, "", 0.1, 10**60)
MOMENTS = (
    "2024-01-01T00:00:00Z",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "2024-01-01T00:00:00",
    "2024-01-01T00:00:00.123456789+07:00",
    "",
    7,
)
KEYS: tuple[object, ...] = (
    *("", "x\x00y", 0, -1, 2**31, 2**63, 2**64 - 1, 1.5, None, True, [], {}, b"\xff"),
    *(UUID(int=1), str(UUID(int=1)), "NaN", "1E+99999", "Infinity", "2024-01-01T00:00:00"),
    *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", datetime(2024, 1, 1, tzinfo=UTC)),
)
ORDERS = (
    *("NAME", "REGISTERED_AT", "OPENED", "CHANGED", "BOOK_YEAR", "POSITION", "TOTAL"),
    *("SUBMITTED", "USER_NAME", "OFFICE", "OLDEST", "REGISTERED"),
)
KINDS = (
    *("Cooperative", "Assessment", "Score", "AuditEntry", "Account", "ServiceKey"),
    *("Office", "Area", "Session", "Query", ""),
)


def packed(value: bytes) -> str:
    """Return *value* as ids and cursors are written."""
    return urlsafe_b64encode(value).rstrip(b"=").decode()


class Fuzz:
    """Makes requests for *schema*; *ids* and *cursors* are those of things that exist."""

    def __init__(
        self, schema: GraphQLSchema, ids: Sequence[str], seed: int, cursors: Sequence[str] = ()
    ) -> None:
        self._schema = schema
        self._ids = ids
        self._cursors = cursors
        self._random = Random(seed)
        self._scalars: Mapping[str, Callable[[], Any]] = {
            "String": lambda: self._one((self._cursor(), *self._cursors, *TEXTS)),
            "ID": self._id,
            "Int": lambda: self._one(NUMBERS),
            "Boolean": lambda: self._one((True, False, None)),
            "Decimal": lambda: self._one(EXACT),
            "DateTime": lambda: self._one(MOMENTS),
            "Date": lambda: self._one(("2024-02-30", "0001-01-01", "9999-12-31", "", 5)),
            "Position": lambda: self._one(("0", "1", 2**63 - 1, "9" * 19, "-1", "x", 3)),
            "AreaCode": lambda: self._one(TEXTS),
        }

    def requests(self, number: int) -> Iterator[Request]:
        """Yield *number* documents with their variables, three questions to each command."""
        for _ in range(number):
            query, mutation = self._schema.query_type, self._schema.mutation_type
            assert query is not None
            assert mutation is not None
            is_command = self._random.random() < 1 / 4
            root = mutation if is_command else query
            name = self._one(sorted(root.fields))
            yield self._request("mutation" if is_command else "query", name, root.fields[name])

    def _request(self, operation: str, name: str, field: GraphQLField) -> Request:
        variables: dict[str, Any] = {}
        called = self._called(name, field, variables, 3)
        kinds = ", ".join(f"${each}: {kind}" for each, (kind, _) in variables.items())
        declared = f"({kinds})" if kinds else ""
        values = {each: value for each, (_, value) in variables.items()}
        return f"{operation} {declared} {{ {called} }}", values

    def _called(self, name: str, field: GraphQLField, variables: dict[str, Any], deep: int) -> str:
        """Return *field* with some of its arguments, whose values it adds to *variables*."""
        given = []
        for argument, kind in field.args.items():
            if is_required_argument(kind) or self._random.random() < 1 / 2:
                place = f"v{len(variables)}"
                variables[place] = (str(kind.type), self._value(kind.type))
                given.append(f"{argument}: ${place}")
        arguments = f"({', '.join(given)})" if given else ""
        below = self._below(get_named_type(field.type), variables, deep)
        return f"f{len(variables)}_{name}: {name}{arguments} {below}"

    def _below(self, kind: Any, variables: dict[str, Any], deep: int) -> str:
        if is_leaf_type(kind):
            return ""
        if isinstance(kind, GraphQLUnionType) or not deep:
            return "{ __typename }"
        names = self._random.sample(sorted(kind.fields), min(4, len(kind.fields)))
        parts = [self._called(each, kind.fields[each], variables, deep - 1) for each in names]
        return f"{{ __typename {' '.join(parts)} }}"

    def _value(self, kind: Any) -> Any:
        """Return something for an argument of the type *kind*, often what it should be."""
        if isinstance(kind, GraphQLNonNull):
            return self._value(kind.of_type)
        if self._random.random() < 1 / 20:
            return None
        if isinstance(kind, GraphQLList):
            return [self._value(kind.of_type) for _ in range(self._random.randrange(4))]
        if isinstance(kind, GraphQLEnumType):
            return self._one(sorted(kind.values))
        if isinstance(kind, GraphQLInputObjectType):
            return self._object(kind)
        return self._scalars[kind.name]()

    def _object(self, kind: GraphQLInputObjectType) -> dict[str, Any]:
        names = [each for each in kind.fields if kind.is_one_of or self._random.random() < 4 / 5]
        if kind.is_one_of:
            names = [self._one(names)]
        return {name: self._value(kind.fields[name].type) for name in names}

    def _id(self) -> str:
        forged = f"{self._one(KINDS)}:{self._one((*KEYS, *TEXTS))}"
        return str(self._one((*self._ids, packed(forged.encode()), self._one(TEXTS))))

    def _cursor(self) -> str:
        key = (self._one(ORDERS), self._one(KEYS), self._one(KEYS))
        return packed(msgspec.msgpack.encode(key))

    def _one(self, of: Sequence[Any]) -> Any:
        return self._random.choice(of)
