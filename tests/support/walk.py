"""Walks a whole schema: for every field of a root, a query that asks for all below it.

What a role may not read is left out of its queries, by the same table that the server
asks; so whatever such a query is answered with, an error is a fault.
"""

from collections.abc import Callable, Iterable, Mapping

import msgspec
from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
    is_required_argument,
)

DEEP = 5

May = Callable[[str], bool]
Arguments = Mapping[str, str]
Parent = GraphQLObjectType | GraphQLInterfaceType


class Unanswered(Exception):
    """A field wants an argument that the walk was not taught."""


class Walk(msgspec.Struct, frozen=True, kw_only=True):
    """A walk through *schema* by somebody who *may* read some fields.

    *arguments* are texts such as ``id: "x"``, by ``Type.field``.
    """

    schema: GraphQLSchema
    may: May
    arguments: Arguments

    def queries(self) -> Iterable[tuple[str, str]]:
        """Yield the name of each field of Query that may be read, and a query for all of it."""
        root = self.schema.query_type
        assert root is not None
        for name, field in root.fields.items():
            if self.may(f"Query.{name}"):
                yield name, "{ " + self._selected(root, name, field, DEEP) + " }"

    def _selected(self, parent: Parent, name: str, field: GraphQLField, deep: int) -> str:
        """Return *field* with its arguments and everything below it, empty when too deep."""
        given = self.arguments.get(f"{parent.name}.{name}", "")
        wanted = [each for each, kind in field.args.items() if is_required_argument(kind)]
        if any(f"{each}:" not in given for each in wanted):
            raise Unanswered(f"{parent.name}.{name} wants {', '.join(wanted)}")
        called = f"{name}({given})" if given else name
        kind = get_named_type(field.type)
        if is_leaf_type(kind):
            return called
        below = self._below(kind, deep - 1) if deep else ""
        return f"{called} {{ {below} }}" if below else ""

    def _below(self, kind: object, deep: int) -> str:
        if isinstance(kind, GraphQLUnionType):
            parts = [f"... on {each.name} {{ {self._below(each, deep)} }}" for each in kind.types]
            return " ".join(["__typename", *parts])
        if isinstance(kind, GraphQLInterfaceType):
            return "__typename id"
        assert isinstance(kind, GraphQLObjectType)
        return " ".join(
            self._selected(kind, name, field, deep)
            for name, field in kind.fields.items()
            if self.may(f"{kind.name}.{name}")
        )
