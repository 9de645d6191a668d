"""Every field of the schema and every command has a decision, and the guard obeys it."""

from types import SimpleNamespace
from uuid import UUID

import pytest

from api.building.rights import decision_for, fields_of
from api.building.schema import build_schema
from application.authorisation import Forbidden, Unauthenticated, permit
from application.authorisation.denials import Denied
from application.authorisation.table import COMMANDS
from application.subjects import SUBJECTS
from domain.kernel.actors import GUEST, SYSTEM, Actor, Role

SCHEMA = build_schema()._schema
ACTORS = {
    Role.GUEST: GUEST,
    Role.OPERATOR: Actor(account="p", role=Role.OPERATOR, cooperative=UUID(int=1)),
    Role.MSME_OWNER: Actor(account="m", role=Role.MSME_OWNER),
    Role.OFFICER: Actor(account="o", role=Role.OFFICER, office="33.74", territory="33.74"),
    Role.EXECUTIVE: Actor(account="e", role=Role.EXECUTIVE, office="33.74", territory="33.74"),
    Role.AUDITOR: Actor(account="a", role=Role.AUDITOR, office="33.74", territory="33.74"),
    Role.SERVICE: Actor(account="k", role=Role.SERVICE, territory="33.74"),
    Role.ADMINISTRATOR: Actor(account="r", role=Role.ADMINISTRATOR),
    Role.SYSTEM: SYSTEM,
}


def test_every_field_has_a_decision_on_record() -> None:
    """A field that nobody decided on does not enter the schema."""
    assert [name for name, _ in fields_of(SCHEMA) if decision_for(name) is None] == []


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
            permit(actor, decision_for(name) or name)
        except Denied as denied:
            assert field.resolve is not None
            with pytest.raises(type(denied)):
                field.resolve(None, info)


def test_guests_are_asked_to_sign_in_and_others_are_forbidden() -> None:
    """The two answers are told apart, because only one of them can be mended by signing in."""
    with pytest.raises(Unauthenticated):
        permit(GUEST, "Query.accounts")
    with pytest.raises(Forbidden):
        permit(ACTORS[Role.OFFICER], "Query.accounts")
