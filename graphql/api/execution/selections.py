"""The fields that a document selects, by the names under which they are answered.

Fragments are looked into once for each set of fields; how many fields are looked at in all
has a bound, because fragments in fragments unfold to any number.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLField,
    SelectionSetNode,
    ValidationContext,
    get_named_type,
)

#: Fields that one document may make us look at; one without fragments has less.
MOST_LOOKS = 10_000

Set = tuple[Any, SelectionSetNode]
"""On which type something is selected, and what."""


class Seen:
    """One field as it stands somewhere: its *node*, the type it is on, its definition."""

    __slots__ = ("definition", "node", "parent")

    def __init__(self, parent: Any, node: FieldNode, definition: GraphQLField | None) -> None:
        self.parent = parent
        self.node = node
        self.definition = definition


class TooManySeen(Exception):
    """The bound was met, at *node*."""

    def __init__(self, node: FieldNode) -> None:
        super().__init__()
        self.node = node


class Selections:
    """Looks at one document."""

    def __init__(self, context: ValidationContext) -> None:
        self._context = context
        self._schema = context.schema
        self._left = MOST_LOOKS

    def by_name(self, sets: Iterable[Set]) -> dict[str, list[Seen]]:
        """Return the fields in *sets* by the names under which they are answered."""
        found: dict[str, list[Seen]] = {}
        visited: set[str] = set()
        for parent, selected in sets:
            for seen in self._fields(parent, selected, visited):
                self._count(seen)
                found.setdefault(response_name(seen.node), []).append(seen)
        return found

    def _fields(self, parent: Any, selected: SelectionSetNode, visited: set[str]) -> Iterator[Seen]:
        for node in selected.selections:
            if isinstance(node, FieldNode):
                yield Seen(parent, node, self._definition(parent, node))
            elif not isinstance(node, FragmentSpreadNode):
                condition = node.type_condition  # type: ignore[attr-defined] # an inline fragment
                on = self._type_called(condition.name.value) if condition else parent
                yield from self._fields(on, node.selection_set, visited)  # type: ignore[attr-defined]
            elif node.name.value not in visited:
                visited.add(node.name.value)
                fragment = self._context.get_fragment(node.name.value)
                if fragment:
                    on = self._type_called(fragment.type_condition.name.value)
                    yield from self._fields(on, fragment.selection_set, visited)

    def _type_called(self, name: str) -> Any:
        return self._schema.get_type(name)

    def _definition(self, parent: Any, node: FieldNode) -> GraphQLField | None:
        return self._schema.get_field(parent, node.name.value) if parent else None

    def _count(self, seen: Seen) -> None:
        self._left -= 1
        if self._left < 0:
            raise TooManySeen(seen.node)


def named_type(seen: Seen) -> Any:
    """Return the type of what *seen* is answered with, lists and all taken away."""
    return get_named_type(seen.definition.type) if seen.definition else None


def response_name(node: FieldNode) -> str:
    """Return the name under which *node* is answered."""
    return node.alias.value if node.alias else node.name.value
