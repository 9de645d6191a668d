"""Introspection: the same answers as the engine's, and a bound on how many."""

from typing import Any

import pytest
from graphql import execute, get_introspection_query, parse

from api.building.schema import build_schema
from api.execution.engine import Engine
from api.execution.introspection import MOST_ANSWERS
from api.execution.limits import Limits
from api.http.body import Call

ENGINE = Engine(build_schema(), Limits())
WHOLE = get_introspection_query(
    specified_by_url=True,
    directive_is_repeatable=True,
    schema_description=True,
    input_value_deprecation=True,
)


async def answer(document: str, **variables: Any) -> Any:
    """Return what comes of *document*."""
    return await ENGINE.answer(Call(document=document, variables=variables), None)


ASKED: list[tuple[str, dict[str, Any]]] = [
    (WHOLE, {}),
    ("{ __schema { __typename queryType { name kind } subscriptionType { name } } }", {}),
    ('{ __type(name: "Node") { possibleTypes { name } fields { name } ofType { name } } }', {}),
    (
        """{ a: __type(name: "Nothing") { name } b: __type(name: "Role") { ...F ...F } }
        fragment F on __Type { values: enumValues { name } enumValues { isDeprecated } }""",
        {},
    ),
    (
        "query ($n: String!, $s: Boolean!) { __type(name: $n) { name @skip(if: $s) kind } }",
        {"n": "Query", "s": True},
    ),
]


@pytest.mark.parametrize(("document", "variables"), ASKED)
async def test_the_answers_are_those_of_the_engine(
    document: str, variables: dict[str, Any]
) -> None:
    """Walking the schema ourselves saves time and changes nothing."""
    expected = execute(ENGINE._schema, parse(document), variable_values=variables)
    found = await answer(document, **variables)
    assert not found.errors
    assert found.data == expected.data  # type: ignore[union-attr] # nothing waits


async def test_the_whole_schema_is_within_the_bound_and_many_of_it_are_not() -> None:
    """A tool gets what it asks for once; fifty times the schema is refused, without any data."""
    assert len(str((await answer(WHOLE)).data)) > 100_000
    part = "__schema { types { fields { name type { fields { name type { name } } } } } }"
    found = await answer("{" + " ".join(f"s{n}: {part}" for n in range(50)) + "}")
    (error,) = found.errors
    assert (found.executed, found.data) == (False, None)
    assert error.extensions == {"code": "QUERY_TOO_COSTLY"}
    assert str(MOST_ANSWERS) in error.message
