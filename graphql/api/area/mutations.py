"""Mutations on areas: each reads its input, gives one command and shows the end."""

from collections.abc import Callable
from typing import Annotated

import strawberry

from api.area import inputs
from api.area.types import Area
from api.building.as_of import wait_for
from api.building.describe import Given, attribute, mutation, object_type, query
from api.building.scalars import AreaCode, Position
from api.execution.context import Info
from api.mutations.pipeline import Refused, perform
from application.authorisation.table import WITH_ITS_ROW
from application.kernel.handler import Done
from projections.views.areas import questions as view
from projections.views.areas.questions import AreaRow


@object_type("The command was carried out.", right=WITH_ITS_ROW)
class AreaDone:
    """Success of every mutation on an area."""

    position: Position = attribute("Where the log stood after it; give it as X-Sokoguru-At-Least.")
    area_code: AreaCode = attribute("Code of the area.")
    version: int = attribute("How many events the area has.")

    @query("The area after it, under its newest name; waits for the view.", shows=Area | None)
    async def area(self, info: Info) -> AreaRow | None:
        """Load the area once the view is there."""
        await wait_for(info.context, self.position)
        rows = (await view.history(info.context.services.views, [self.area_code])).get(
            self.area_code, ()
        )
        return rows[0] if rows else None


AreaResult = Annotated[
    AreaDone | Refused,
    strawberry.union("AreaResult", description="What came of a command on an area."),
]


@strawberry.type
class AreaMutations:
    """The part of Mutation that is about areas."""

    @mutation("Add an area that a decree made. Administrators.")
    async def add_area(self, info: Info, input: Given[inputs.AddAreaInput]) -> AreaResult:
        """Add."""
        return await perform(info.context, input, input.command, _shown(input))

    @mutation("Give an area another name. Administrators.")
    async def rename_area(self, info: Info, input: Given[inputs.RenameAreaInput]) -> AreaResult:
        """Rename."""
        return await perform(info.context, input, input.command, _shown(input))

    @mutation("Stop using a code; what it was stays readable. Administrators.")
    async def retire_area(self, info: Info, input: Given[inputs.RetireAreaInput]) -> AreaResult:
        """Retire."""
        return await perform(info.context, input, input.command, _shown(input))


def _shown(given: inputs.AreaChange) -> Callable[[Done], AreaDone]:
    """Return what shows the end of a command on the area that *given* names."""
    return lambda done: AreaDone(
        position=Position(done.position), area_code=given.code, version=done.version
    )
