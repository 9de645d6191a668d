"""What mutations on an office answer."""

from typing import Annotated

import strawberry

from api.building import enums  # noqa: F401 registers the enums used below
from api.building.describe import attribute, query
from api.execution.context import Info
from api.mutations.refused import Refused
from api.mutations.result import Result
from api.mutations.success import Success, stood_after
from api.office.types import Office, show_office
from application.kernel.handler import Done
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
        **stood_after(done),
        office_code=command.office,
    )


RESULT = Result(
    Annotated[
        OfficeDone | Refused,
        strawberry.union("OfficeResult", description="What came of a command on an office."),
    ],
    _show,
)
