"""What mutations on areas take, and the commands they become."""

from datetime import date

import strawberry

from api.building.describe import attribute
from api.building.scalars import AreaCode
from api.mutations.pipeline import ChangeInput
from domain.area import commands
from infrastructure.areas.area_codes import SYSTEM


@strawberry.input(description="A change of an area, which a decree orders.")
class AreaChange(ChangeInput):
    """What names the area and the decree."""

    code: AreaCode = attribute("Its Kemendagri code.")
    decree: str = attribute("Number and year of the decree.")


@strawberry.input(description="A new area.")
class AddAreaInput(AreaChange):
    """Addition."""

    name: str = attribute("Its name.")
    valid_from: date = attribute("The day from which it exists.")
    system: str = strawberry.field(default=SYSTEM, description="The decree whose codes these are.")

    def command(self) -> commands.AddArea:
        """Return the command."""
        return commands.AddArea(
            code=self.code,
            expected_version=self.expected_version,
            name=self.name,
            valid_from=self.valid_from,
            decree=self.decree,
            system=self.system,
        )


@strawberry.input(description="Another name of an area.")
class RenameAreaInput(AreaChange):
    """Renaming."""

    name: str = attribute("Its new name.")
    valid_from: date = attribute("The day from which it holds.")

    def command(self) -> commands.RenameArea:
        """Return the command."""
        return commands.RenameArea(
            code=self.code,
            expected_version=self.expected_version,
            name=self.name,
            valid_from=self.valid_from,
            decree=self.decree,
        )


@strawberry.input(description="The end of a code; what it was stays readable.")
class RetireAreaInput(AreaChange):
    """Retirement."""

    valid_to: date = attribute("The day on which it ends.")
    successors: list[AreaCode] = strawberry.field(
        default_factory=list, description="The codes that take its place."
    )

    def command(self) -> commands.RetireArea:
        """Return the command."""
        return commands.RetireArea(
            code=self.code,
            expected_version=self.expected_version,
            valid_to=self.valid_to,
            decree=self.decree,
            successors=tuple(self.successors),
        )
