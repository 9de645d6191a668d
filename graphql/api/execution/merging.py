"""Whether fields of one name can be answered together, in time that grows with the document.

The engine's own rule compares every pair, so that three hundred times the same field cost a
second. Here the fields of one name are compared with the first of them, and what they select
is looked at as one; how much is looked at has a bound as well, for fragments that unfold.
The rule is that of the specification (field selection merging), its sentences the engine's.
"""

from collections.abc import Callable, Iterable
from typing import Any

from graphql import (
    ASTValidationRule,
    FieldNode,
    GraphQLError,
    GraphQLObjectType,
    OperationDefinitionNode,
    ValidationContext,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    print_ast,
)

from api.execution.costliness import TOO_COSTLY
from api.execution.selections import Seen, Selections, Set, TooManySeen, named_type, response_name

#: Levels that are looked at. Deeper ones are another rule's business, and so are cycles.
DEEPEST = 100


class Conflict(Exception):
    """Stops the looking: two fields of one name cannot be answered together."""

    def __init__(self, first: Seen, other: Seen, reason: str) -> None:
        message = (
            f"Fields '{response_name(first.node)}' conflict because {reason}."
            " Use different aliases on the fields to fetch both if this was intentional."
        )
        super().__init__(message)
        self.error = GraphQLError(message, [first.node, other.node])


class FieldsMergeRule(ASTValidationRule):
    """Refuses fields of one name that mean different things."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        assert isinstance(context, ValidationContext)  # noqa: S101 documents are validated, not schemas
        self._schema = context.schema
        self._selections = Selections(context)
        self._printed: dict[int, str] = {}

    def enter_operation_definition(self, node: OperationDefinitionNode, *_: Any) -> None:
        """Look at everything that one operation selects."""
        root = self._schema.get_root_type(node.operation)
        try:
            for look in (self._shapes, self._meanings):
                self._descend([(root, node.selection_set)], look, 0)
        except Conflict as conflict:
            self.report_error(conflict.error)
        except TooManySeen as many:
            message = "The document unfolds to too many fields."
            self.report_error(GraphQLError(message, many.node, extensions={"code": TOO_COSTLY}))

    def _descend(
        self, sets: list[Set], look: Callable[[list[Seen]], Iterable[list[Seen]]], depth: int
    ) -> None:
        """Have *look* judge the fields of each name in *sets*, and go on with what they select."""
        if depth > DEEPEST:
            return
        for fields in self._selections.by_name(sets).values():
            for group in look(fields):
                inner = [
                    (named_type(each), each.node.selection_set)
                    for each in group
                    if each.node.selection_set
                ]
                if inner:
                    self._descend(inner, look, depth + 1)

    def _shapes(self, fields: list[Seen]) -> Iterable[list[Seen]]:
        """Yield *fields*, whose values must look alike whatever they are on."""
        kinds = [(each, each.definition.type) for each in fields if each.definition is not None]
        for other, there in kinds[1:]:
            first, here = kinds[0]
            if not _look_alike(here, there):
                raise Conflict(
                    first, other, f"they return conflicting types '{here}' and '{there}'"
                )
        yield fields

    def _meanings(self, fields: list[Seen]) -> Iterable[list[Seen]]:
        """Yield those of *fields* that may be answered for one object; each must be the same."""
        for group in _of_one_object(fields):
            first = group[0]
            for other in group[1:]:
                self._compare(first, other)
            yield group

    def _compare(self, first: Seen, other: Seen) -> None:
        here, there = first.node.name.value, other.node.name.value
        if here != there:
            raise Conflict(first, other, f"'{here}' and '{there}' are different fields")
        if self._arguments(first.node) != self._arguments(other.node):
            raise Conflict(first, other, "they have differing arguments")

    def _arguments(self, node: FieldNode) -> str:
        """Return the arguments of *node* as a text that is the same for the same arguments."""
        if not node.arguments:
            return ""
        if id(node) not in self._printed:
            self._printed[id(node)] = "\n".join(sorted(map(print_ast, node.arguments)))
        return self._printed[id(node)]


def _of_one_object(fields: list[Seen]) -> Iterable[list[Seen]]:
    """Return the groups of *fields* that one object may have to answer together.

    A field on an interface belongs to every group, as any object may be of that interface.
    """
    if all(each.parent is fields[0].parent for each in fields):
        return [fields]
    of_objects: dict[int, list[Seen]] = {}
    of_any: list[Seen] = []
    for each in fields:
        if isinstance(each.parent, GraphQLObjectType):
            of_objects.setdefault(id(each.parent), []).append(each)
        else:
            of_any.append(each)
    return [[*group, *of_any] for group in of_objects.values()] or [of_any]


def _look_alike(first: Any, other: Any) -> bool:
    """Say whether values of the two types have the same shape."""
    for wraps in (is_non_null_type, is_list_type):
        if wraps(first) or wraps(other):
            return wraps(first) and wraps(other) and _look_alike(first.of_type, other.of_type)
    if is_leaf_type(first) or is_leaf_type(other):
        return first is other
    return True
