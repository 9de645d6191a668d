"""What mutations on an office answer."""

from typing import Annotated

import strawberry

from api.building.describe import attribute, object_type, query
from api.execution.context import Info
from api.mutations.refused import Refused
from api.mutations.result import Result
from api.mutations.success import Success, stood_after
from api.office.types import Office
from application.authorisation.table import WITH_ITS_ROW
from application.kernel.handler import Done
from domain.office import commands
from projections.views.offices import questions as view
from projections.views.offices.questions import OfficeRow


@object_type("The command was carried out.", right=WITH_ITS_ROW)
class OfficeDone(Success):
    """Success of every mutation on an office."""

    office_code: str = attribute("Code of the office.")
    version: int = attribute("The office's version after it.")

    @query("The office after it; waits for the view.", shows=Office | None)
    async def office(self, info: Info) -> OfficeRow | None:
        """Load the office once the view is there."""
        views = info.context.services.views
        return await self.then(info, lambda: view.by_code(views, self.office_code))


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
