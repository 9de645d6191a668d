"""Whole operations: fields, fragments and directives, such that they validate.

A field keeps its own name where it means the same wherever it stands; with arguments, or where
types disagree about it, it gets another, so that fields of one name can always be merged.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec
from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
)
from hypothesis import strategies as st

from tests.support.operations.material import Material
from tests.support.operations.values import Dice, Values

#: Selections that one operation may have, and levels of objects in objects.
MOST, DEEP = 40, 4
#: Reading personal data writes a line that the other field shows: one of them at a time.
APART = ("Account.person", "Query.accessLog")
ABOUT = (
    '__type(name: "Score") { name kind fields { name args { name } type { name kind } } }',
    "__schema { queryType { name } directives { name } }",
)


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    """A document, the variables it is sent with, and which of its operations is meant."""

    query: str
    variables: dict[str, Any]
    name: str | None = None

    @property
    def body(self) -> bytes:
        """The body of the request that asks it."""
        named = {} if self.name is None else {"operationName": self.name}
        return msgspec.json.encode({"query": self.query, "variables": self.variables, **named})


def operations(
    schema: GraphQLSchema,
    material: Material,
    forbidden: Sequence[frozenset[str]] = (frozenset(),),
) -> st.SearchStrategy[Operation]:
    """Return queries that *schema* finds valid, about things in *material*.

    Each has no field of one of the sets of *forbidden*: one field that somebody may not read can
    leave nothing of an answer, and then there is little to compare. Where something is found,
    Hypothesis looks for the least number of selections that still shows it.
    """

    def written(most: int, seed: int) -> Operation:
        dice = Dice(seed)
        writer = _Writer(dice, schema, material, dice.one(forbidden), most)
        return writer.operation(frozenset().union(*forbidden))

    return st.builds(written, st.integers(1, MOST), st.integers(0, 2**32))


class _Writer:
    """Writes one operation."""

    def __init__(
        self,
        dice: Dice,
        schema: GraphQLSchema,
        material: Material,
        forbidden: frozenset[str],
        most: int,
    ) -> None:
        self._dice = dice
        self._schema = schema
        self._values = Values(dice, material)
        self._left = most
        self._names = 0
        self._fragments: dict[str, tuple[Any, str]] = {}
        self._calls: defaultdict[str, list[str]] = defaultdict(list)
        self._rare: frozenset[str] = frozenset()
        self._hidden = forbidden | {dice.one(APART)}

    def operation(self, rare: frozenset[str]) -> Operation:
        """Return it, with everything that it names; it asks more often for *rare* fields."""
        self._rare = rare
        root = self._schema.query_type
        selected = self._selection(root, DEEP)
        fragments = [
            f"fragment {name} on {on} {text}" for name, (on, text) in self._fragments.items()
        ]
        declared = ", ".join(map(str, self._values.declared))
        variables = f"({declared})" if declared else ""
        others = ["query Other { viewer { role } }"] if self._dice.chance(8) else []
        name = "Asked" if others or self._dice.chance(3) else None
        asked = f"query {name or ''}{variables} {selected}"
        query = "\n".join([asked, *fragments, *others])
        return Operation(query=query, variables=self._values.given, name=name if others else None)

    def _selection(self, kind: Any, deep: int) -> str:
        parts = [self._part(kind, deep) for _ in range(1 + self._dice.below(4))]
        return f"{{ {' '.join(parts)} }}"

    def _part(self, kind: Any, deep: int) -> str:
        """Return one thing that is selected on *kind*."""
        self._left -= 1
        if self._left < 0:
            return "__typename"
        throw = self._dice.below(20)
        earlier = self._calls[kind.name]
        if throw in {16, 17}:
            return self._inline(kind, deep)
        if throw == 18:
            return self._spread(kind, deep)
        if throw == 19 and earlier:
            return str(self._dice.one(earlier))
        if throw == 15 or isinstance(kind, GraphQLUnionType):
            return self._typename(kind)
        return self._field(kind, deep)

    def _typename(self, kind: Any) -> str:
        if kind is self._schema.query_type and self._dice.chance(3):
            return str(self._dice.one(ABOUT))
        return "__typename"

    def _field(self, kind: Any, deep: int) -> str:
        names = self._choice(kind, deep)
        if not names:
            return "__typename"
        name = self._dice.one(names)
        field: GraphQLField = kind.fields[name]
        arguments = self._values.arguments(name, field.args)
        condition = self._values.condition() if self._dice.chance(10) else ""
        below = get_named_type(field.type)
        inside = "" if is_leaf_type(below) else " " + self._selection(below, deep - 1)
        called = f"{self._answered(kind, name, arguments)}{name}{arguments}{condition}{inside}"
        self._calls[kind.name].append(called)
        return called

    def _choice(self, kind: Any, deep: int) -> Sequence[str]:
        """Return the fields of *kind* that may stand at this depth."""
        found = [
            name
            for name, field in kind.fields.items()
            if (deep > 0 or is_leaf_type(get_named_type(field.type)))
            and f"{kind.name}.{name}" not in self._hidden
        ]
        rare = [name for name in found if f"{kind.name}.{name}" in self._rare]
        return rare if rare and self._dice.chance(4) else found

    def _answered(self, kind: Any, name: str, arguments: str) -> str:
        """Return under which name field *name* is answered, nothing where it is its own."""
        if arguments:
            self._names += 1
            return f"a{self._names}: "
        if name in _ambiguous(self._schema):
            return f"{name}Of{kind.name}: "
        return f"also_{name}: " if self._dice.chance(8) else ""

    def _inline(self, kind: Any, deep: int) -> str:
        on = self._overlapping(kind)
        condition = self._values.condition() if self._dice.chance(3) else ""
        named = "" if on is kind and self._dice.chance(2) else f" on {on.name}"
        return f"...{named}{condition} {self._selection(on, deep)}"

    def _spread(self, kind: Any, deep: int) -> str:
        kinds = [kind, *_kinds_beside(self._schema, kind)]
        known = [name for name, (on, _) in self._fragments.items() if on in kinds]
        condition = self._values.condition() if self._dice.chance(5) else ""
        if known and self._dice.chance(2):
            return f"...{self._dice.one(known)}{condition}"
        self._names += 1
        name, on = f"F{self._names}", self._overlapping(kind)
        self._fragments[name] = (on, self._selection(on, deep))
        return f"...{name}{condition}"

    def _overlapping(self, kind: Any) -> Any:
        return self._dice.one([kind, *_kinds_beside(self._schema, kind)])


def _kinds_beside(schema: GraphQLSchema, kind: Any) -> Sequence[Any]:
    """Return the other types that an object of *kind* may be looked at as."""
    if isinstance(kind, GraphQLInterfaceType | GraphQLUnionType):
        return schema.get_possible_types(kind)
    return list(kind.interfaces)


@cache
def _ambiguous(schema: GraphQLSchema) -> frozenset[str]:
    """Return the names under which types have fields that do not look alike."""
    shapes: defaultdict[str, set[str]] = defaultdict(set)
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for name, field in kind.fields.items():
                shapes[name].add(str(field.type))
    return frozenset(name for name, found in shapes.items() if len(found) > 1)
