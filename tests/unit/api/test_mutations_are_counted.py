"""Each mutation of a document counts like a request of its own."""

import pytest
from graphql import get_operation_ast, parse

from api.execution.counting import mutations_beside_the_first


@pytest.mark.parametrize(
    ("document", "beside"),
    [
        ("{ a b c }", 0),
        ("mutation { a }", 0),
        ("mutation { a a b: a }", 1),
        ("mutation { a ... { b } ... on Mutation { c } }", 2),
        ("mutation { ...F ...F c } fragment F on Mutation { a b ...F ...Nowhere }", 2),
    ],
)
def test_what_is_carried_out_is_counted(document: str, beside: int) -> None:
    """A field asked for twice is one; fragments count by what they hold, queries not at all."""
    tree = parse(document)
    operation = get_operation_ast(tree)
    assert operation is not None
    assert mutations_beside_the_first(tree, operation) == beside
