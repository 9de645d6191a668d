"""Arguments: mostly what a client would give, at times what is refused."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

import msgspec
from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    Undefined,
    is_non_null_type,
    is_required_argument,
    is_required_input_field,
)

from api.building.rights import DEFINITION
from tests.support.operations.material import Material

#: Lists whose ids an argument of that name means.
MEANT = {
    "cooperative": "cooperatives",
    "assessment": "assessments",
    "account": "accounts",
    "office": "offices",
}
WORDS: Mapping[str, Sequence[str]] = {
    "search": ("a", "KSP", "handayani", "%", "tidak ada"),
    "reason": ("Pemeriksaan", ""),
    "code": ("33.74", "not_found"),
    "number": ("1", "99999"),
}
NUMBERS: Mapping[str, Sequence[int]] = {
    "bookYear": (2021, 2023, 2024, 2025, 1),
    "bookYears": (2021, 2022, 2023, 2024, 2025),
    "level": (1, 2, 4, 9),
}
AREAS = ("33.74", "33.73", "33", "ID", "51", "99.99", "33.74.01.1001")
MOMENTS = ("2020-01-01T00:00:00Z", "2026-01-01T07:00:00+07:00", "2999-01-01T00:00:00Z")
POSITIONS = ("0", "1", "7", "999999999999")
WRONG: Mapping[str, Sequence[Any]] = {
    "String": ("", "x" * 200),
    "ID": ("", "kacau", "Q29vcGVyYXRpdmU"),
    "Int": (-1, 100_000),
    "Decimal": ("NaN", "1e400"),
    "DateTime": ("kemarin",),
    "Position": ("-1", "x"),
    "AreaCode": ("Semarang", ""),
    "Date": ("2024-02-30",),
}


class Reference(msgspec.Struct, frozen=True):
    """A variable in the place of a value."""

    name: str


class Declared(msgspec.Struct, frozen=True):
    """A variable of an operation: its type, and the default that it has if any."""

    name: str
    kind: str
    default: str | None = None

    def __str__(self) -> str:
        given = "" if self.default is None else f" = {self.default}"
        return f"${self.name}: {self.kind}{given}"


class Dice:
    """Throws that come again with the same *seed*."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def below(self, number: int) -> int:
        """Return a whole number from 0."""
        return self._random.randrange(number)

    def chance(self, of: int) -> bool:
        """Say yes once in so many times."""
        return self.below(of) == of - 1

    def one(self, among: Sequence[Any]) -> Any:
        """Return one of *among*."""
        return among[self.below(len(among))]


class Values:
    """The arguments of one operation; *declared* and *given* are the variables they use."""

    def __init__(self, dice: Dice, material: Material) -> None:
        self._dice = dice
        self._material = material
        self.declared: list[Declared] = []
        self.given: dict[str, Any] = {}

    def arguments(self, owner: str, arguments: Mapping[str, GraphQLArgument]) -> str:
        """Return the arguments of a field in brackets, nothing when none is given."""
        chosen = {
            name: argument
            for name, argument in arguments.items()
            if is_required_argument(argument) or (name not in PAGE and self._dice.chance(3))
        }
        if "first" in arguments:
            chosen |= {name: arguments[name] for name in self._dice.one(PAGES) if name in arguments}
        parts = [
            f"{name}: {self.placed(owner, name, argument)}" for name, argument in chosen.items()
        ]
        return f"({', '.join(parts)})" if parts else ""

    def condition(self) -> str:
        """Return a directive that leaves something out or does not."""
        word = self._dice.one(("include", "skip"))
        truth = self._dice.one((word == "include", word == "skip"))
        if self._dice.chance(2):
            truth = Reference(self._variable("Boolean!", truth, str(truth).lower()))
        return f" @{word}(if: {_scalar(truth)})"

    def placed(self, owner: str, name: str, place: GraphQLArgument | GraphQLInputField) -> str:
        """Return a value for *place*: a literal, or a variable that holds it."""
        kind: Any = place.type
        if self._dice.chance(3):
            has_default = place.default_value is not Undefined and is_non_null_type(kind)
            loose = has_default and self._dice.chance(2)
            declared = kind.of_type if loose else kind
            value = self._plain(owner, name, declared)
            written = self._written(declared, value)
            return f"${self._variable(str(declared), value, written)}"
        return self._literal(owner, name, kind)

    def _variable(self, kind: str, value: Any, written: str) -> str:
        """Declare a variable in one of the ways there are; return its name."""
        known = [each.name for each in self.declared if each.kind == kind]
        if known and self._dice.chance(3):
            return str(self._dice.one(known))
        name, way = f"v{len(self.declared)}", self._dice.below(5)
        has_default = way in {1, 2} and value is not None
        self.declared.append(Declared(name, kind, written if has_default else None))
        may_lack = has_default or not kind.endswith("!")
        if not (may_lack and way in {2, 3}):
            self.given[name] = value
        return name

    def _literal(self, owner: str, name: str, kind: Any) -> str:
        """Return a value as it is written in a document, with variables somewhere inside."""
        bare = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
        if isinstance(bare, GraphQLList):
            parts = [self._literal(owner, name, bare.of_type) for _ in range(self._dice.below(3))]
            return f"[{', '.join(parts)}]"
        if isinstance(bare, GraphQLInputObjectType) and not is_one_of(bare):
            fields = self._fields_of(bare).items()
            return (
                f"{{{', '.join(f'{key}: {self.placed(name, key, each)}' for key, each in fields)}}}"
            )
        return self._written(kind, self._plain(owner, name, kind))

    def _plain(self, owner: str, name: str, kind: Any) -> Any:
        """Return a value as it is sent beside a document."""
        if isinstance(kind, GraphQLNonNull):
            return self._plain(owner, name, kind.of_type) or self._leaf(owner, name, kind.of_type)
        if self._dice.chance(15):
            return None
        return self._leaf(owner, name, kind)

    def _leaf(self, owner: str, name: str, kind: Any) -> Any:
        if isinstance(kind, GraphQLNonNull):
            return self._leaf(owner, name, kind.of_type)
        if isinstance(kind, GraphQLList):
            return [self._leaf(owner, name, kind.of_type) for _ in range(self._dice.below(3))]
        if isinstance(kind, GraphQLInputObjectType):
            fields = self._fields_of(kind).items()
            return {key: self._leaf(name, key, each.type) for key, each in fields}
        if isinstance(kind, GraphQLEnumType):
            return self._dice.one(sorted(kind.values))
        if self._dice.chance(25) and kind.name in WRONG:
            return self._dice.one(WRONG[kind.name])
        return self._dice.one(self._plausible(owner, name, kind.name))

    def _fields_of(self, kind: GraphQLInputObjectType) -> dict[str, GraphQLInputField]:
        if is_one_of(kind):
            return dict([self._dice.one(list(kind.fields.items()))])
        return {
            name: field
            for name, field in kind.fields.items()
            if is_required_input_field(field) or self._dice.chance(3)
        }

    def _plausible(self, owner: str, name: str, scalar: str) -> Sequence[Any]:
        """Return what a client might give as *name* of *owner*; never nothing."""
        material = self._material
        match scalar:
            case "ID":
                return self._ids(owner, name)
            case "Int":
                return NUMBERS.get(name, (1, 2, 3, 0))
            case "Boolean":
                return (False, True)
            case "Decimal":
                return ("12.5", "0", "1000000", "-3")
            case "DateTime":
                return [*MOMENTS, *material.moments]
            case "Date":
                return ("2024-01-01", "2026-06-30")
            case "Position":
                return [*POSITIONS, *material.positions]
            case "AreaCode":
                return AREAS
        if name in {"after", "before"}:
            return material.cursors.get(owner) or WORDS["number"]
        return material.words.get(name) or WORDS.get(name) or WORDS["search"]

    def _ids(self, owner: str, name: str) -> Sequence[str]:
        ids = self._material.ids
        own = {"ruleset": "ruleset", "stream": "stream"}.get(owner)
        if own is not None and self._dice.chance(2):
            return self._material.words[own]
        meant = ids.get(MEANT.get(name, f"{owner}s"))
        return self._material.any_id() if not meant or self._dice.chance(6) else meant

    def _written(self, kind: Any, value: Any) -> str:
        """Return the plain *value* of *kind* as a literal."""
        if isinstance(kind, GraphQLNonNull):
            return self._written(kind.of_type, value)
        if isinstance(value, list):
            return f"[{', '.join(self._written(kind.of_type, each) for each in value)}]"
        if isinstance(value, dict):
            parts = (f"{key}: {self._written(kind.fields[key].type, value[key])}" for key in value)
            return f"{{{', '.join(parts)}}}"
        return str(value) if value and isinstance(kind, GraphQLEnumType) else _scalar(value)


#: How pages are asked for: often a small one, at times as nobody should.
PAGES = (
    *(("first",), ("first", "after"), ("last",), ("last", "before"), ("first",), ()),
    ("first", "last"),
)
PAGE = frozenset(("first", "after", "last", "before"))


def is_one_of(kind: GraphQLInputObjectType) -> bool:
    """Say whether of *kind* exactly one field is given; Strawberry alone knows."""
    return bool(getattr(kind.extensions.get(DEFINITION), "is_one_of", False))


def _scalar(value: Any) -> str:
    return f"${value.name}" if isinstance(value, Reference) else msgspec.json.encode(value).decode()
