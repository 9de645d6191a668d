"""How many mutations one operation carries out: each counts like a request of its own."""

from collections.abc import Iterator

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
)


def mutations_beside_the_first(document: DocumentNode, operation: OperationDefinitionNode) -> int:
    """Return how many mutations *operation* has, without the one that a request is counted for."""
    if operation.operation is not OperationType.MUTATION:
        return 0
    fragments = {
        node.name.value: node
        for node in document.definitions
        if isinstance(node, FragmentDefinitionNode)
    }
    return len(set(_names(operation.selection_set, fragments))) - 1


def _names(selected: SelectionSetNode, left: dict[str, FragmentDefinitionNode]) -> Iterator[str]:
    """Yield the names under which fields are answered; a fragment of *left* is read once."""
    for node in selected.selections:
        if isinstance(node, FieldNode):
            yield node.alias.value if node.alias else node.name.value
        elif isinstance(node, InlineFragmentNode):
            yield from _names(node.selection_set, left)
        elif isinstance(node, FragmentSpreadNode) and node.name.value in left:
            yield from _names(left.pop(node.name.value).selection_set, left)
