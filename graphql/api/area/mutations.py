"""Mutations on areas: for each its input, and the command that it becomes."""

from datetime import date

import strawberry

from api.area.result import RESULT
from api.building.scalars import AreaCode
from api.mutations.declared import builds
from api.mutations.fields import optional, required
from api.mutations.inputs import ChangeInput
from domain.area import commands
from infrastructure.areas.area_codes import SYSTEM


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
