"""What an operation may cost at most, before it runs.

The cost of a field is its own weight plus that of what it selects, times the rows it
may return; so it depends on the variables, and is counted anew for every request.
"""

from collections.abc import Mapping
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
)

#: Rows of a page where the caller names none, as in `api.relay.paging`.
PAGE = 50
#: Rows of a list that has no page: the parts of a score, the findings of a return.
LIST = 10
#: So many combinations of sizes are kept of one document.
MOST_SIZES = 16
#: Ten leaves cost as much as one object, as each is answered and sent for every row.
LEAF, OBJECT = 1, 10
#: What counting and recomputing cost, in objects, as they read much.
WEIGHTS: Mapping[str, int] = {
    "totalCount": 25,
    "replay": 200,
    "recompute": 200,
    "whatIf": 50,
    "calculate": 50,
    "stream": 20,
}


class Costs:
    """Counts operations against one schema."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema

    def of(
        self,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        variables: Mapping[str, Any],
    ) -> int:
        """Return the cost of *operation*, whose *variables* are already read."""
        root = self._schema.get_root_type(operation.operation)
        count = _Count(self._schema, document, variables)
        return count.selections(operation.selection_set, root, PAGE) // OBJECT


class KnownCosts:
    """What the operations of one document cost, by what their variables say of sizes.

    Only the numbers and the lengths of lists among them count.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], int] = {}

    def of(
        self,
        costs: Costs,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        variables: Mapping[str, Any],
    ) -> int:
        """Return the cost of *operation*, counted if need be."""
        name = operation.name.value if operation.name else None
        key = (name, *((each, _size_of(value)) for each, value in variables.items()))
        cost = self._known.get(key)
        if cost is None:
            if len(self._known) >= MOST_SIZES:
                self._known.clear()
            cost = self._known[key] = costs.of(document, operation, variables)
        return cost


def _size_of(value: Any) -> int | None:
    if isinstance(value, list):
        return len(value)
    return value if isinstance(value, int) else None


class _Count:
    """One count; fragments are counted once for each size of page they are used in."""

    def __init__(
        self, schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]
    ) -> None:
        self._schema = schema
        self._variables = variables
        self._known: dict[tuple[str, int], int] = {}
        self._fragments = {
            node.name.value: node
            for node in document.definitions
            if isinstance(node, FragmentDefinitionNode)
        }

    def selections(self, node: SelectionSetNode | None, parent: Any, page: int) -> int:
        """Return the cost of what *node* selects on *parent* in a page of *page* rows."""
        cost = 0
        for selection in node.selections if node else ():
            if isinstance(selection, FieldNode):
                cost += self._field(selection, parent, page)
            elif isinstance(selection, FragmentSpreadNode):
                cost += self._spread(selection.name.value, page)
            else:
                cost += self._inline(selection, parent, page)
        return cost

    def _spread(self, name: str, page: int) -> int:
        key = (name, page)
        if key not in self._known:
            fragment = self._fragments[name]
            on = self._schema.get_type(fragment.type_condition.name.value)
            self._known[key] = self.selections(fragment.selection_set, on, page)
        return self._known[key]

    def _inline(self, node: SelectionNode, parent: Any, page: int) -> int:
        assert isinstance(node, InlineFragmentNode)  # noqa: S101 the third and last kind
        condition = node.type_condition
        on = self._schema.get_type(condition.name.value) if condition else parent
        return self.selections(node.selection_set, on, page)

    def _field(self, node: FieldNode, parent: Any, page: int) -> int:
        field = self._definition(node.name.value, parent)
        if field is None:
            return 0
        named = get_named_type(field.type)
        composite = isinstance(named, GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType)
        weight = WEIGHTS.get(node.name.value)
        own = weight * OBJECT if weight else OBJECT if composite else LEAF
        inner_page, rows = self._rows(node, field, page)
        return own + rows * self.selections(node.selection_set, named, inner_page)

    def _definition(self, name: str, parent: Any) -> GraphQLField | None:
        """Return the field; `api.execution.introspection` bounds what is asked of the schema."""
        fields: Mapping[str, GraphQLField] = getattr(parent, "fields", {})
        return fields.get(name)

    def _rows(self, node: FieldNode, field: GraphQLField, page: int) -> tuple[int, int]:
        """Return the page size that holds below *node*, and how often its rows repeat."""
        is_list = isinstance(get_nullable_type(field.type), GraphQLList)
        if "first" in field.args:
            asked = max(self._given(node, "first"), self._given(node, "last")) or PAGE
            return asked, asked if is_list else 1
        if not is_list:
            return page, 1
        if node.name.value in {"edges", "nodes"} and not field.args:
            return page, page
        return page, self._given(node, "ids") or LIST

    def _given(self, node: FieldNode, name: str) -> int:
        """Return the number, or the length of the list, that argument *name* gives."""
        for argument in node.arguments or ():
            if argument.name.value == name:
                return self._size(argument.value)
        return 0

    def _size(self, value: Any) -> int:
        if isinstance(value, IntValueNode):
            return abs(int(value.value))
        if isinstance(value, ListValueNode):
            return len(value.values)
        if isinstance(value, VariableNode):
            given = self._variables.get(value.name.value)
            return len(given) if isinstance(given, list) else abs(given or 0)
        return 0
