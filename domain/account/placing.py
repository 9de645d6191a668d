"""Which place goes with a role: officers have an office, operators a cooperative."""

from domain.account.commands import ChangeRole, CreateAccount
from domain.account.facts import AccountFacts
from domain.account.refusals import (
    AccountTerritoryUnknown,
    OfficeUnknown,
    RoleNeedsPlace,
    RoleNotForPeople,
)
from domain.kernel.actors import Role
from domain.kernel.area_codes import NATIONAL
from domain.kernel.refusals import Refusal
from domain.kernel.wording import written

PEOPLE = frozenset(Role) - {Role.GUEST, Role.SERVICE, Role.SYSTEM}


def misplaced(command: CreateAccount | ChangeRole, facts: AccountFacts) -> list[Refusal]:
    """Return what is wrong with the place that goes with the role."""
    if command.role not in PEOPLE:
        return [RoleNotForPeople(field="role", role=command.role)]
    if command.office is not None and not _is_open(command.office, facts):
        return [OfficeUnknown(field="office", office=command.office)]
    if (place := _missing_place(command)) is not None:
        return [RoleNeedsPlace(field=place, role=command.role, place=place)]
    if unfit := written(command.territory, "territory", optional=True):
        return unfit
    if command.territory is not None and command.territory not in {NATIONAL, *facts.areas}:
        return [AccountTerritoryUnknown(field="territory", territory=command.territory)]
    return []


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
