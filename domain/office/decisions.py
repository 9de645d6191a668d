"""What may happen to an office. The head's signature is lent for days, not for good."""

import re
from typing import assert_never

from msgspec import UNSET
from msgspec.structs import replace

from domain.account.state import Account
from domain.kernel.actors import Role
from domain.kernel.area_codes import NATIONAL
from domain.kernel.common_refusals import NothingChanged
from domain.kernel.days import out_of_range
from domain.kernel.decider import Decision, on
from domain.kernel.refusals import Refusal, refuse_all
from domain.kernel.wording import justified, tidy, written
from domain.office import events as done
from domain.office import refusals as no
from domain.office.commands import (
    ChangeOffice,
    CloseOffice,
    DelegateSignature,
    DemandSecondFactor,
    EndDelegation,
    OfficeCommand,
    OpenOffice,
    StateOfficeTimeZone,
)
from domain.office.facts import OfficeFacts
from domain.office.state import Office

CODE = re.compile(r"[A-Za-z0-9.-]{2,32}")


def decide(office: Office | None, command: OfficeCommand, facts: OfficeFacts) -> Decision:
    """Answer *command* with the events it makes true, or raise a `Refusal`."""
    match office, command:
        case _, OpenOffice():
            return open_office(office, command, facts)
        case (
            (None | Office(open=False)),
            (
                ChangeOffice()
                | CloseOffice()
                | DemandSecondFactor()
                | DelegateSignature()
                | EndDelegation()
                | StateOfficeTimeZone()
            ),
        ):
            raise no.OfficeNotFound(field="office")
        case Office(), ChangeOffice():
            return change(office, command, facts)
        case Office(), CloseOffice():
            return close(command, facts)
        case Office(), DemandSecondFactor():
            return demand_second_factor(command)
        case Office(), DelegateSignature():
            return delegate(command, facts)
        case Office(), EndDelegation():
            return end_delegation(office, command)
        case Office(), StateOfficeTimeZone():
            return state_time_zone(command)
        case _:
            assert_never(command)


def open_office(office: Office | None, command: OpenOffice, facts: OfficeFacts) -> Decision:
    """Begin the office; a code is never given twice."""
    found = _ill_described(command.name, command.territory, facts)
    if not CODE.fullmatch(command.office):
        found.append(no.OfficeCodeMalformed(field="office", office=command.office))
    if office is not None:
        found.append(no.OfficeExists(field="office", office=command.office))
    refuse_all(found)
    opened = done.OfficeOpened(
        office=command.office, name=tidy(command.name), territory=command.territory
    )
    return on(command.stream, opened)


def change(office: Office, command: ChangeOffice, facts: OfficeFacts) -> Decision:
    """Give the office another name or territory; the one it has stays valid when retired."""
    name = office.name if command.name is UNSET else command.name
    territory = office.territory if command.territory is UNSET else command.territory
    kept = replace(facts, areas=facts.areas | {office.territory})
    refuse_all(
        [
            *_ill_described(name, territory, kept),
            *justified(command.reason),
            *_left_alone(facts, "territory"),
        ]
    )
    changed = done.OfficeChanged(name=tidy(name), territory=territory, reason=command.reason)
    if (changed.name, territory) == (office.name, office.territory):
        raise NothingChanged(field="name")
    return on(command.stream, changed)


def close(command: CloseOffice, facts: OfficeFacts) -> Decision:
    """End the office, once another sees whom it sees."""
    refuse_all([*justified(command.reason), *_left_alone(facts, "office")])
    return on(command.stream, done.OfficeClosed(reason=command.reason))


def demand_second_factor(command: DemandSecondFactor) -> Decision:
    """Demand a one-time code of these roles, each named once, and of no others."""
    roles = tuple(sorted(set(command.roles)))
    return on(command.stream, done.SecondFactorDemanded(roles=roles))


def delegate(command: DelegateSignature, facts: OfficeFacts) -> Decision:
    """Lend the head's signature, for days that have not all passed, to an officer."""
    found = justified(command.reason)
    found += out_of_range(command.first, "first") + out_of_range(command.last, "last")
    if command.last < max(command.first, facts.today):
        found.append(no.PeriodReversed(field="last", first=command.first, last=command.last))
    if not _may_sign(facts.delegate, command.office):
        found.append(no.DelegateUnsuitable(field="account"))
    refuse_all(found)
    delegated = done.SignatureDelegated(
        account=command.account,
        first=command.first,
        last=command.last,
        reason=command.reason,
    )
    return on(command.stream, delegated)


def end_delegation(office: Office, command: EndDelegation) -> Decision:
    """Stop somebody from signing for the head who does."""
    refuse_all(justified(command.reason))
    if command.account not in office.delegates:
        raise no.DelegationAbsent(field="account")
    ended = done.DelegationEnded(account=command.account, reason=command.reason)
    return on(command.stream, ended)


def state_time_zone(command: StateOfficeTimeZone) -> Decision:
    """State by which clock the office works; None is that of its territory again."""
    refuse_all(justified(command.reason))
    stated = done.TimeZoneStated(time_zone=command.time_zone, reason=command.reason)
    return on(command.stream, stated)


def _ill_described(name: str, territory: str, facts: OfficeFacts) -> list[Refusal]:
    found = written(name, "name", blank=no.OfficeNameMissing)
    if territory not in {NATIONAL, *facts.areas}:
        found.append(no.TerritoryUnknown(field="territory", territory=territory))
    return found


def _left_alone(facts: OfficeFacts, field: str) -> list[Refusal]:
    if not facts.left_alone:
        return []
    return [no.OfficeStillNeeded(field=field, count=facts.left_alone)]


def _may_sign(account: Account | None, office: str) -> bool:
    """Say whether *account* is an active officer of *office*."""
    return (
        account is not None
        and account.enabled
        and account.role is Role.OFFICER
        and account.office == office
    )
