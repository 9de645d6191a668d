"""No single document can keep the server busy: depth, width, tokens and cost are bounded."""

from typing import Any

import pytest
from graphql import get_introspection_query

from tests.support.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

INTROSPECTION = get_introspection_query(
    specified_by_url=True,
    directive_is_repeatable=True,
    schema_description=True,
    input_value_deprecation=True,
)


def nested(depth: int) -> str:
    """Return a query that goes from cooperative to score and back, *depth* fields deep."""
    inside = "id"
    for level in range(depth - 2):
        inside = f"cooperative {{ {inside} }}" if level % 2 == 0 else f"currentScore {{ {inside} }}"
    return f'{{ cooperative(nik: "x") {{ {"currentScore { " + inside + " }"} }} }}'


TREE = """
{ cooperatives(first: 200) { nodes { assessments(first: 200) { nodes { ...F } } } } }
fragment F on Assessment { cooperative { name } }
"""
BY_VARIABLE = """
query ($n: Int) {
  cooperatives(first: $n) { nodes { assessments(last: $n) { edges { node { ...F } } } } }
}
fragment F on Assessment { cooperative { name } }
"""
BY_IDS = """
query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Cooperative { ...F } } }
fragment F on Cooperative { scoreHistory(first: 200) { nodes { cooperative { name } } } }
"""
REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("{ viewer {" + " role" * 3_000 + "} }", {}, "QUERY_TOO_COSTLY"),
    ("{" + " ".join(f"a{n}: viewer {{ role }}" for n in range(60)) + "}", {}, "QUERY_TOO_COSTLY"),
    (nested(20), {}, "QUERY_TOO_DEEP"),
    ("{ viewer " + "{ ...on Viewer " * 600 + "{ role }" + "}" * 600 + "}", {}, "QUERY_TOO_DEEP"),
    (TREE, {}, "QUERY_TOO_COSTLY"),
    (BY_VARIABLE, {"n": 200}, "QUERY_TOO_COSTLY"),
    (BY_IDS, {"ids": ["x"] * 100}, "QUERY_TOO_COSTLY"),
    ('{ nodes(ids: ["a", "b"]) { ...F } } fragment F on Node { id ...F }', {}, "VALIDATION"),
    ('{ cooperative(nik: "a\\u0000") { name } }', {}, "VALIDATION"),
    ("{ cooperatives(first: 99999999999999999999) { totalCount } }", {}, "VALIDATION"),
    (f"{{ cooperatives(first: {'9' * 5_000}) {{ totalCount }} }}", {}, "VALIDATION"),
]


@pytest.mark.parametrize(("document", "variables", "code"), REFUSED)
async def test_a_document_that_asks_for_too_much_is_refused(
    api: Api, document: str, variables: dict[str, Any], code: str
) -> None:
    """Many tokens, aliases, levels or rows: refused before a resolver runs."""
    answer = (await api.send(document, "petugas1", **variables)).json()
    assert code in answer["errors"][0]["extensions"]["code"]
    assert "data" not in answer


async def test_the_cost_depends_on_the_variables(api: Api) -> None:
    """The same document is fine for ten rows and too much for two hundred."""
    document = (
        "query ($n: Int) { cooperatives(first: $n) { nodes { assessments(first: $n) { nodes { id "
        "score { id } cooperative { id } } } } } }"
    )
    assert await api.ask(document, "petugas1", n=10)
    error = await api.error(document, "petugas1", n=200)
    assert error["extensions"]["cost"] > error["extensions"]["limit"]


async def test_introspection_is_allowed_in_full(api: Api) -> None:
    """Tools read the schema, which is the manual; what they ask is deep, and free."""
    assert (await api.ask(INTROSPECTION))["__schema"]["types"]


@pytest.mark.parametrize(
    "arguments",
    ["first: 201", "first: -1", "last: 500", 'first: 1, before: "x"', "first: 1, last: 1"],
)
async def test_a_page_has_its_bounds(api: Api, arguments: str) -> None:
    """At most 200 rows, from one end: the error says so."""
    error = await api.error(f"{{ cooperatives({arguments}) {{ totalCount }} }}")
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert error["extensions"]["remedy"]["id"]


async def test_at_most_a_hundred_things_are_looked_up_at_once(api: Api) -> None:
    """`nodes` has its bound too."""
    document = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    error = await api.error(document, None, ids=["x"] * 101)
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
