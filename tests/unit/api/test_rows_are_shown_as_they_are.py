"""Fields that want nothing but their row read it; what they are called makes no difference."""

from typing import Any

import msgspec
import strawberry
from graphql import GraphQLSchema, execute_sync, parse
from strawberry.extensions import FieldExtension

from api.building.describe import attribute, object_type, query
from api.building.reading import read_directly
from api.relay.node_types import Node, node_type
from application.authorisation.table import ANYBODY, WITH_ITS_ROW


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a view."""

    id: int
    name: str
    stream_version: int
    inner: Any = None


class OtherRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of another view."""

    number: int
    name: str


class Shouting(FieldExtension):
    """Something that stands between a field and its value."""

    def resolve(self, next_: Any, source: Any, info: Any, **arguments: Any) -> Any:
        """Return the value in capitals."""
        return next_(source, info, **arguments).upper()


@node_type("A thing.", row=Row, right=WITH_ITS_ROW)
class Thing(Node):
    """Fields of every kind, in an order of their own."""

    name: str = attribute("Under the same name.")

    @query("Made of the row.")
    @staticmethod
    def initial(root: strawberry.Parent[Row]) -> str:
        """Return the first letter."""
        return root.name[0]

    version: int = attribute("Under another name.", source="stream_version")
    below: str = attribute("Further down.", source="inner.name")


@node_type("Another thing.", row=OtherRow, key="number", right=WITH_ITS_ROW)
class Other(Node):
    """Named by another column than most."""

    @strawberry.field(extensions=[Shouting()])  # type: ignore[untyped-decorator]
    @staticmethod
    def name(root: strawberry.Parent[OtherRow]) -> str:
        """Return the name."""
        return root.name


@object_type("A root.", right=ANYBODY)
class Query:
    """A root."""

    @query("Things.", shows=list[Node])
    def things(self) -> list[Row | OtherRow]:
        """Return rows of two views."""
        inner = OtherRow(number=2, name="x")
        first = Row(id=1, name="Arta", stream_version=7, inner=inner)
        return [first, OtherRow(number=9, name="Bakti")]


def schema() -> GraphQLSchema:
    """Return the schema, read directly."""
    found = strawberry.Schema(Query, types=[Thing, Other])._schema
    read_directly(found)
    return found


DOCUMENT = parse(
    "{ things { __typename id ... on Thing { name initial version below } ... on Other { name } } }"
)


def test_a_row_is_shown_by_the_type_of_its_class() -> None:
    """Each field by its name, by another name, from further down, or as a method makes it."""
    first, _ = execute_sync(schema(), DOCUMENT, Query()).data["things"]  # type: ignore[index]
    assert first == {
        "__typename": "Thing",
        "id": "VGhpbmc6MQ",
        "name": "Arta",
        "initial": "A",
        "version": 7,
        "below": "x",
    }


def test_the_id_of_a_thing_is_made_of_its_key() -> None:
    """Not every row is named by a column called id; Strawberry's extensions still have a say."""
    _, other = execute_sync(schema(), DOCUMENT, Query()).data["things"]  # type: ignore[index]
    assert other == {"__typename": "Other", "id": "T3RoZXI6OQ", "name": "BAKTI"}


def test_fields_come_in_the_order_of_their_class() -> None:
    """Methods stand in the schema where they stand in the class; the id comes first."""
    thing: Any = schema().type_map["Thing"]
    assert list(thing.fields) == ["id", "name", "initial", "version", "below"]
