"""Mutations on offices: for each its input, and the command that it becomes."""

from datetime import date
from typing import Annotated

import strawberry

from api.building import enums  # noqa: F401 registers the enums used below
from api.building.describe import attribute, query
from api.building.scalars import AreaCode, Position
from api.execution.context import Info
from api.mutations.declared import builds
from api.mutations.fields import required
from api.mutations.inputs import ChangeInput
from api.mutations.readers import uuid
from api.mutations.refused import Refused
from api.mutations.result import Result
from api.mutations.success import Success
from api.office.types import Office, show_office
from application.kernel.handler import Done
from domain.kernel.actors import Role
from domain.office import commands
from projections.views.offices import questions as view


@strawberry.type(description="The command was carried out.")
class OfficeDone(Success):
    """Success of every mutation on an office."""

    office_code: str = attribute("Code of the office.")
    version: int = attribute("The office's version after it.")

    @query("The office after it; waits for the view.")
    async def office(self, info: Info) -> Office | None:
        """Load the office once the view is there."""
        views = info.context.services.views
        row = await self.then(info, lambda: view.by_code(views, self.office_code))
        return show_office(row) if row else None


def _show(command: commands.OfficeCommand, done: Done) -> OfficeDone:
    return OfficeDone(
        position=Position(done.position),
        repeated=done.repeated,
        office_code=command.office,
        version=done.version,
    )


RESULT = Result(
    Annotated[
        OfficeDone | Refused,
        strawberry.union("OfficeResult", description="What came of a command on an office."),
    ],
    _show,
)


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


@strawberry.input(description="Another name or territory.")
class ChangeOfficeInput(OpenOfficeInput):
    """Change."""

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
