"""An account is made, changed, disabled and erased by its own rules."""

from datetime import timedelta
from uuid import UUID

import pytest
from msgspec.structs import replace

from domain.account import ACCOUNT
from domain.account import commands as ask
from domain.account import events as done
from domain.account import refusals as no
from domain.account.facts import AccountFacts
from domain.account.person import PERSONAL
from domain.account.roster import ADMINISTRATORS, ROSTER
from domain.account.signing_in import GOOD_FOR
from domain.account.state import Account
from domain.account.user_name import USER_NAME, name_stream
from domain.cooperative.refusals import MalformedArea
from domain.cooperative.state import UNREGISTERED, Active, Waiting
from domain.kernel.actors import SYSTEM, Actor, Role
from domain.kernel.common_refusals import NothingChanged
from domain.kernel.conduct import ConflictOfInterest
from domain.kernel.contacts import MalformedContact
from domain.kernel.decider import PendingEvent
from domain.kernel.log import PrivateValue
from domain.kernel.private import SALT_BYTES, commitment
from domain.kernel.refusals import Refusal
from domain.kernel.wording import Blank, ReasonMissing, TooLong, Unprintable
from domain.office.state import Office
from tests.support.given import NOW, OFFICER, Given, on, recorded
from tests.unit.domain.cooperative.papers import LOCATION, PROFILE

SITI = UUID(int=1)
BUDI = UUID(int=2)
KPRI = UUID(int=7)
SALTS = {name: bytes([number]) * SALT_BYTES for number, name in enumerate(PERSONAL)}
FACTS = AccountFacts(
    at=NOW,
    actor=Actor(account=str(SITI), role=Role.ADMINISTRATOR),
    administrators=frozenset({SITI, BUDI}),
    office=Office(office="33", name="Dinas Jawa Tengah", territory="33"),
    cooperative=Active(profile=PROFILE, location=LOCATION, registered_by="guest"),
    salts=SALTS,
)
created = done.AccountCreated(user_name="siti", role=Role.OFFICER, office="33")
administrator = done.AccountCreated(user_name="budi", role=Role.ADMINISTRATOR)
disabled = done.AccountDisabled(reason="leave")
create = ask.CreateAccount(account=SITI, user_name="siti", role=Role.OFFICER, office="33")
claimed = on(name_stream("siti"), done.UserNameClaimed(account=SITI))
accounts = Given(ACCOUNT, FACTS)
officer = accounts.given(created)
reachable = officer.given(done.AccountChanged(person={"email": "sha256:2"}))


def joined(account: UUID) -> PendingEvent:
    """Return the arrival of *account* on the roster, in the roster's own stream."""
    return on(ROSTER, done.AdministratorAdded(account=account))


def left(account: UUID) -> PendingEvent:
    """Return the departure of *account* from the roster."""
    return on(ROSTER, done.AdministratorRemoved(account=account))


def kept(name: str, value: str | None) -> PrivateValue:
    """Return what is kept beside the log of a personal value of Siti's."""
    encoded = None if value is None else value.encode()
    return PrivateValue(subject=SITI, name=name, salt=SALTS[name], value=encoded)


def test_an_account_claims_its_user_name() -> None:
    """Siti becomes known, with a commitment in place of her name."""
    named = replace(create, person=ask.Person(full_name="Siti Rahayu"))
    answer = accounts.when(named)
    commitments = {"full_name": commitment(SALTS["full_name"], b"Siti Rahayu")}
    answer.then(replace(created, person=commitments), claimed)
    assert answer.private == (
        kept("full_name", "Siti Rahayu"),
        kept("email", None),
        kept("phone", None),
    )


def test_an_administrator_joins_the_roster() -> None:
    """Whoever runs the installation is on the list of those who do."""
    command = ask.CreateAccount(account=BUDI, user_name="budi", role=Role.ADMINISTRATOR)
    accounts.when(command).then(
        administrator,
        joined(BUDI),
        on(name_stream("budi"), done.UserNameClaimed(account=BUDI)),
    )


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"user_name": "x"}, no.UserNameMalformed),
        ({"territory": "\x00"}, MalformedArea),
        ({"territory": "33.7"}, MalformedArea),
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
    accounts.when(replace(create, **changed)).then_refused(expected)


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
    assert accounts.when(replace(create, **placed)).events


def test_a_territory_is_an_area_in_use() -> None:
    """An auditor of a retired area inspects nothing; one of the whole country does."""
    auditor = replace(create, role=Role.AUDITOR, office=None, territory="33.74")
    accounts.when(auditor).then_refused(no.AccountTerritoryUnknown)
    assert accounts.when(auditor, areas=frozenset({"33.74"})).events
    assert accounts.when(replace(auditor, territory="ID")).events


def test_an_operator_is_invited_by_an_officer_without_a_stake() -> None:
    """A verified cooperative's account is made as its operator, and as nothing else."""
    invite = ask.InviteOperator(account=SITI, cooperative=KPRI, user_name="siti")
    kpri = Active(profile=PROFILE, location=LOCATION, registered_by="guest")
    operator = done.AccountCreated(user_name="siti", role=Role.OPERATOR, cooperative=KPRI)
    accounts.when(invite, actor=OFFICER, cooperative=kpri).then(operator, claimed)
    waiting = Waiting(profile=PROFILE, location=LOCATION, registered_by="guest")
    accounts.when(invite, cooperative=waiting).then_refused(no.CooperativeNotVerified)
    member = replace(OFFICER, interests=frozenset({KPRI}))
    accounts.when(invite, actor=member, cooperative=kpri).then_refused(ConflictOfInterest)
    accounts.when(invite, cooperative=kpri, name_holder=BUDI).then_refused(no.UserNameTaken)


def test_a_user_name_is_given_once() -> None:
    """A second Siti is told to choose another."""
    accounts.when(create, name_holder=BUDI).then_refused(no.UserNameTaken)


@pytest.mark.parametrize(
    "command",
    [
        ask.DeclareInterest(account=SITI, cooperative=KPRI, reason="member"),
        ask.ChangeRole(account=SITI, role=Role.OPERATOR, cooperative=KPRI, reason="hired"),
        replace(create, role=Role.OPERATOR, office=None, cooperative=KPRI),
    ],
)
def test_nobody_has_to_do_with_a_cooperative_that_nobody_registered(
    command: ask.AccountCommand,
) -> None:
    """Neither a stake nor a place; a rejected registration is one, an invented id is not."""
    refusal = officer.when(command, cooperative=UNREGISTERED).then_refused(no.CooperativeUnknown)
    assert refusal.field == "cooperative"
    assert officer.when(command).events


@pytest.mark.parametrize(
    ("person", "kind", "field"),
    [
        ({"full_name": " "}, Blank, "person.fullName"),
        ({"full_name": "Siti\nBcc: x"}, Unprintable, "person.fullName"),
        ({"full_name": "S" * 900_000}, TooLong, "person.fullName"),
        ({"email": "siti@koperasi.id\nBcc: x@y.id"}, MalformedContact, "person.email"),
        ({"email": "siti@koperasi.id, budi@koperasi.id"}, MalformedContact, "person.email"),
        ({"email": "siti@koperasi.id,b"}, MalformedContact, "person.email"),
        ({"email": "Siti <siti@koperasi.id>"}, MalformedContact, "person.email"),
        ({"email": "sïti@koperasi.id"}, MalformedContact, "person.email"),
        ({"email": "siti@localhost"}, MalformedContact, "person.email"),
        (
            {"email": f"siti@{'a' * 63}.{'b' * 63}.{'c' * 63}.{'d' * 63}.id"},
            TooLong,
            "person.email",
        ),
        ({"email": "s\u200biti@koperasi.id"}, Unprintable, "person.email"),
        ({"phone": "call me"}, MalformedContact, "person.phone"),
        ({"phone": "0" * 900_000}, TooLong, "person.phone"),
    ],
)
def test_a_person_has_one_name_one_address_and_one_number(
    person: dict[str, str], kind: type[Refusal], field: str
) -> None:
    """What lies beside the log is checked like what is in it; mails go to one address."""
    wrong = replace(ask.Person(full_name="Siti"), **person)
    changes = ask.PersonChanges(**person)
    for command in (ask.ChangeAccount(account=SITI, person=changes), replace(create, person=wrong)):
        assert officer.when(command).then_refused(kind).field == field


def test_a_person_is_kept_without_stray_spaces() -> None:
    """A blank telephone number is none."""
    person = ask.PersonChanges(full_name=" Siti  Rahayu ", email=" siti@koperasi.id ", phone=" ")
    answer = officer.when(ask.ChangeAccount(account=SITI, person=person))
    assert answer.private == (
        kept("full_name", "Siti Rahayu"),
        kept("email", "siti@koperasi.id"),
        kept("phone", None),
    )


def test_a_personal_value_that_is_left_out_stays() -> None:
    """Another telephone number keeps the name that the log commits to, and null empties."""
    named = officer.given(done.AccountChanged(person={"full_name": "salted", "phone": "old"}))
    number = ask.PersonChanges(phone="024-3584077")
    answer = named.when(ask.ChangeAccount(account=SITI, person=number))
    new = commitment(SALTS["phone"], b"024-3584077")
    answer.then(done.AccountChanged(person={"full_name": "salted", "phone": new}))
    assert answer.private == (kept("phone", "024-3584077"),)
    none = named.when(ask.ChangeAccount(account=SITI, person=ask.PersonChanges(phone=None)))
    none.then(done.AccountChanged(person={"full_name": "salted"}))
    nothing = ask.ChangeAccount(account=SITI, person=ask.PersonChanges())
    named.when(nothing).then_refused(NothingChanged)


def test_an_unknown_account_is_not_found() -> None:
    """Nothing can be done to nobody."""
    accounts.when(ask.SetSecondFactor(account=SITI)).then_refused(no.AccountNotFound)


@pytest.mark.parametrize(
    ("command", "event"),
    [
        (
            ask.ChangeAccount(account=SITI, person=ask.PersonChanges(full_name="Siti R.")),
            done.AccountChanged(person={"full_name": commitment(SALTS["full_name"], b"Siti R.")}),
        ),
        (
            ask.IssueLink(account=SITI, purpose=done.LinkPurpose.INVITATION),
            done.InvitationIssued(
                purpose=done.LinkPurpose.INVITATION, expires_at=NOW + timedelta(days=7)
            ),
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
    officer.when(command).then(event)


def test_a_link_works_as_long_as_its_purpose_says() -> None:
    """An invitation may lie for a week, a reset is used within the hour."""
    assert set(GOOD_FOR) == set(done.LinkPurpose)
    invitation = done.InvitationIssued(
        purpose=done.LinkPurpose.INVITATION, expires_at=NOW + timedelta(days=7)
    )
    officer.when(ask.IssueLink(account=SITI, purpose=done.LinkPurpose.INVITATION)).then(invitation)
    reset = done.InvitationIssued(
        purpose=done.LinkPurpose.RESET, expires_at=NOW + timedelta(hours=1)
    )
    reachable.when(ask.IssueLink(account=SITI, purpose=done.LinkPurpose.RESET)).then(reset)


def test_a_reset_needs_a_mail_address() -> None:
    """It is only ever mailed, so without an address it would reach nobody."""
    reset = ask.IssueLink(account=SITI, purpose=done.LinkPurpose.RESET)
    officer.when(reset).then_refused(no.MailAddressMissing)


def test_a_password_by_link_uses_the_link() -> None:
    """The log says which link was used for what."""
    command = ask.SetPassword(account=SITI, by_link=done.LinkPurpose.INVITATION)
    officer.when(command).then(
        done.InvitationAccepted(purpose=done.LinkPurpose.INVITATION), done.PasswordSet()
    )


@pytest.mark.parametrize(
    "command",
    [
        ask.DisableAccount(account=SITI, reason="again"),
        ask.ChangeRole(account=SITI, role=Role.EXECUTIVE, office="33", reason="new"),
        ask.IssueLink(account=SITI, purpose=done.LinkPurpose.RESET),
        ask.SetPassword(account=SITI),
    ],
)
def test_a_disabled_account_stays_as_it_is(command: ask.AccountCommand) -> None:
    """Nobody gets back in through a link."""
    officer.given(disabled).when(command).then_refused(no.AccountIsDisabled)


def test_a_disabled_account_is_enabled_again() -> None:
    """The way back is an administrator's, with a reason."""
    command = ask.EnableAccount(account=SITI, reason="back from leave")
    officer.when(command).then_refused(no.AccountIsEnabled)
    officer.given(disabled).when(command).then(done.AccountEnabled(reason="back from leave"))


def test_only_a_disabled_account_is_erased() -> None:
    """Whoever still works here has a name."""
    command = ask.ErasePerson(account=SITI, reason="asked for it")
    officer.when(command).then_refused(no.AccountIsEnabled)
    shut = officer.given(done.AccountChanged(person={"email": "sha256:2"}), disabled)
    answer = shut.when(command)
    answer.then(done.PersonErased(reason="asked for it"))
    assert shut.given(*answer.events).state.person == {}
    assert [(gone.name, gone.salt, gone.value) for gone in answer.private] == [
        ("full_name", b"", None),
        ("email", b"", None),
        ("phone", b"", None),
    ]


def test_a_code_that_was_never_set_up_is_not_taken_away() -> None:
    """Removing takes a code that is there."""
    command = ask.RemoveSecondFactor(account=SITI, reason="lost")
    officer.when(command).then_refused(no.SecondFactorAbsent)
    removed = done.SecondFactorRemoved(reason="lost")
    protected = officer.given(done.SecondFactorSet())
    protected.when(command).then(removed)
    assert not protected.given(removed).state.second_factor


def test_an_interest_is_declared_and_withdrawn_once() -> None:
    """What stands already is not written twice."""
    declared = done.InterestDeclared(cooperative=KPRI, reason="member")
    declare = ask.DeclareInterest(account=SITI, cooperative=KPRI, reason="member")
    withdraw = ask.WithdrawInterest(account=SITI, cooperative=KPRI, reason="left")
    stakeholder = officer.given(declared)
    assert stakeholder.state.interests == {KPRI}
    stakeholder.when(declare).then_refused(no.InterestKnown)
    officer.when(withdraw).then_refused(no.InterestKnown)
    withdrawn = done.InterestWithdrawn(cooperative=KPRI, reason="left")
    stakeholder.when(withdraw).then(withdrawn)
    assert stakeholder.given(withdrawn).state.interests == frozenset()


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
    officer.when(command).then_refused(ReasonMissing)


@pytest.mark.parametrize(
    ("reason", "kind"), [("\x00", Unprintable), ("a" * 4001, TooLong), ("\ud800", Unprintable)]
)
@pytest.mark.parametrize(
    "command",
    [
        ask.DisableAccount(account=SITI, reason=""),
        ask.DeclareInterest(account=SITI, cooperative=KPRI, reason=""),
        ask.RemoveSecondFactor(account=SITI, reason=""),
    ],
)
def test_a_reason_is_a_text_that_the_log_can_hold(
    command: ask.AccountCommand, reason: str, kind: type[Refusal]
) -> None:
    """A NUL, a novel and half a character are refused before they are stored."""
    assert officer.when(replace(command, reason=reason)).then_refused(kind).field == "reason"


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
    both = accounts.given(administrator)
    answer = both.when(command)
    assert answer.decision.events[1:] == (left(BUDI),)
    late = frozenset({BUDI})
    both.when(command, administrators=late).then_refused(no.ActorRemoved)
    both.when(command, administrators=late, actor=SYSTEM).then_refused(no.LastAdministrator)


def test_an_administrator_comes_back_to_the_roster() -> None:
    """Enabled or appointed anew, an administrator is on the list again."""
    enable = ask.EnableAccount(account=BUDI, reason="back")
    accounts.given(administrator, disabled).when(enable).then(
        done.AccountEnabled(reason="back"), joined(BUDI)
    )
    promote = ask.ChangeRole(account=SITI, role=Role.ADMINISTRATOR, reason="promoted")
    officer.when(promote).then(
        done.RoleChanged(role=Role.ADMINISTRATOR, reason="promoted"), joined(SITI)
    )


def test_the_roster_is_who_was_added_and_not_removed() -> None:
    """One of two remains."""
    events = recorded(
        [
            done.AdministratorAdded(account=SITI),
            done.AdministratorAdded(account=BUDI),
            done.AdministratorRemoved(account=SITI),
        ]
    )
    assert ADMINISTRATORS.fold(events) == {BUDI}


def test_a_user_name_is_held_for_good() -> None:
    """Its stream tells by whom."""
    assert USER_NAME.fold([]) is None
    assert USER_NAME.fold(recorded([done.UserNameClaimed(account=SITI)])) == SITI


def test_an_account_is_folded_from_its_events() -> None:
    """Every event leaves the account as it says."""
    account = officer.given(
        done.AccountChanged(person={"phone": "sha256:2"}),
        done.RoleChanged(role=Role.OPERATOR, cooperative=KPRI, reason="left the office"),
        done.SecondFactorSet(),
        done.PasswordSet(),
        disabled,
        done.AccountEnabled(reason="back"),
        created,
    )
    assert account.state == Account(
        user_name="siti",
        role=Role.OPERATOR,
        person={"phone": "sha256:2"},
        cooperative=KPRI,
        second_factor=True,
    )
    stake = done.InterestDeclared(cooperative=KPRI, reason="member")
    assert accounts.given(disabled, stake).state is None


def test_a_command_of_another_kind_is_a_mistake_of_the_program() -> None:
    """A command without a decision never passes in silence."""
    with pytest.raises(AssertionError, match="JustifiedNothing"):
        officer.when(JustifiedNothing(account=SITI, reason="why"))


class JustifiedNothing(ask.AboutAccount, frozen=True, kw_only=True):
    """A command on an account that nobody decides."""

    reason: str
