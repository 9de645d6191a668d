"""The authorisation point lets through what the table lists, as far as it says."""

from uuid import UUID

import pytest

from application.authorisation import (
    Forbidden,
    OutsideTerritory,
    Reach,
    Resource,
    Unauthenticated,
    ViewScope,
    authorise,
    guard,
    permit,
    rule_of,
    scope,
)
from domain.account.commands import SetPassword
from domain.assessment.commands import EnterStatements, OpenAssessment, VerifyAssessment
from domain.cooperative.commands import RegisterCooperative
from domain.kernel.actors import GUEST, SYSTEM, Actor, Role, Scope
from domain.office.commands import DelegateSignature
from domain.ruleset.commands import PublishRuleset

KPRI = UUID(int=1)
OTHER = UUID(int=2)
semarang = Actor(account="o", role=Role.OFFICER, office="33.74", territory="33.74")
ministry = Actor(account="m", role=Role.OFFICER, office="ID", territory="ID")
head = Actor(account="h", role=Role.EXECUTIVE, office="33.74", territory="33.74")
operator = Actor(account="p", role=Role.OPERATOR, cooperative=KPRI)
in_semarang = Resource(cooperative=KPRI, membership_area="33.74")
in_salatiga = Resource(cooperative=OTHER, membership_area="33.73")


def key(*scopes: Scope, **where: object) -> Actor:
    """Return a service key good for *scopes*."""
    return Actor(account="k", role=Role.SERVICE, scopes=frozenset(scopes), **where)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("actor", "command", "subject"),
    [
        (GUEST, RegisterCooperative, in_semarang),
        (semarang, RegisterCooperative, in_semarang),
        (semarang, VerifyAssessment, in_semarang),
        (operator, OpenAssessment, in_semarang),
        (key(Scope.STATEMENTS, cooperative=KPRI), EnterStatements, in_semarang),
        (key(Scope.STATEMENTS, territory="33"), EnterStatements, in_salatiga),
        (ministry, PublishRuleset, Resource()),
        (head, DelegateSignature, Resource(office="33.74")),
        (semarang, SetPassword, Resource(account="o")),
        (SYSTEM, PublishRuleset, Resource()),
    ],
)
def test_a_role_does_its_own_work(actor: Actor, command: type, subject: Resource) -> None:
    """The officer of Kota Semarang verifies what lies in Kota Semarang."""
    authorise(actor, command, subject)


@pytest.mark.parametrize(
    ("actor", "command", "subject"),
    [
        (semarang, VerifyAssessment, in_salatiga),
        (semarang, VerifyAssessment, Resource()),
        (semarang, RegisterCooperative, Resource(membership_area="33")),
        (Actor(account="x", role=Role.OFFICER), VerifyAssessment, in_semarang),
        (operator, OpenAssessment, in_salatiga),
        (Actor(account="x", role=Role.OPERATOR), OpenAssessment, Resource()),
        (key(Scope.STATEMENTS, cooperative=KPRI), EnterStatements, in_salatiga),
        (head, DelegateSignature, Resource(office="33.73")),
        (semarang, SetPassword, Resource(account="somebody else")),
        (Actor(account="x", role=Role.EXECUTIVE), DelegateSignature, Resource()),
    ],
)
def test_what_belongs_to_somebody_else_is_out_of_reach(
    actor: Actor, command: type, subject: Resource
) -> None:
    """The officer of Kota Semarang touches nothing of Kota Salatiga."""
    with pytest.raises(OutsideTerritory):
        authorise(actor, command, subject)


@pytest.mark.parametrize(
    ("actor", "command"),
    [
        (operator, VerifyAssessment),
        (semarang, PublishRuleset),
        (key(Scope.FEED, territory="ID"), EnterStatements),
        (Actor(account="a", role=Role.ADMINISTRATOR), VerifyAssessment),
        (ministry, int),
    ],
)
def test_a_role_without_the_right_is_forbidden(actor: Actor, command: type) -> None:
    """An operator never verifies, not even the own submission."""
    with pytest.raises(Forbidden):
        authorise(actor, command, in_semarang)


def test_a_guest_is_asked_to_sign_in() -> None:
    """Nobody verifies without an account."""
    with pytest.raises(Unauthenticated):
        authorise(GUEST, VerifyAssessment, in_semarang)


@pytest.mark.parametrize(
    ("actor", "field", "rows"),
    [
        (GUEST, "Query.cooperatives", ViewScope(public=True)),
        (semarang, "Query.cooperatives", ViewScope(territory="33.74")),
        (operator, "Query.assessments", ViewScope(cooperative=KPRI)),
        (SYSTEM, "Query.assessments", ViewScope(territory="ID")),
        (key(Scope.READ, cooperative=KPRI), "Query.assessments", ViewScope(cooperative=KPRI)),
        (semarang, "Query.ranking", ViewScope(public=True)),
    ],
)
def test_a_list_shows_the_rows_within_reach(actor: Actor, field: str, rows: ViewScope) -> None:
    """A guest sees what is published, an officer the own territory."""
    assert scope(actor, field) == rows


def test_an_office_account_without_territory_sees_no_rows() -> None:
    """A half-made account is no key to everything."""
    with pytest.raises(Forbidden):
        scope(Actor(account="x", role=Role.OFFICER), "Query.assessments")


def test_a_field_without_a_rule_is_closed() -> None:
    """A field that nobody decided on opens to nobody."""
    assert rule_of("Query.everything") is None
    with pytest.raises(Forbidden):
        permit(ministry, "Query.everything")
    permit(GUEST, "Query.rulesets")


def test_what_is_published_is_not_thereby_anybodys_to_change() -> None:
    """A rule that only lets read lets nobody command."""
    assert not guard._holds(Reach.PUBLISHED, SYSTEM, in_semarang)
