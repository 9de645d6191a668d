"""Decisions about an office. The head's signature is lent for days, not for good."""

import re
from datetime import date

import msgspec

from domain.kernel.refusals import Refusal, refuse_all
from domain.office import commands as ask
from domain.office import events as done
from domain.office import refusals as no
from domain.office.state import Office

CODE = re.compile(r"[A-Za-z0-9.-]{2,32}")


class OfficeFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a decision needs to know beside the office.

    *delegate_fits* says whether the account asked about is an active officer of it.
    """

    today: date
    territory_known: bool = True
    delegate_fits: bool = False


def decide(
    office: Office | None, command: ask.OfficeCommand, facts: OfficeFacts
) -> tuple[done.OfficeEvent, ...]:
    """Answer *command* with the events it makes true, or raise a `Refusal`."""
    if isinstance(command, ask.OpenOffice):
        return _open(office, command, facts)
    if office is None or not office.open:
        raise no.OfficeNotFound(field="office")
    match command:
        case ask.ChangeOffice():
            return _change(command, facts)
        case ask.CloseOffice():
            refuse_all(_unjustified(command.reason))
            return (done.OfficeClosed(reason=command.reason),)
        case ask.DemandSecondFactor():
            return (done.SecondFactorDemanded(roles=tuple(sorted(set(command.roles)))),)
        case ask.DelegateSignature():
            return _delegate(command, facts)
        case ask.EndDelegation():
            return _end_delegation(office, command)
    raise TypeError(f"{type(command).__name__} is no command for an office.")


def _open(
    office: Office | None, command: ask.OpenOffice, facts: OfficeFacts
) -> tuple[done.OfficeEvent, ...]:
    found = _ill_described(command, facts)
    if not CODE.fullmatch(command.office):
        found.append(no.OfficeCodeMalformed(field="office", office=command.office))
    if office is not None:
        found.append(no.OfficeExists(field="office", office=command.office))
    refuse_all(found)
    return (
        done.OfficeOpened(office=command.office, name=command.name, territory=command.territory),
    )


def _change(command: ask.ChangeOffice, facts: OfficeFacts) -> tuple[done.OfficeEvent, ...]:
    refuse_all([*_ill_described(command, facts), *_unjustified(command.reason)])
    return (
        done.OfficeChanged(name=command.name, territory=command.territory, reason=command.reason),
    )


def _delegate(command: ask.DelegateSignature, facts: OfficeFacts) -> tuple[done.OfficeEvent, ...]:
    found = _unjustified(command.reason)
    if command.last < max(command.first, facts.today):
        found.append(no.PeriodReversed(field="last", first=command.first, last=command.last))
    if not facts.delegate_fits:
        found.append(no.DelegateUnsuitable(field="account"))
    refuse_all(found)
    return (
        done.SignatureDelegated(
            account=command.account,
            first=command.first,
            last=command.last,
            reason=command.reason,
        ),
    )


def _end_delegation(office: Office, command: ask.EndDelegation) -> tuple[done.OfficeEvent, ...]:
    refuse_all(_unjustified(command.reason))
    if command.account not in office.delegates:
        raise no.DelegationAbsent(field="account")
    return (done.DelegationEnded(account=command.account, reason=command.reason),)


def _ill_described(command: ask.OpenOffice | ask.ChangeOffice, facts: OfficeFacts) -> list[Refusal]:
    found: list[Refusal] = []
    if not command.name.strip():
        found.append(no.OfficeNameMissing(field="name"))
    if not facts.territory_known:
        found.append(no.TerritoryUnknown(field="territory", territory=command.territory))
    return found


def _unjustified(reason: str) -> list[Refusal]:
    return [] if reason.strip() else [no.OfficeReasonMissing(field="reason")]
