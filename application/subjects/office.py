"""Use cases of offices."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from application.authorisation import Resource
from application.kernel.use_case import Decision, UseCase, View
from application.subjects.account import account_of, office_of
from domain.kernel.actors import Role
from domain.kernel.area_codes import NATIONAL
from domain.office import commands as ask
from domain.office.decisions import OfficeFacts, decide
from domain.office.state import office_stream

COMMANDS: tuple[type[ask.OfficeCommand], ...] = (
    ask.OpenOffice,
    ask.ChangeOffice,
    ask.CloseOffice,
    ask.DemandSecondFactor,
    ask.DelegateSignature,
    ask.EndDelegation,
)


def office_cases() -> tuple[UseCase[Any], ...]:
    """Return the use cases."""
    return tuple(
        UseCase(
            command=kind,
            subject=_subject,
            reads=_reads,
            whose=_whose,
            decide=_decide,
            areas=_areas,
        )
        for kind in COMMANDS
    )


def _subject(command: ask.OfficeCommand) -> UUID:
    return office_stream(command.office)


def _reads(command: ask.OfficeCommand, _view: View) -> Iterable[UUID]:
    yield office_stream(command.office)
    if isinstance(command, ask.DelegateSignature):
        yield command.account


def _whose(command: ask.OfficeCommand, _view: View) -> Sequence[Resource]:
    return (Resource(office=command.office),)


def _areas(command: ask.OfficeCommand) -> Iterable[str]:
    return (command.territory,) if isinstance(command, ask.OpenOffice | ask.ChangeOffice) else ()


def _decide(command: ask.OfficeCommand, view: View) -> Decision:
    facts = OfficeFacts(
        today=view.at.date(),
        territory_known=set(_areas(command)) <= view.areas | {NATIONAL},
        delegate_fits=_fits(command, view),
    )
    decided = decide(office_of(view, command.office), command, facts)
    return Decision(events=view.next(office_stream(command.office), decided))


def _fits(command: ask.OfficeCommand, view: View) -> bool:
    """Say whether the account asked about is an active officer of the office."""
    if not isinstance(command, ask.DelegateSignature):
        return False
    account = account_of(view, command.account)
    return (
        account is not None
        and account.enabled
        and account.role is Role.OFFICER
        and account.office == command.office
    )
