"""Which place goes with a role: officers have an office, operators a cooperative."""

from uuid import UUID

from domain.account.commands import ChangeRole, CreateAccount
from domain.account.facts import AccountFacts
from domain.account.refusals import (
    AccountTerritoryUnknown,
    CooperativeUnknown,
    OfficeAreaEnds,
    OfficeUnknown,
    RoleNeedsPlace,
    RoleNotForPeople,
)
from domain.cooperative.refusals import MalformedArea
from domain.cooperative.state import Unregistered
from domain.kernel.actors import Role
from domain.kernel.area_codes import NATIONAL, well_formed
from domain.kernel.refusals import Refusal

PEOPLE = frozenset(Role) - {Role.GUEST, Role.SERVICE, Role.SYSTEM}


def misplaced(
    command: CreateAccount | ChangeRole, facts: AccountFacts, before: str | None = None
) -> list[Refusal]:
    """Return what is wrong with the place that goes with the role; the office *before* may stay."""
    if command.role not in PEOPLE:
        return [RoleNotForPeople(field="role", role=command.role)]
    if command.office is not None and not _is_open(command.office, facts):
        return [OfficeUnknown(field="office", office=command.office)]
    if command.office not in {None, before} and facts.office_ends:
        return [OfficeAreaEnds(field="office", office=command.office)]
    if (place := _missing_place(command)) is not None:
        return [RoleNeedsPlace(field=place, role=command.role, place=place)]
    return [*_nowhere(command.territory, facts), *unregistered(command.cooperative, facts)]


def unregistered(cooperative: UUID | None, facts: AccountFacts) -> list[Refusal]:
    """Return why nothing can be said about *cooperative*: nobody ever registered it."""
    if cooperative is None or not isinstance(facts.cooperative, Unregistered):
        return []
    return [CooperativeUnknown(field="cooperative")]


def _nowhere(territory: str | None, facts: AccountFacts) -> list[Refusal]:
    if territory is None:
        return []
    if not well_formed(territory):
        return [MalformedArea(field="territory", value=territory)]
    if territory in {NATIONAL, *facts.areas}:
        return []
    return [AccountTerritoryUnknown(field="territory", territory=territory)]


def _is_open(office: str, facts: AccountFacts) -> bool:
    return facts.office is not None and facts.office.office == office and facts.office.open


def _missing_place(command: CreateAccount | ChangeRole) -> str | None:
    match command.role:
        case Role.OFFICER | Role.EXECUTIVE if command.office is None:
            return "office"
        case Role.AUDITOR if command.office is None and command.territory is None:
            return "territory"
        case Role.OPERATOR if command.cooperative is None:
            return "cooperative"
    return None
