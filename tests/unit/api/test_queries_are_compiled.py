"""A query is compiled once, and answered like the executor answers it, or left to the executor."""

import asyncio
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from types import SimpleNamespace
from typing import Annotated, Any

import msgspec
import pytest
import strawberry
import structlog
from graphql import GraphQLScalarType

from api.building.describe import attribute, object_type, query
from api.building.reading import read_directly
from api.building.rights import guard
from api.building.scalars import Position, config
from api.execution.batches import Batch, Level
from api.execution.compiled import plans
from api.execution.compiled.columns import Columns
from api.execution.compiled.giving_up import GivenUp, Reason
from api.execution.compiled.leaves import writer_of
from api.execution.compiled.reads import Reads, reads_of
from api.execution.compiled.shapes import AT_ONCE
from api.execution.cost import MOST_SIZES, KnownCosts
from api.execution.engine import Engine, Outcome
from api.execution.limits import Limits
from api.http.body import Call
from api.http.responses import ENCODER
from api.relay.node_types import Node, node_type
from application.authorisation.table import CASES, WITH_ITS_ROW
from domain.kernel.actors import GUEST, Actor, Role
from projections.querying.chosen import Chosen

OFFICER = Actor(account="o", role=Role.OFFICER, office="33.74", territory="33.74")
NOW = datetime(2026, 11, 25, 17, 30, tzinfo=UTC)
LIMITS = Limits(cost=1_000_000)


@strawberry.enum(description="A colour.")
class Colour(StrEnum):
    """A colour whose members are not called like their values."""

    RED = "merah"
    BLUE = "biru"


class ThingRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of no view."""

    number: int
    name: str | None = "x"
    size: int = 3
    colour: Colour | str | None = Colour.RED
    price: Decimal | None = Decimal("1E+3")
    at: datetime = NOW
    day: date = NOW.date()
    fits: bool = True
    tags: Any = ("a", "b")
    note: str = "for some"
    parts: Any = ()
    grid: Any = ((1, 2),)


@object_type("A part.", right=WITH_ITS_ROW)
class Part:
    """Part of a thing."""

    name: str = attribute("Its name.")


@object_type("A thing.", right=WITH_ITS_ROW, row=ThingRow)
class Thing:
    """Every way of being a field."""

    number: Position = attribute("Its number.")
    name: str = attribute("Its name.")
    size: int = attribute("Its size.")
    colour: Colour | None = attribute("Its colour.")
    price: Decimal | None = attribute("Its price.")
    at: datetime = attribute("Since when.")
    day: date = attribute("Its day.")
    fits: bool = attribute("Whether it fits.")
    tags: list[str] = attribute("Words.")
    note: str | None = attribute("For some.", right=CASES)
    parts: list[Part | None] = attribute("Its parts.")
    spare: list[Part] | None = attribute("As well.", source="parts")
    grid: list[list[int]] = attribute("Numbers.")

    @query("Its name in capitals.")
    @staticmethod
    def loud(root: strawberry.Parent[ThingRow]) -> str:
        """Compute it."""
        return (root.name or "").upper()

    @query("All of it.")
    @staticmethod
    def whole(root: strawberry.Parent[ThingRow]) -> str:
        """Hand the row on."""
        return repr(root)

    @query("Itself, as something less.", shows=Part | None)
    @staticmethod
    def as_part(root: strawberry.Parent[ThingRow]) -> ThingRow | None:
        """Show the row."""
        return root if root.size else None

    @query("A part that is always there.", shows=Part)
    @staticmethod
    def main(root: strawberry.Parent[ThingRow]) -> Any:
        """Show a part, which small things lack."""
        return SimpleNamespace(name=root.name) if root.size else None

    @query("Its name, later; fails for the nameless.")
    @staticmethod
    async def later(root: strawberry.Parent[ThingRow], again: int = 1) -> str | None:
        """Wait a moment."""
        await asyncio.sleep(0)
        if root.name is None:
            raise LookupError("nameless")
        return root.name * again

    @query("Lists of parts, in lists.", shows=list[list[Part]])
    @staticmethod
    def nested(root: strawberry.Parent[ThingRow]) -> Any:
        """Show parts."""
        return [root.parts]


class BoxRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row that an id names."""

    number: int


class LidRow(msgspec.Struct, frozen=True, kw_only=True):
    """Another one."""

    number: int


@node_type("A box.", row=BoxRow, key="number", right=WITH_ITS_ROW)
class Box(Node):
    """A box."""

    number: int = attribute("Its number.")


@node_type("A lid.", row=LidRow, key="number", right=WITH_ITS_ROW)
class Lid(Node):
    """A lid."""

    number: int = attribute("Its number.")


Both = Annotated[Thing | Part, strawberry.union("Both", description="One or the other.")]


@strawberry.type
class Query:
    """A root."""

    @query("Things.", right=WITH_ITS_ROW, shows=list[Thing])
    def things(self, info: strawberry.Info, first: int = 2) -> Any:
        """Show the things of the context."""
        return [ThingRow(number=n, **info.context.row) for n in range(first)]

    @query("Things again, later.", right=WITH_ITS_ROW, shows=list[Thing] | None)
    async def others(self, info: strawberry.Info) -> Any:
        """Show one thing."""
        return [ThingRow(number=9, **info.context.row)]

    @query("Any of them.", right=WITH_ITS_ROW, shows=list[Node | None])
    def nodes(self, info: strawberry.Info) -> Any:
        """Show one of each, and nothing."""
        return [LidRow(number=1), BoxRow(number=2), None, LidRow(number=3), *info.context.more]

    @query("One or the other.", right=WITH_ITS_ROW, shows=Both | None)
    def either(self) -> Any:
        """Show neither."""
        return None

    @query("A reading that is noted.", right=WITH_ITS_ROW, traced=True)
    def noted(self) -> str:
        """Leave a trace."""
        return "noted"


@strawberry.type
class Mutation:
    """Changes nothing."""

    @query("A change.", right=WITH_ITS_ROW)
    def change(self) -> str:
        """Change nothing."""
        return "changed"


def schema() -> strawberry.Schema:
    """Return the guarded schema of this module."""
    made = strawberry.Schema(Query, Mutation, types=[Box, Lid], config=config())
    read_directly(made._schema)
    guard(made._schema)
    return made


SCHEMA = schema()
COMPILED, ORDINARY = Engine(SCHEMA, LIMITS), Engine(SCHEMA, LIMITS, compiled=False)


class Views(msgspec.Struct, frozen=True, kw_only=True):
    """Services, as far as there are some."""

    views: object = None


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """The circumstances of one operation."""

    actor: Actor
    row: Any
    more: Any
    services: Views = Views()
    loaders: Any = SimpleNamespace(forget=lambda: None)


async def answered(
    engine: Engine, document: str, *, actor: Actor = OFFICER, more: Any = (), row: Any, given: Any
) -> Outcome:
    """Return what came of *document* about things that have *row* in common."""
    context = Asked(actor=actor, row=row, more=more)
    return await engine.answer(Call(document=document, variables=given), context)


async def both(
    document: str, *, actor: Actor = OFFICER, more: Any = (), given: Any = None, **row: Any
) -> tuple[Reason | None, bytes]:
    """Return the reason of the compiling engine, and what both answered, which must be the same."""
    asked = {"actor": actor, "more": more, "row": row, "given": given}
    compiled = await answered(COMPILED, document, **asked)
    ordinary = await answered(ORDINARY, document, **asked)
    assert ordinary.reason in (Reason.OFF, None)
    told = [[(each.message, each.path) for each in one.errors] for one in (compiled, ordinary)]
    assert told[0] == told[1]
    found = ENCODER.encode(compiled.data)
    assert found == ENCODER.encode(ordinary.data)
    return compiled.reason, found


EVERY = "number name size colour price at day fits tags note loud whole"


@pytest.mark.parametrize(
    ("document", "row"),
    [
        (f"{{ things {{ {EVERY} }} }}", {}),
        ("{ things { colour price } }", {"colour": None, "price": None}),
        ("{ things { at day } }", {"at": NOW.astimezone(timezone(timedelta(hours=7)))}),
        ("{ things { price } }", {"price": Decimal("0.000000001")}),
        ("{ things { tags } }", {"tags": frozenset(["one"])}),
        ("{ things { __typename kind: __typename } __typename }", {}),
        ("{ things { main { name } asPart { name } later } }", {}),
        ("{ things { asPart { name } } }", {"size": 0}),
        ("{ things { parts { name } spare { name } } }", {"parts": (None,) * 0}),
        ("{ things { parts { name } } }", {"parts": [Part(name="p"), None]}),
        ("{ things { spare { name } } }", {"parts": None}),
        ("{ a: things(first: 1) { later(again: 2) } others { later } }", {}),
        ("{ nodes { id ... on Box { __typename number } ... on Lid { n: number } } }", {}),
        ("{ things { ...F ... { size } } } fragment F on Thing { size name }", {}),
        ("{ things { grid } }", {}),
        ("{ things(first: 0) { name } }", {}),
    ],
)
async def test_a_plan_answers_like_the_executor(document: str, row: Any) -> None:
    """The same bytes, whatever kind of field is selected."""
    reason, _ = await both(document, **row)
    assert reason is Reason.COVERED


@pytest.mark.parametrize(
    ("document", "row"),
    [
        ("{ things { name } }", {"name": None}),
        ("{ things { size } }", {"size": 2**40}),
        ("{ things { colour } }", {"colour": "hijau"}),
        ("{ things { tags } }", {"tags": None}),
        ("{ things { tags } }", {"tags": 7}),
        ("{ things { main { name } } }", {"size": 0}),
        ("{ things { parts { name } } }", {"parts": None}),
        ("{ things { spare { name } } }", {"parts": [None]}),
        ("{ things { later } }", {"name": None}),
        ("{ things { later } others { later } }", {"name": None}),
        ("{ things { price } }", {"price": "not a number"}),
    ],
)
async def test_what_goes_wrong_is_told_by_the_executor(document: str, row: Any) -> None:
    """The plan is given up, and the executor answers anew, with its places and its words."""
    reason, _ = await both(document, **row)
    assert reason is Reason.RAISED


def test_a_scalar_that_makes_nothing_of_a_value_is_a_fault() -> None:
    """As in the executor, which takes no null from a scalar."""
    nothing = GraphQLScalarType("Nothing", coerce_output_value=lambda _: None)
    with pytest.raises(GivenUp):
        writer_of(nothing)(1)


async def test_what_shows_as_nothing_is_left_to_the_executor() -> None:
    """An object of a class that no type of the union shows."""
    reason, _ = await both("{ nodes { __typename } }", more=[object()])
    assert reason is Reason.RAISED


async def test_rights_are_asked_when_a_plan_runs() -> None:
    """The same plan answers an officer and refuses a guest."""
    document = "{ things { note } }"
    assert (await both(document))[0] is Reason.COVERED
    reason, found = await both(document, actor=GUEST)
    assert reason is Reason.RAISED
    assert found == b'{"things":[{"note":null},{"note":null}]}'
    assert (await both(document))[0] is Reason.COVERED


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ("mutation { change }", Reason.MUTATION),
        ("{ __schema { queryType { name } } }", Reason.SCHEMA),
        ("{ things { name } noted }", Reason.FIELD),
        ("{ things { nested { name } } }", Reason.FIELD),
        ("{ either { __typename } }", Reason.FIELD),
    ],
)
async def test_what_is_not_covered_is_left_whole(document: str, reason: Reason) -> None:
    """One such field, and the executor answers all of it."""
    assert (await both(document))[0] is reason


async def test_a_schema_without_rights_has_no_plans() -> None:
    """Without a rule beside a field nobody may pass it by."""
    unguarded = strawberry.Schema(Query, types=[Box, Lid], config=config())
    read_directly(unguarded._schema)
    found = await answered(Engine(unguarded, LIMITS), "{ things { name } }", row={}, given=None)
    assert found.reason is Reason.FIELD


async def test_variables_skip_include_and_narrow() -> None:
    """Each way of selecting has its plan; other variables have not."""
    engine = Engine(SCHEMA, LIMITS)
    document = """query ($no: Boolean!, $first: Int!) {
      things(first: $first) {
        name @include(if: true) size @skip(if: $no) number @include(if: $no) later(again: $first)
      }
    }"""
    for no, first in ((True, 1), (False, 1), (False, 2)):
        given = {"no": no, "first": first}
        found = await answered(engine, document, row={}, given=given)
        assert (await both(document, given=given))[0] is Reason.COVERED
        assert found.data is not None
        assert len(found.data["things"]) == first
        assert ("size" in found.data["things"][0]) is not no
    assert len(engine.plans.known) == 2


async def test_the_second_time_nothing_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each operation of a document is compiled once; long documents are not kept."""
    engine, compiled = Engine(SCHEMA, LIMITS), 0
    make = engine.plans._made

    def counted(*given: Any) -> plans.Plan:
        nonlocal compiled
        compiled += 1
        return make(*given)

    monkeypatch.setattr(engine.plans, "_made", counted)
    for document in ("{ things { name } }", "{ things { name } } #" + "x" * plans.KEPT_CHARACTERS):
        for _ in range(2):
            assert (await answered(engine, document, row={}, given=None)).executed
    assert compiled == 3


async def test_what_cannot_be_compiled_is_answered_and_logged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A fault of the compiler is nobody's but ours."""
    monkeypatch.setattr("api.execution.compiled.plans.compiled", None)
    with structlog.testing.capture_logs() as lines:
        found = await answered(Engine(SCHEMA, LIMITS), "{ things { name } }", row={}, given=None)
    assert found.reason is Reason.FAILED
    assert found.data == {"things": [{"name": "x"}, {"name": "x"}]}
    assert [line["event"] for line in lines] == ["plan_failed"]


async def test_others_get_their_turn_between_many_objects() -> None:
    """Thousands of rows are resolved and written in pieces."""
    turns = 0

    async def count() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    others = asyncio.create_task(count())
    document = f"{{ things(first: {2 * AT_ONCE + 1}) {{ number main {{ name }} }} }}"
    reason, _ = await both(document)
    others.cancel()
    assert reason is Reason.COVERED
    assert turns > 4


class Home:
    """Resolvers, as sources."""

    def attributes(self, row: Any) -> str:
        """Read two attributes."""
        return f"{row.first} {row.second.third}"

    def shows(self, row: Any) -> Any:
        """Show the row, perhaps."""
        return row if row.first else None

    def hands_on(self, row: Any) -> str:
        """Hand the row to somebody."""
        return str(row)


@pytest.mark.parametrize(
    ("resolver", "reads"),
    [
        (Home.attributes, Reads(frozenset({"first", "second"}), shows_row=False)),
        (Home.shows, Reads(frozenset({"first"}), shows_row=True)),
        (Home.hands_on, None),
        (len, None),
        (eval("lambda row: row.first"), None),  # noqa: S307 - a function without a source
    ],
)
def test_what_a_resolver_reads_is_read_off_its_source(resolver: Any, reads: Reads | None) -> None:
    """Attributes, and whether it shows the row; whoever does more may read anything."""
    assert reads_of(resolver, "row") == reads


def test_columns_are_chosen_of_rows_of_one_class() -> None:
    """An attribute that is no column, or a second class, and rows come whole."""
    columns = Columns()
    assert columns.of("views") == "views"
    columns.are_of(ThingRow)
    columns.read("name")
    columns.read("name")
    columns.read("size")
    chosen = columns.of("views")
    assert isinstance(chosen, Chosen)
    assert (chosen.row, chosen.columns) == (ThingRow, ("name", "size"))
    columns.read("no_column")
    assert columns.of("views") == "views"
    other = Columns()
    other.are_of(ThingRow)
    other.are_of(Part)
    assert other.of("views") == "views"


async def test_a_level_asks_once_for_each_key() -> None:
    """Two rows with one key are one question; a row without an answer leads to nothing."""
    asked = []

    async def ask(_views: object, *, ids: list[int], **said: Any) -> Any:
        asked.append((ids, said))
        return {1: "one"}

    level = Level(rows=[ThingRow(number=n) for n in (1, 2, 1)], views=None)
    found = await level.answers(Batch(ask=ask, keys="ids", by="number", none=()), scope="all")
    assert found == ["one", (), "one"]
    assert asked == [([1, 2], {"scope": "all"})]


def test_costs_are_kept_by_sizes() -> None:
    """Numbers and lengths count, texts do not; the number of combinations is bounded."""
    counted = []

    class Costs:
        def of(self, *_: Any) -> int:
            counted.append(1)
            return len(counted)

    known, costs = KnownCosts(), Costs()
    operation = SimpleNamespace(name=None)
    for given in ({"a": "x", "ids": [1]}, {"a": "y", "ids": [2]}, {"a": "y", "ids": []}):
        known.of(costs, None, operation, given)  # type: ignore[arg-type] # stand-ins
    assert len(counted) == 2
    for first in range(MOST_SIZES + 1):
        known.of(costs, None, operation, {"first": first})  # type: ignore[arg-type] # as above
    assert len(known._known) < MOST_SIZES
