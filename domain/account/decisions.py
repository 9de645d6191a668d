"""Decisions about accounts. The roster of administrators decides along.

Every removal of an administrator also writes to the one roster stream, so two
administrators who remove each other at the same moment meet there, and the slower
one is told that he is none any more.
"""

import re
from collections.abc import Mapping
from uuid import UUID

import msgspec

from domain.account import commands as ask
from domain.account import events as done
from domain.account import refusals as no
from domain.account.state import Account
from domain.kernel.actors import Role
from domain.kernel.identifiers import key_stream
from domain.kernel.refusals import Refusal, refuse_all

ROSTER = key_stream("administrators")
USER_NAME = re.compile(r"[a-z][a-z0-9._-]{2,39}")
PEOPLE = frozenset(Role) - {Role.GUEST, Role.SERVICE, Role.SYSTEM}


class AccountFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a decision needs to know beside the account.

    *actor* is the account that asks, None for the installation itself; *offices* are
    the codes, among those asked about, of offices that are open. *commitments* stand
    for the personal values of the command.
    """

    actor: UUID | None = None
    name_taken: bool = False
    administrators: frozenset[UUID] = frozenset()
    offices: frozenset[str] = frozenset()
    commitments: Mapping[str, str] = {}


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """The events of the *account*, and of the streams that keep accounts unique."""

    account: tuple[done.AccountEvent, ...]
    roster: tuple[done.RosterEvent, ...] = ()
    name: tuple[done.UserNameClaimed, ...] = ()


def name_stream(user_name: str) -> UUID:
    """Return the stream that stands for *user_name*, however it is capitalised.

    >>> name_stream("Siti ") == name_stream("siti")
    True
    """
    return key_stream("user-name", user_name.strip().lower())


def decide(account: Account | None, command: ask.AccountCommand, facts: AccountFacts) -> Decided:
    """Answer *command* with the events it makes true, or raise a `Refusal`."""
    if isinstance(command, ask.CreateAccount):
        return _create(command, facts)
    if account is None:
        raise no.AccountNotFound(field="account")
    match command:
        case ask.ChangeRole():
            return _change_role(account, command, facts)
        case ask.DisableAccount():
            return _disable(account, command, facts)
        case ask.EnableAccount():
            return _enable(account, command)
    return Decided(account=_simply(account, command, facts))


def _create(command: ask.CreateAccount, facts: AccountFacts) -> Decided:
    found = _misplaced(command, facts)
    if not USER_NAME.fullmatch(command.user_name):
        found.append(no.UserNameMalformed(field="userName", user_name=command.user_name))
    elif facts.name_taken:
        found.append(no.UserNameTaken(field="userName", user_name=command.user_name))
    refuse_all(found)
    created = done.AccountCreated(
        user_name=command.user_name,
        role=command.role,
        person=facts.commitments,
        office=command.office,
        territory=command.territory,
        cooperative=command.cooperative,
    )
    return Decided(
        account=(created,),
        roster=_joining(command.account) if command.role is Role.ADMINISTRATOR else (),
        name=(done.UserNameClaimed(account=command.account),),
    )


def _change_role(account: Account, command: ask.ChangeRole, facts: AccountFacts) -> Decided:
    refuse_all([*_misplaced(command, facts), *_unjustified(command.reason)])
    if not account.enabled:
        raise no.AccountIsDisabled(field="account")
    changed = done.RoleChanged(
        role=command.role,
        office=command.office,
        territory=command.territory,
        cooperative=command.cooperative,
        reason=command.reason,
    )
    was, becomes = account.role is Role.ADMINISTRATOR, command.role is Role.ADMINISTRATOR
    roster: tuple[done.RosterEvent, ...] = ()
    if was and not becomes:
        roster = _leaving(command.account, facts)
    if becomes and not was:
        roster = _joining(command.account)
    return Decided(account=(changed,), roster=roster)


def _disable(account: Account, command: ask.DisableAccount, facts: AccountFacts) -> Decided:
    refuse_all(_unjustified(command.reason))
    if not account.enabled:
        raise no.AccountIsDisabled(field="account")
    is_administrator = account.role is Role.ADMINISTRATOR
    return Decided(
        account=(done.AccountDisabled(reason=command.reason),),
        roster=_leaving(command.account, facts) if is_administrator else (),
    )


def _enable(account: Account, command: ask.EnableAccount) -> Decided:
    refuse_all(_unjustified(command.reason))
    if account.enabled:
        raise no.AccountIsEnabled(field="account")
    is_administrator = account.role is Role.ADMINISTRATOR
    return Decided(
        account=(done.AccountEnabled(reason=command.reason),),
        roster=_joining(command.account) if is_administrator else (),
    )


def _simply(
    account: Account, command: ask.AccountCommand, facts: AccountFacts
) -> tuple[done.AccountEvent, ...]:
    """Answer the commands that concern nothing but the account itself."""
    match command:
        case ask.ChangeAccount():
            return (done.AccountChanged(person=facts.commitments),)
        case ask.IssueLink():
            _must_be_enabled(account)
            return (done.InvitationIssued(purpose=command.purpose, expires_at=command.expires_at),)
        case ask.SetPassword():
            _must_be_enabled(account)
            used = (done.InvitationAccepted(purpose=command.by_link),) if command.by_link else ()
            return (*used, done.PasswordSet())
        case ask.SetSecondFactor():
            return (done.SecondFactorSet(),)
    return _with_reason(account, command)


def _with_reason(account: Account, command: ask.AccountCommand) -> tuple[done.AccountEvent, ...]:
    """Answer the commands that have to be justified in writing."""
    refuse_all(_unjustified(getattr(command, "reason", "")))
    match command:
        case ask.RemoveSecondFactor():
            if not account.second_factor:
                raise no.SecondFactorAbsent(field="account")
            return (done.SecondFactorRemoved(reason=command.reason),)
        case ask.DeclareInterest():
            return (_declared(account, command),)
        case ask.WithdrawInterest():
            return (_withdrawn(account, command),)
        case ask.ErasePerson():
            if account.enabled:
                raise no.AccountIsEnabled(field="account")
            return (done.PersonErased(reason=command.reason),)
    raise TypeError(f"{type(command).__name__} is no command for an account.")


def _declared(account: Account, command: ask.DeclareInterest) -> done.InterestDeclared:
    if command.cooperative in account.interests:
        raise no.InterestKnown(field="cooperative")
    return done.InterestDeclared(cooperative=command.cooperative, reason=command.reason)


def _withdrawn(account: Account, command: ask.WithdrawInterest) -> done.InterestWithdrawn:
    if command.cooperative not in account.interests:
        raise no.InterestKnown(field="cooperative")
    return done.InterestWithdrawn(cooperative=command.cooperative, reason=command.reason)


def _joining(account: UUID) -> tuple[done.RosterEvent, ...]:
    return (done.AdministratorAdded(account=account),)


def _leaving(account: UUID, facts: AccountFacts) -> tuple[done.RosterEvent, ...]:
    """Take *account* off the roster, unless nobody would be left or the actor is off it."""
    if facts.actor is not None and facts.actor not in facts.administrators:
        raise no.ActorRemoved
    if not facts.administrators - {account}:
        raise no.LastAdministrator(field="account")
    return (done.AdministratorRemoved(account=account),)


def _misplaced(command: ask.CreateAccount | ask.ChangeRole, facts: AccountFacts) -> list[Refusal]:
    """Return what is wrong with the place that goes with the role."""
    if command.role not in PEOPLE:
        return [no.RoleNotForPeople(field="role", role=command.role)]
    if command.office is not None and command.office not in facts.offices:
        return [no.OfficeUnknown(field="office", office=command.office)]
    place = _missing_place(command)
    return [no.RoleNeedsPlace(field=place, role=command.role, place=place)] if place else []


def _missing_place(command: ask.CreateAccount | ask.ChangeRole) -> str | None:
    match command.role:
        case Role.OFFICER | Role.EXECUTIVE if command.office is None:
            return "office"
        case Role.AUDITOR if command.office is None and command.territory is None:
            return "territory"
        case Role.OPERATOR if command.cooperative is None:
            return "cooperative"
    return None


def _unjustified(reason: str) -> list[Refusal]:
    return [] if reason.strip() else [no.ReasonMissing(field="reason")]


def _must_be_enabled(account: Account) -> None:
    if not account.enabled:
        raise no.AccountIsDisabled(field="account")
