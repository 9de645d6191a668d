"""Mutations on offices: for each its input, and the command that it becomes."""

from datetime import date

import strawberry

from api.building.scalars import AreaCode
from api.mutations.declared import builds
from api.mutations.fields import optional, required, stays
from api.mutations.inputs import ChangeInput
from api.mutations.readers import uuid
from api.office.result import RESULT
from domain.kernel.actors import Role
from domain.kernel.time_zones import TimeZone
from domain.office import commands


@strawberry.input(description="A command about one office.")
class OfficeChange(ChangeInput):
    """What names the office."""

    office: str = required("Code of the office.")


@strawberry.input(description="A new office.")
class OpenOfficeInput(OfficeChange):
    """Opening."""

    name: str = required("Its name.")
    territory: AreaCode = required("The area it supervises; ID is the whole country.")


open_office = builds(
    commands.OpenOffice, OpenOfficeInput, RESULT, "Begin an office. Administrators."
)


@strawberry.input(description="Another name or territory; what is left out stays.")
class ChangeOfficeInput(OfficeChange):
    """Change."""

    name: str | None = stays("Its name.")
    territory: AreaCode | None = stays("The area it supervises; ID is the whole country.")
    reason: str = required("Why.")


change_office = builds(
    commands.ChangeOffice,
    ChangeOfficeInput,
    RESULT,
    "Give an office another name or territory. Administrators.",
)


@strawberry.input(description="The end of an office; what it did stays.")
class CloseOfficeInput(OfficeChange):
    """Closing."""

    reason: str = required("Why.")


close_office = builds(
    commands.CloseOffice,
    CloseOfficeInput,
    RESULT,
    "End an office; its people cannot sign in any more. Administrators.",
)


@strawberry.input(description="Who signs in with a one-time code.")
class DemandSecondFactorInput(OfficeChange):
    """The demand."""

    roles: list[Role] = required("These roles, and no others.")


demand_second_factor = builds(
    commands.DemandSecondFactor,
    DemandSecondFactorInput,
    RESULT,
    "Demand one-time codes of some roles. The head of the office, or administrators.",
)


@strawberry.input(description="The end of a delegation.")
class EndDelegationInput(OfficeChange):
    """The end of a delegation."""

    account: strawberry.ID = required("The officer.", reads=uuid("Account"))
    reason: str = required("Why, with the letter that orders it.")


@strawberry.input(description="The head's signature, lent for some days.")
class DelegateSignatureInput(EndDelegationInput):
    """A delegation."""

    first: date = required("The first day.")
    last: date = required("The last day.")


delegate_signature = builds(
    commands.DelegateSignature,
    DelegateSignatureInput,
    RESULT,
    "Let an officer sign for the head for some days. The head of the office.",
)

end_delegation = builds(
    commands.EndDelegation,
    EndDelegationInput,
    RESULT,
    "Stop an officer from signing for the head. The head, or administrators.",
)


@strawberry.input(description="By whose clock an office works.")
class StateOfficeTimeZoneInput(OfficeChange):
    """A time zone."""

    time_zone: TimeZone | None = optional("The zone; left out, that of its territory again.")
    reason: str = required("Why, with the letter that orders it.")


state_office_time_zone = builds(
    commands.StateOfficeTimeZone,
    StateOfficeTimeZoneInput,
    RESULT,
    "State an office's time zone: its days count by it. The head, or administrators.",
)
