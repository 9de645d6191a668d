"""The engine keeps what it read of a document, so the same question is parsed once."""

from typing import Any

import pytest
import strawberry

from api.execution.cost import Costs
from api.execution.engine import MOST_ERRORS, Engine
from api.execution.limits import Limits, rules
from api.http.body import Call


@strawberry.type
class Row:
    """A row with rows below it."""

    name: str = "x"

    @strawberry.field
    def rows(self, first: int = 50) -> list["Row"]:
        """Return at most *first* rows."""
        return [Row()][:first]

    @strawberry.field
    def parts(self) -> list["Row"]:
        """Return a list without a page."""
        return [Row()]


@strawberry.type
class Query:
    """A root."""

    @strawberry.field
    def row(self) -> Row:
        """Return a row, without ever waiting."""
        return Row()

    @strawberry.field
    async def later(self, ids: list[str]) -> list[Row]:
        """Return rows after a while."""
        return [Row() for _ in ids]


SCHEMA = strawberry.Schema(Query)


async def answer(engine: Engine, document: str, **variables: Any) -> Any:
    """Return what came of *document*."""
    return await engine.answer(Call(document=document, variables=variables), None)


async def test_the_second_time_nothing_is_parsed_or_validated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The same text again is a hit; variables make no difference to it."""
    engine = Engine(SCHEMA, Limits())
    read: list[str] = []
    prepare = engine._prepare

    def counted(text: str) -> Any:
        read.append(text)
        return prepare(text)

    monkeypatch.setattr(engine, "_prepare", counted)
    document = "query ($ids: [String!]!) { later(ids: $ids) { name } }"
    for ids in (["a"], ["a", "b"]):
        found = await answer(engine, document, ids=ids)
        assert len(found.data["later"]) == len(ids)
    assert len(read) == 1


async def test_resolvers_that_never_wait_are_answered_at_once() -> None:
    """An operation without a single wait is as good as any."""
    found = await answer(Engine(SCHEMA, Limits()), "{ row { name } }")
    assert (found.executed, found.data) == (True, {"row": {"name": "x"}})


def test_the_rules_are_built_once() -> None:
    """A rule class made per request would make every validation new."""
    assert len(rules(Limits())) == len(set(rules(Limits())))


async def test_a_document_is_not_longer_than_its_tokens_may_be() -> None:
    """Blanks and comments are read sign by sign, and errors are placed by counting lines."""
    engine = Engine(SCHEMA, Limits(tokens=100))
    for text in ("# " + "x" * 2_500 + "\n{ row { name } }", "\n" * 101 + "{ row { name } }"):
        (error,) = (await answer(engine, text)).errors
        assert error.extensions == {"code": "QUERY_TOO_COSTLY"}
    assert (await answer(engine, "\n" * 99 + "{ row { name } }")).data


async def test_not_every_mistake_is_told() -> None:
    """Each is told with what stands around it; after five and a word nobody reads on."""
    found = await answer(Engine(SCHEMA, Limits()), "{ a b c d e f g h }")
    assert len(found.errors) == MOST_ERRORS + 1


def test_a_cache_can_be_emptied() -> None:
    """A benchmark reads every document anew."""
    engine = Engine(SCHEMA, Limits())
    engine._prepared("{ row { name } }")
    engine.known.clear()
    assert (len(engine.known), engine.known.weighs) == (0, 0)


@pytest.mark.parametrize(
    ("document", "variables", "cost"),
    [
        ("{ row { name } }", {}, 1),
        ("{ row { rows(first: 10) { name } } }", {}, 3),
        ("{ row { rows(first: 10) { parts { name } } } }", {}, 22),
        ("{ row { rows(first: null) { parts { name } } } }", {}, 102),
        ("query ($n: Int) { row { rows(first: $n) { parts { name } } } }", {"n": 3}, 8),
        ("query ($n: Int) { row { rows(first: $n) { parts { name } } } }", {"n": None}, 102),
        ('{ later(ids: ["a", "b"]) { parts { name } } }', {}, 5),
        ("query ($i: [String!]!) { later(ids: $i) { parts { name } } }", {"i": ["a"] * 4}, 9),
        (
            "{ row { ... { parts { name } } ...F ...F } } fragment F on Row { parts { name } }",
            {},
            7,
        ),
        ("{ __schema { types { name } } __typename }", {}, 0),
    ],
)
def test_what_an_operation_costs(document: str, variables: dict[str, Any], cost: int) -> None:
    """Objects count one and leaves a tenth, times the rows above them; introspection nothing."""
    from graphql import get_operation_ast, parse  # noqa: PLC0415

    engine = SCHEMA._schema
    tree = parse(document)
    operation = get_operation_ast(tree)
    assert operation is not None
    assert Costs(engine).of(tree, operation, variables) == cost
