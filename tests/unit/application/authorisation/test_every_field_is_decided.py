"""Every field of the schema and every command has a decision, and the guard obeys it."""

from types import SimpleNamespace

import pytest

from api.building.rights import _may_be_null, fields_of, rights_of
from api.building.schema import build_schema
from application.authorisation import Forbidden, Rule, Unauthenticated, permit
from application.authorisation.denials import Denied
from application.authorisation.table import ADMINISTRATION, COMMANDS
from application.subjects import SUBJECTS
from domain.kernel.actors import GUEST, Role
from tests.unit.application.authorisation.actors import ACTORS

SCHEMA = build_schema()._schema
RIGHTS = rights_of(SCHEMA)


def test_every_field_has_a_decision_on_record() -> None:
    """A field that nobody decided on does not enter the schema."""
    assert set(RIGHTS) == {name for name, _ in fields_of(SCHEMA)}
    assert all(isinstance(rule, Rule) for rule in RIGHTS.values())


def test_every_command_has_a_rule() -> None:
    """A command that nobody decided on is forbidden to everybody, so it would be of no use."""
    assert {kind for subject in SUBJECTS for kind in subject.commands} == set(COMMANDS)


@pytest.mark.parametrize("role", Role)
def test_a_field_that_a_role_may_not_read_is_never_resolved(role: Role) -> None:
    """The guard stands before the resolver of every such field."""
    actor = ACTORS[role]
    info = SimpleNamespace(context=SimpleNamespace(actor=actor))
    for name, field in fields_of(SCHEMA):
        try:
            permit(actor, name, RIGHTS[name])
        except Denied as denied:
            assert field.resolve is not None
            if _may_be_null(field):
                assert field.resolve(None, info) is None
                continue
            with pytest.raises(type(denied)):
                field.resolve(None, info)


def test_guests_are_asked_to_sign_in_and_others_are_forbidden() -> None:
    """The two answers are told apart, because only one of them can be mended by signing in."""
    with pytest.raises(Unauthenticated):
        permit(GUEST, "Query.accounts", ADMINISTRATION)
    with pytest.raises(Forbidden):
        permit(ACTORS[Role.OFFICER], "Query.accounts", ADMINISTRATION)
