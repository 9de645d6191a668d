"""A right is written where its field is, once, or the schema is not built."""

from types import SimpleNamespace
from typing import Any, Generic, TypeVar
from uuid import UUID

import pytest
import strawberry
from graphql import GraphQLInterfaceType, GraphQLSchema, execute_sync, parse

from api.building.describe import attribute, object_type, query
from api.building.reading import read_directly
from api.building.rights import StrayRights, Undecided, _owner_of, guard, rights_of, scope_of
from api.building.schema import build_schema
from api.execution.context import Info
from api.viewer.nodes import IN_WHOLE, NARROWED
from application.authorisation import Resource, ViewScope
from application.authorisation.table import (
    ADMINISTRATION,
    ANYBODY,
    CASES,
    COMMANDS,
    PUBLISHED,
    REGISTRY,
    WITH_ITS_ROW,
)
from application.subjects import SUBJECTS
from domain.cooperative.commands import VerifyRegistration
from domain.kernel.actors import GUEST, Actor, Role
from projections.views.scores.questions import ScoreRow

T = TypeVar("T")
OFFICER = Actor(account="o", role=Role.OFFICER, office="33.74", territory="33.74")


@object_type("A thing.", right=WITH_ITS_ROW)
class Thing:
    """Plain fields, and one with a right of its own."""

    name: str = attribute("Its name.")
    note: str = attribute("For some.", right=CASES)


@object_type("A box.", right=PUBLISHED)
class Box(Generic[T]):
    """A generic type, as connections are."""

    inside: T = attribute("What is in it.")


def guarded(root: type, changes: type | None = None) -> GraphQLSchema:
    """Return the guarded schema with *root* as its queries."""
    schema = strawberry.Schema(root, changes)._schema
    read_directly(schema)
    guard(schema)
    return schema


@strawberry.type
class Query:
    """A root."""

    @query("A thing.", right=ANYBODY)
    def thing(self) -> Thing:
        """Return one."""
        return Thing(name="x", note="y")

    @query("A box.", right=ANYBODY)
    def box(self) -> Box[Thing]:
        """Return one."""
        return Box(inside=Thing(name="x", note="y"))

    @query("What the caller may see here.", right=REGISTRY)
    def here(self, info: Info) -> str:
        """Say it."""
        return repr(scope_of(info))

    @query("What the caller may see there.", right=CASES)
    def there(self, info: Info) -> str:
        """Say it."""
        return repr(scope_of(info))


def test_a_field_has_its_own_right_or_that_of_its_type() -> None:
    """Types made of generic ones included."""
    rights = rights_of(guarded(Query))
    assert rights["Thing.name"] == WITH_ITS_ROW
    assert rights["Thing.note"] == CASES
    assert rights["ThingBox.inside"] == PUBLISHED


def test_a_type_does_not_inherit_a_right() -> None:
    """Whoever makes a type of another says what its fields are worth."""

    @strawberry.type
    class Special(Thing):
        """A thing without a right."""

    @strawberry.type
    class Root:
        """A root."""

        @query("A special thing.", right=ANYBODY)
        def special(self) -> Special:
            """Never asked."""
            raise NotImplementedError

    with pytest.raises(Undecided) as raised:
        guarded(Root)
    assert raised.value.fields == ("Special.name",)


def test_a_right_that_no_field_has_keeps_the_schema_from_being_built() -> None:
    """A type whose fields all have their own says nothing for all of them."""

    @object_type("A thing.", right=CASES)
    class Closed:
        """One field, with its own right."""

        name: str = attribute("Its name.", right=ADMINISTRATION)

    @strawberry.type
    class Root:
        """A root."""

        @query("A closed thing.", right=ANYBODY)
        def closed(self) -> Closed:
            """Never asked."""
            raise NotImplementedError

    with pytest.raises(StrayRights) as raised:
        guarded(Root)
    assert raised.value.types == ("Closed",)


def test_a_mutation_has_the_right_of_the_command_whose_name_it_bears() -> None:
    """And so needs none of its own; any other mutation does."""

    @strawberry.type
    class Mutation:
        """A root."""

        @query("A command.")
        def verify_registration(self) -> str:
            """Never asked."""
            raise NotImplementedError

        @query("Something else.", right=ANYBODY)
        def wave(self) -> str:
            """Never asked."""
            raise NotImplementedError

    rights = rights_of(guarded(Query, Mutation))
    assert rights["Mutation.verifyRegistration"] == COMMANDS[VerifyRegistration]
    assert rights["Mutation.wave"] == ANYBODY


def test_a_mutation_is_decided_about_once() -> None:
    """A command's mutation with a right of its own has two; one that is no command's has none."""

    @strawberry.type
    class Mutation:
        """A root."""

        @query("A command.", right=ANYBODY)
        def verify_registration(self) -> str:
            """Never asked."""
            raise NotImplementedError

        @query("Something else.")
        def wave(self) -> str:
            """Never asked."""
            raise NotImplementedError

    with pytest.raises(Undecided) as raised:
        guarded(Query, Mutation)
    assert raised.value.fields == ("Mutation.verifyRegistration", "Mutation.wave")


def test_no_line_of_the_table_of_commands_is_about_nothing() -> None:
    """Each is a command that the handler carries out."""
    assert set(COMMANDS) <= {kind for subject in SUBJECTS for kind in subject.commands}


def test_every_thing_that_has_an_id_can_be_fetched_by_it() -> None:
    """The two tables of kinds name each type with an id once, and nothing else."""
    engine = build_schema()._schema
    node = engine.type_map["Node"]
    assert isinstance(node, GraphQLInterfaceType)
    kinds = {each.name for each in engine.get_implementations(node).objects}
    assert sorted([*NARROWED, *IN_WHOLE]) == sorted(kinds)


def answer(actor: Actor, document: str) -> Any:
    """Return what *actor* is answered."""
    context: Any = SimpleNamespace(actor=actor)
    return execute_sync(guarded(Query), parse(document), Query(), context)


def test_the_rows_behind_a_field_follow_the_right_of_that_field() -> None:
    """Under an alias as well, and whatever stands beside it."""
    data = answer(OFFICER, "{ there: here  here: there }").data
    own = ViewScope(territory="33.74")
    assert data == {"here": repr(own), "there": repr(ViewScope(territory="33.74", public=True))}
    assert answer(GUEST, "{ here }").data == {"here": repr(ViewScope(public=True))}


def test_a_field_is_guarded_wherever_it_is_reached() -> None:
    """A guest reads a name, but never the note, not even inside a box."""
    found = answer(GUEST, "{ thing { name } box { inside { note } } }")
    assert [error.path for error in found.errors] == [["box", "inside", "note"]]


def test_what_is_no_public_row_has_no_owner_to_ask() -> None:
    """Such a field is left to its rule alone."""
    assert _owner_of(object()) is None


def test_a_score_belongs_to_its_cooperative_and_to_the_office_of_its_day() -> None:
    """So who decided it stays with that office, though anybody may see the score."""
    blank: dict[str, Any] = dict.fromkeys(ScoreRow.__struct_fields__)
    row = ScoreRow(**{**blank, "cooperative_id": UUID(int=7), "membership_area": "33.74"})
    assert _owner_of(row) == Resource(cooperative=UUID(int=7), membership_area="33.74")
