"""Mutations on offices: each reads its input, gives one command and shows the end."""

from collections.abc import Callable
from typing import Annotated

import strawberry

from api.building.as_of import wait_for
from api.building.describe import Given, attribute, mutation, object_type, query
from api.building.scalars import Position
from api.execution.context import Info
from api.mutations.pipeline import Refused, perform
from api.office import inputs
from api.office.types import Office
from application.authorisation.table import WITH_ITS_ROW
from application.kernel.handler import Done
from projections.views.offices import questions as view
from projections.views.offices.questions import OfficeRow


@object_type("The command was carried out.", right=WITH_ITS_ROW)
class OfficeDone:
    """Success of every mutation on an office."""

    position: Position = attribute("Where the log stood after it; give it as X-Sokoguru-At-Least.")
    office_code: str = attribute("Code of the office.")
    version: int = attribute("The office's version after it.")

    @query("The office after it; waits for the view.", shows=Office | None)
    async def office(self, info: Info) -> OfficeRow | None:
        """Load the office once the view is there."""
        await wait_for(info.context, self.position)
        return await view.by_code(info.context.services.views, self.office_code)


OfficeResult = Annotated[
    OfficeDone | Refused,
    strawberry.union("OfficeResult", description="What came of a command on an office."),
]


@strawberry.type
class OfficeMutations:
    """The part of Mutation that is about offices."""

    @mutation("Begin an office. Administrators.")
    async def open_office(self, info: Info, input: Given[inputs.OpenOfficeInput]) -> OfficeResult:
        """Open."""
        return await perform(info.context, input, input.command, _shown(input))

    @mutation("Give an office another name or territory. Administrators.")
    async def change_office(
        self, info: Info, input: Given[inputs.ChangeOfficeInput]
    ) -> OfficeResult:
        """Change."""
        return await perform(info.context, input, input.change, _shown(input))

    @mutation("End an office; its people cannot sign in any more. Administrators.")
    async def close_office(self, info: Info, input: Given[inputs.CloseOfficeInput]) -> OfficeResult:
        """Close."""
        return await perform(info.context, input, input.command, _shown(input))

    @mutation("Demand one-time codes of some roles. The head of the office, or administrators.")
    async def demand_second_factor(
        self, info: Info, input: Given[inputs.DemandSecondFactorInput]
    ) -> OfficeResult:
        """Demand codes."""
        return await perform(info.context, input, input.command, _shown(input))

    @mutation("Let an officer sign for the head for some days. The head of the office.")
    async def delegate_signature(
        self, info: Info, input: Given[inputs.DelegateSignatureInput]
    ) -> OfficeResult:
        """Delegate."""
        return await perform(info.context, input, input.delegation, _shown(input))

    @mutation("Stop an officer from signing for the head. The head, or administrators.")
    async def end_delegation(
        self, info: Info, input: Given[inputs.EndDelegationInput]
    ) -> OfficeResult:
        """End a delegation."""
        return await perform(info.context, input, input.command, _shown(input))


def _shown(given: inputs.OfficeChangeInput) -> Callable[[Done], OfficeDone]:
    """Return what shows the end of a command on the office that *given* names."""
    return lambda done: OfficeDone(
        position=Position(done.position), office_code=given.office, version=done.version
    )
