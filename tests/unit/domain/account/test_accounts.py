"""An account is made, changed, disabled and erased by its own rules."""

from uuid import UUID

import msgspec
import pytest

from domain.account import commands as ask
from domain.account import events as done
from domain.account import refusals as no
from domain.account.decisions import AccountFacts, Decided, decide
from domain.account.state import Account, administrators, fold
from domain.kernel.actors import Role
from domain.kernel.refusals import Refusal
from tests.support.given import NOW
from tests.support.refused import kinds_refused

SITI = UUID(int=1)
BUDI = UUID(int=2)
KPRI = UUID(int=7)
FACTS = AccountFacts(actor=SITI, administrators=frozenset({SITI, BUDI}), offices=frozenset({"33"}))
created = done.AccountCreated(user_name="siti", role=Role.OFFICER, office="33")
administrator = done.AccountCreated(user_name="budi", role=Role.ADMINISTRATOR)
disabled = done.AccountDisabled(reason="leave")
create = ask.CreateAccount(account=SITI, user_name="siti", role=Role.OFFICER, office="33")


def after(*events: done.AccountEvent) -> Account | None:
    """Return the account that *events* made."""
    return fold(events)


def refusals(
    account: Account | None, command: ask.AccountCommand, facts: AccountFacts = FACTS
) -> list[type[Refusal]]:
    """Return why *command* may not happen."""
    return kinds_refused(lambda: decide(account, command, facts))


def test_an_account_claims_its_user_name() -> None:
    """Siti becomes known, with commitments in place of her name."""
    facts = msgspec.structs.replace(FACTS, commitments={"full_name": "sha256:1"})
    assert decide(None, create, facts) == Decided(
        account=(msgspec.structs.replace(created, person={"full_name": "sha256:1"}),),
        name=(done.UserNameClaimed(account=SITI),),
    )


def test_an_administrator_joins_the_roster() -> None:
    """Whoever runs the installation is on the list of those who do."""
    command = ask.CreateAccount(account=BUDI, user_name="budi", role=Role.ADMINISTRATOR)
    assert decide(None, command, FACTS).roster == (done.AdministratorAdded(account=BUDI),)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"user_name": "x"}, no.UserNameMalformed),
        ({"user_name": "Siti"}, no.UserNameMalformed),
        ({"role": Role.GUEST}, no.RoleNotForPeople),
        ({"role": Role.SERVICE}, no.RoleNotForPeople),
        ({"office": "99"}, no.OfficeUnknown),
        ({"office": None}, no.RoleNeedsPlace),
        ({"role": Role.AUDITOR, "office": None}, no.RoleNeedsPlace),
        ({"role": Role.OPERATOR, "office": None}, no.RoleNeedsPlace),
    ],
)
def test_what_makes_no_sense_is_refused(
    changed: dict[str, object], expected: type[Refusal]
) -> None:
    """An officer without an office is nobody."""
    assert refusals(None, msgspec.structs.replace(create, **changed)) == [expected]


@pytest.mark.parametrize(
    "placed",
    [
        {"role": Role.AUDITOR, "office": None, "territory": "ID"},
        {"role": Role.OPERATOR, "office": None, "cooperative": KPRI},
        {"role": Role.EXECUTIVE},
        {"role": Role.MSME_OWNER, "office": None},
    ],
)
def test_every_role_has_its_place(placed: dict[str, object]) -> None:
    """An operator belongs to a cooperative, an external auditor to a territory."""
    assert decide(None, msgspec.structs.replace(create, **placed), FACTS).account


def test_a_user_name_is_given_once() -> None:
    """A second Siti is told to choose another."""
    facts = msgspec.structs.replace(FACTS, name_taken=True)
    assert refusals(None, create, facts) == [no.UserNameTaken]


def test_an_unknown_account_is_not_found() -> None:
    """Nothing can be done to nobody."""
    assert refusals(None, ask.SetSecondFactor(account=SITI)) == [no.AccountNotFound]


@pytest.mark.parametrize(
    ("command", "event"),
    [
        (
            ask.ChangeAccount(account=SITI, person=ask.Person(full_name="Siti R.")),
            done.AccountChanged(person={}),
        ),
        (
            ask.IssueLink(account=SITI, purpose=done.LinkPurpose.RESET, expires_at=NOW),
            done.InvitationIssued(purpose=done.LinkPurpose.RESET, expires_at=NOW),
        ),
        (ask.SetPassword(account=SITI), done.PasswordSet()),
        (ask.SetSecondFactor(account=SITI), done.SecondFactorSet()),
        (
            ask.DeclareInterest(account=SITI, cooperative=KPRI, reason="member"),
            done.InterestDeclared(cooperative=KPRI, reason="member"),
        ),
        (
            ask.ChangeRole(account=SITI, role=Role.EXECUTIVE, office="33", reason="new post"),
            done.RoleChanged(role=Role.EXECUTIVE, office="33", reason="new post"),
        ),
        (ask.DisableAccount(account=SITI, reason="leave"), disabled),
    ],
)
def test_an_account_changes(command: ask.AccountCommand, event: done.AccountEvent) -> None:
    """Each command on an open account makes its one event."""
    assert decide(after(created), command, FACTS).account == (event,)


def test_a_password_by_link_uses_the_link() -> None:
    """The log says which link was used for what."""
    command = ask.SetPassword(account=SITI, by_link=done.LinkPurpose.INVITATION)
    assert decide(after(created), command, FACTS).account == (
        done.InvitationAccepted(purpose=done.LinkPurpose.INVITATION),
        done.PasswordSet(),
    )


@pytest.mark.parametrize(
    "command",
    [
        ask.DisableAccount(account=SITI, reason="again"),
        ask.ChangeRole(account=SITI, role=Role.EXECUTIVE, office="33", reason="new"),
        ask.IssueLink(account=SITI, purpose=done.LinkPurpose.RESET, expires_at=NOW),
        ask.SetPassword(account=SITI),
    ],
)
def test_a_disabled_account_stays_as_it_is(command: ask.AccountCommand) -> None:
    """Nobody gets back in through a link."""
    assert refusals(after(created, disabled), command) == [no.AccountIsDisabled]


def test_a_disabled_account_is_enabled_again() -> None:
    """The way back is an administrator's, with a reason."""
    command = ask.EnableAccount(account=SITI, reason="back from leave")
    assert refusals(after(created), command) == [no.AccountIsEnabled]
    assert decide(after(created, disabled), command, FACTS) == Decided(
        account=(done.AccountEnabled(reason="back from leave"),)
    )


def test_only_a_disabled_account_is_erased() -> None:
    """Whoever still works here has a name."""
    command = ask.ErasePerson(account=SITI, reason="asked for it")
    assert refusals(after(created), command) == [no.AccountIsEnabled]
    erased = decide(after(created, disabled), command, FACTS).account
    assert erased == (done.PersonErased(reason="asked for it"),)
    account = after(created, disabled, *erased)
    assert account is not None
    assert account.person == {}


def test_a_code_that_was_never_set_up_is_not_taken_away() -> None:
    """Removing takes a code that is there."""
    command = ask.RemoveSecondFactor(account=SITI, reason="lost")
    assert refusals(after(created), command) == [no.SecondFactorAbsent]
    assert decide(after(created, done.SecondFactorSet()), command, FACTS).account == (
        done.SecondFactorRemoved(reason="lost"),
    )


def test_an_interest_is_declared_and_withdrawn_once() -> None:
    """What stands already is not written twice."""
    declared = done.InterestDeclared(cooperative=KPRI, reason="member")
    declare = ask.DeclareInterest(account=SITI, cooperative=KPRI, reason="member")
    withdraw = ask.WithdrawInterest(account=SITI, cooperative=KPRI, reason="left")
    assert refusals(after(created, declared), declare) == [no.InterestKnown]
    assert refusals(after(created), withdraw) == [no.InterestKnown]
    (withdrawn,) = decide(after(created, declared), withdraw, FACTS).account
    account = after(created, declared, withdrawn)
    assert account is not None
    assert account.interests == frozenset()


@pytest.mark.parametrize(
    "command",
    [
        ask.DisableAccount(account=SITI, reason=" "),
        ask.EnableAccount(account=SITI, reason=""),
        ask.ErasePerson(account=SITI, reason=""),
        ask.ChangeRole(account=SITI, role=Role.OFFICER, office="33", reason=""),
    ],
)
def test_a_grave_change_is_justified_in_writing(command: ask.AccountCommand) -> None:
    """Nobody is disabled for nothing."""
    assert refusals(after(created), command) == [no.ReasonMissing]


@pytest.mark.parametrize(
    "command",
    [
        ask.DisableAccount(account=BUDI, reason="gone"),
        ask.ChangeRole(account=BUDI, role=Role.OFFICER, office="33", reason="moved"),
    ],
)
def test_of_two_administrators_who_remove_each_other_one_stays(
    command: ask.AccountCommand,
) -> None:
    """The quicker one wins, and the slower one learns that he is none any more."""
    both = decide(after(administrator), command, FACTS)
    assert both.roster == (done.AdministratorRemoved(account=BUDI),)
    late = msgspec.structs.replace(FACTS, administrators=frozenset({BUDI}))
    assert refusals(after(administrator), command, late) == [no.ActorRemoved]
    alone = AccountFacts(administrators=frozenset({BUDI}), offices=FACTS.offices)
    assert refusals(after(administrator), command, alone) == [no.LastAdministrator]


def test_an_administrator_comes_back_to_the_roster() -> None:
    """Enabled or appointed anew, an administrator is on the list again."""
    enabled = decide(
        after(administrator, disabled), ask.EnableAccount(account=BUDI, reason="back"), FACTS
    )
    appointed = decide(
        after(created),
        ask.ChangeRole(account=SITI, role=Role.ADMINISTRATOR, reason="promoted"),
        FACTS,
    )
    assert enabled.roster == (done.AdministratorAdded(account=BUDI),)
    assert appointed.roster == (done.AdministratorAdded(account=SITI),)


def test_the_roster_is_who_was_added_and_not_removed() -> None:
    """One of two remains."""
    events: list[done.RosterEvent] = [
        done.AdministratorAdded(account=SITI),
        done.AdministratorAdded(account=BUDI),
        done.AdministratorRemoved(account=SITI),
    ]
    assert administrators(events) == {BUDI}


def test_an_account_is_folded_from_its_events() -> None:
    """Every event leaves the account as it says."""
    account = after(
        created,
        done.AccountChanged(person={"phone": "sha256:2"}),
        done.RoleChanged(role=Role.OPERATOR, cooperative=KPRI, reason="left the office"),
        done.SecondFactorSet(),
        done.PasswordSet(),
        disabled,
        done.AccountEnabled(reason="back"),
    )
    assert account == Account(
        user_name="siti",
        role=Role.OPERATOR,
        person={"phone": "sha256:2"},
        cooperative=KPRI,
        second_factor=True,
    )
    assert fold([disabled]) is None


def test_a_command_of_another_kind_is_a_mistake_of_the_program() -> None:
    """A command without a decision never passes in silence."""
    with pytest.raises(TypeError, match="JustifiedNothing"):
        decide(after(created), JustifiedNothing(account=SITI, reason="why"), FACTS)


class JustifiedNothing(ask.AccountCommand, frozen=True, kw_only=True):
    """An AccountCommand that nobody decides."""

    reason: str
