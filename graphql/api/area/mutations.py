"""Mutations on areas: for each its input, and the command that it becomes."""

from datetime import date
from typing import Annotated

import strawberry

from api.area.types import Area, show_area
from api.building.describe import attribute, query
from api.building.scalars import AreaCode, Position
from api.execution.context import Info
from api.mutations.declared import builds
from api.mutations.fields import optional, required
from api.mutations.inputs import ChangeInput
from api.mutations.refused import Refused
from api.mutations.result import Result
from api.mutations.success import Success
from application.kernel.handler import Done
from domain.area import commands
from infrastructure.areas.area_codes import SYSTEM
from projections.views.areas import questions as view


@strawberry.type(description="The command was carried out.")
class AreaDone(Success):
    """Success of every mutation on an area."""

    area_code: AreaCode = attribute("Code of the area.")
    version: int = attribute("How many events the area has.")

    @query("The area after it, under its newest name; waits for the view.")
    async def area(self, info: Info) -> Area | None:
        """Load the area once the view is there."""
        views, code = info.context.services.views, self.area_code
        rows = (await self.then(info, lambda: view.history(views, [code]))).get(code, ())
        return show_area(rows[0]) if rows else None


def _show(command: commands.AreaCommand, done: Done) -> AreaDone:
    return AreaDone(
        position=Position(done.position),
        repeated=done.repeated,
        area_code=AreaCode(command.code),
        version=done.version,
    )


RESULT = Result(
    Annotated[
        AreaDone | Refused,
        strawberry.union("AreaResult", description="What came of a command on an area."),
    ],
    _show,
)


@strawberry.input(description="A change of an area, which a decree orders.")
class AreaChange(ChangeInput):
    """What names the area and the decree."""

    code: AreaCode = required("Its Kemendagri code.")
    decree: str = required("Number and year of the decree.")


@strawberry.input(description="A new area.")
class AddAreaInput(AreaChange):
    """Addition."""

    name: str = required("Its name.")
    valid_from: date = required("The day from which it exists.")
    system: str = optional("The decree whose codes these are.", default=SYSTEM)


add_area = builds(
    commands.AddArea, AddAreaInput, RESULT, "Add an area that a decree made. Administrators."
)


@strawberry.input(description="Another name of an area.")
class RenameAreaInput(AreaChange):
    """Renaming."""

    name: str = required("Its new name.")
    valid_from: date = required("The day from which it holds.")


rename_area = builds(
    commands.RenameArea, RenameAreaInput, RESULT, "Give an area another name. Administrators."
)


@strawberry.input(description="The end of a code; what it was stays readable.")
class RetireAreaInput(AreaChange):
    """Retirement."""

    valid_to: date = required("The day on which it ends.")
    successors: list[AreaCode] = optional("The codes that take its place.", factory=list)


retire_area = builds(
    commands.RetireArea,
    RetireAreaInput,
    RESULT,
    "Stop using a code; what it was stays readable. Administrators.",
)
