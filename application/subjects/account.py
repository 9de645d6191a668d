"""Use cases of accounts: what each command reads, whose it is, what follows.

Personal values leave the command here: the decision sees commitments to them only, and
the values go beside the log in the same append.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from secrets import token_bytes
from typing import Any
from uuid import UUID

import msgspec

from application.authorisation import Resource
from application.kernel.use_case import Decision, UseCase, View
from domain.account import commands as ask
from domain.account import state
from domain.account.decisions import ROSTER, AccountFacts, decide, name_stream
from domain.kernel.log import PrivateValue
from domain.kernel.private import SALT_BYTES, commitment
from domain.office import state as offices
from domain.office.state import Office, office_stream

PERSONAL = tuple(field for field in ask.Person.__struct_fields__)

COMMANDS: tuple[type[ask.AccountCommand], ...] = (
    ask.CreateAccount,
    ask.ChangeAccount,
    ask.ChangeRole,
    ask.DisableAccount,
    ask.EnableAccount,
    ask.IssueLink,
    ask.SetPassword,
    ask.SetSecondFactor,
    ask.RemoveSecondFactor,
    ask.DeclareInterest,
    ask.WithdrawInterest,
    ask.ErasePerson,
)


def account_cases(salts: Callable[[int], bytes] = token_bytes) -> tuple[UseCase[Any], ...]:
    """Return the use cases; *salts* makes that many random bytes."""

    def follows(command: ask.AccountCommand, view: View) -> Decision:
        return _decide(command, view, salts)

    return tuple(
        UseCase(command=kind, subject=_subject, reads=_reads, whose=_whose, decide=follows)
        for kind in COMMANDS
    )


def account_of(view: View, account: UUID) -> state.Account | None:
    """Return the account as *view* knows it, None when there is none."""
    return state.fold(recorded.event for recorded in view.events(account))  # type: ignore[misc]


def office_of(view: View, office: str) -> Office | None:
    """Return the office as *view* knows it, None when there is none."""
    return offices.fold(
        recorded.event  # type: ignore[misc]
        for recorded in view.events(office_stream(office))
    )


def _subject(command: ask.AccountCommand) -> UUID:
    return command.account


def _reads(command: ask.AccountCommand, _view: View) -> Iterable[UUID]:
    yield command.account
    yield ROSTER
    if isinstance(command, ask.CreateAccount):
        yield name_stream(command.user_name)
    office = getattr(command, "office", None)
    if office is not None:
        yield office_stream(office)


def _whose(command: ask.AccountCommand, view: View) -> Sequence[Resource]:
    found = account_of(view, command.account)
    return (Resource(account=str(command.account), office=found.office if found else None),)


def _decide(command: ask.AccountCommand, view: View, salts: Callable[[int], bytes]) -> Decision:
    private = _private(command, salts)
    decided = decide(account_of(view, command.account), command, _facts(command, view, private))
    events = view.next(command.account, decided.account) + view.next(ROSTER, decided.roster)
    if isinstance(command, ask.CreateAccount):
        events += view.next(name_stream(command.user_name), decided.name)
    return Decision(events=events, private=private)


def _facts(
    command: ask.AccountCommand, view: View, private: Sequence[PrivateValue]
) -> AccountFacts:
    """Return what the decision has to know, from what was read."""
    office: str | None = getattr(command, "office", None)
    found = office_of(view, office) if office is not None else None
    return AccountFacts(
        actor=_account_id(view.actor.account),
        name_taken=isinstance(command, ask.CreateAccount)
        and view.version(name_stream(command.user_name)) > 0,
        administrators=state.administrators(
            recorded.event  # type: ignore[misc]
            for recorded in view.events(ROSTER)
        ),
        offices=frozenset({found.office} if found is not None and found.open else ()),
        commitments=commitments(private),
    )


def _private(
    command: ask.AccountCommand, salts: Callable[[int], bytes]
) -> tuple[PrivateValue, ...]:
    """Return the personal values that *command* gives or erases."""
    if isinstance(command, ask.ErasePerson):
        return tuple(
            PrivateValue(subject=command.account, name=name, salt=b"", value=None)
            for name in PERSONAL
        )
    return personal_values(command.account, getattr(command, "person", None), salts)


def personal_values(
    account: UUID, person: ask.Person | None, salts: Callable[[int], bytes]
) -> tuple[PrivateValue, ...]:
    """Return what is kept of *person* beside the log; what is not given is erased."""
    values = msgspec.structs.asdict(person) if person is not None else {}
    return tuple(
        PrivateValue(
            subject=account,
            name=name,
            salt=salts(SALT_BYTES),
            value=value.encode() if value else None,
        )
        for name, value in values.items()
    )


def commitments(private: Sequence[PrivateValue]) -> Mapping[str, str]:
    """Return what the event says in place of the values."""
    return {
        kept.name: commitment(kept.salt, kept.value) for kept in private if kept.value is not None
    }


def _account_id(actor: str) -> UUID | None:
    """Return the account of *actor*, None for the installation and for guests."""
    try:
        return UUID(actor)
    except ValueError:
        return None
