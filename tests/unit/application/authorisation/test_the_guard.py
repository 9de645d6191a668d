"""The authorisation point lets through what the table lists, as far as it says."""

from uuid import UUID

import pytest

from application.authorisation import (
    Forbidden,
    NotAboutRows,
    OutsideTerritory,
    Reach,
    Resource,
    Rule,
    Unauthenticated,
    ViewScope,
    authorise,
    guard,
    owns,
    permit,
    scope,
)
from application.authorisation.table import (
    ANYBODY,
    CASES,
    HEAD,
    INSPECTION,
    MINISTRY,
    ONESELF,
    PUBLISHED,
    REGISTRY,
    WITH_ITS_ROW,
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
auditor = Actor(account="a", role=Role.AUDITOR, office="33.74", territory="33.74")
of_the_nation = Actor(account="n", role=Role.AUDITOR, office="ID", territory="ID")
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
    ("actor", "rule", "rows"),
    [
        (GUEST, REGISTRY, ViewScope(public=True)),
        (semarang, REGISTRY, ViewScope(territory="33.74", public=True)),
        (SYSTEM, REGISTRY, ViewScope(territory="ID")),
        (key(Scope.FEED, territory="33"), REGISTRY, ViewScope(public=True)),
        (Actor(account="a", role=Role.AUDITOR), REGISTRY, ViewScope(public=True)),
        (operator, CASES, ViewScope(cooperative=KPRI)),
        (SYSTEM, CASES, ViewScope(territory="ID")),
        (ministry, MINISTRY, ViewScope(territory="ID")),
        (key(Scope.READ, cooperative=KPRI), CASES, ViewScope(cooperative=KPRI)),
        (semarang, PUBLISHED, ViewScope(public=True)),
        (head, HEAD, ViewScope(office="33.74")),
        (auditor, INSPECTION, ViewScope(office="33.74")),
        (of_the_nation, INSPECTION, ViewScope(territory="ID")),
        (Actor(account="a", role=Role.AUDITOR, territory="33"), INSPECTION, ViewScope(office="")),
    ],
)
def test_a_list_shows_the_rows_within_reach(actor: Actor, rule: Rule, rows: ViewScope) -> None:
    """A guest sees what is published, an officer the own territory, an auditor the own office."""
    assert scope(actor, "Query.rows", rule) == rows


def test_a_field_of_a_public_row_is_still_its_owners() -> None:
    """The note on a registration of Semarang is for Semarang, whoever may see the rest."""
    assert owns(semarang, "Cooperative.statusReason", CASES, in_semarang)
    elsewhere = Actor(account="t", role=Role.OFFICER, office="33.73", territory="33.73")
    assert not owns(elsewhere, "Cooperative.statusReason", CASES, in_semarang)


def test_an_office_account_without_territory_sees_no_rows() -> None:
    """A half-made account is no key to everything."""
    with pytest.raises(Forbidden):
        scope(Actor(account="x", role=Role.OFFICER), "Query.assessments", CASES)


@pytest.mark.parametrize("rule", [ONESELF, ANYBODY, WITH_ITS_ROW])
def test_a_rule_that_does_not_say_which_rows_shows_none(rule: Rule) -> None:
    """The right to the own account, or to what came with a row, is no right to a list."""
    with pytest.raises(NotAboutRows):
        scope(semarang, "Query.rows", rule)


@pytest.mark.parametrize("reach", Reach)
def test_no_reach_shows_everything_by_oversight(reach: Reach) -> None:
    """Only two of them are about everything; each other narrows, or is refused."""
    rule = Rule(reach={Role.OFFICER: reach})
    try:
        rows = scope(semarang, "Query.rows", rule)
    except (Forbidden, NotAboutRows):
        return
    assert (rows == ViewScope(territory="ID")) is (reach is Reach.ANYWHERE)
    assert rows != ViewScope()


def test_a_scope_of_an_office_names_it_or_is_for_all_of_them() -> None:
    """Lists that are kept by office know nothing else to be narrowed by."""
    assert ViewScope(office="33.74").one_office == "33.74"
    assert ViewScope(territory="ID").one_office is None
    for said in (ViewScope(), ViewScope(territory="33.74"), ViewScope(public=True)):
        with pytest.raises(NotAboutRows):
            _ = said.one_office


def test_a_field_follows_its_rule_and_nothing_else() -> None:
    """A rule that names nobody opens to nobody; one that names everybody to everybody."""
    with pytest.raises(Forbidden):
        permit(ministry, "Query.everything", guard.NOBODY)
    permit(GUEST, "Query.rulesets", ANYBODY)


@pytest.mark.parametrize("reach", [Reach.PUBLISHED, Reach.UNOWNED])
def test_what_is_published_is_not_thereby_anybodys_to_change(reach: Reach) -> None:
    """A rule that only lets read lets nobody command."""
    assert not guard._holds(reach, SYSTEM, in_semarang)


def test_what_belongs_to_an_office_is_the_nations_too_where_the_rule_says_so() -> None:
    """The inspectorate of the country reaches every office, that of an office its own."""
    of_semarang = Resource(office="33.74")
    assert guard._holds(Reach.OFFICES, of_the_nation, of_semarang)
    assert guard._holds(Reach.OFFICES, auditor, of_semarang)
    assert not guard._holds(Reach.OFFICES, auditor, Resource(office="33.73"))
    assert not guard._holds(Reach.OFFICE, of_the_nation, of_semarang)
