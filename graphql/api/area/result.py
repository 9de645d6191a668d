"""What mutations on an area answer."""

from typing import Annotated

import strawberry

from api.area.types import Area
from api.building.describe import attribute, object_type, query
from api.building.scalars import AreaCode
from api.execution.context import Info
from api.mutations.refused import Refused
from api.mutations.result import Result
from api.mutations.success import Success, stood_after
from application.authorisation.table import WITH_ITS_ROW
from application.kernel.handler import Done
from domain.area import commands
from projections.views.areas import questions as view
from projections.views.areas.questions import AreaRow


@object_type("The command was carried out.", right=WITH_ITS_ROW)
class AreaDone(Success):
    """Success of every mutation on an area."""

    area_code: AreaCode = attribute("Code of the area.")
    version: int = attribute("How many events the area has.")

    @query("The area after it, under its newest name; waits for the view.", shows=Area | None)
    async def area(self, info: Info) -> AreaRow | None:
        """Load the area once the view is there."""
        views, code = info.context.services.views, self.area_code
        rows = (await self.then(info, lambda: view.history(views, [code]))).get(code, ())
        return rows[0] if rows else None


def _show(command: commands.AreaCommand, done: Done) -> AreaDone:
    return AreaDone(
        **stood_after(done),
        area_code=AreaCode(command.code),
    )


RESULT = Result(
    Annotated[
        AreaDone | Refused,
        strawberry.union("AreaResult", description="What came of a command on an area."),
    ],
    _show,
)
