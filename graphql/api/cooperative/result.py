"""What mutations on a cooperative answer."""

from typing import Annotated
from uuid import UUID

import strawberry

from api.building.describe import attribute, query
from api.cooperative.types import Cooperative, show_cooperative
from api.execution.context import Info
from api.mutations.refused import Refused
from api.mutations.result import Result
from api.mutations.success import Success, stood_after
from api.relay.nodes import opaque
from application.kernel.handler import Done
from domain.cooperative import commands


@strawberry.type(description="The command was carried out.")
class CooperativeDone(Success):
    """Success of every mutation on a cooperative."""

    cooperative_id: strawberry.ID = attribute("Id of the cooperative.")
    version: int = attribute("The cooperative's version after it.")
    key: strawberry.Private[UUID]

    @query("The cooperative after it, as far as you may see it; waits for the view.")
    async def cooperative(self, info: Info) -> Cooperative | None:
        """Load the cooperative once the view is there."""
        row = await self.then(info, lambda: info.context.loaders.cooperative(self.key))
        return show_cooperative(row) if row else None


def _show(_command: commands.CooperativeCommand, done: Done) -> CooperativeDone:
    return CooperativeDone(
        **stood_after(done),
        cooperative_id=opaque("Cooperative", done.stream),
        key=done.stream,
    )


RESULT = Result(
    Annotated[
        CooperativeDone | Refused,
        strawberry.union(
            "CooperativeResult", description="What came of a command on a cooperative."
        ),
    ],
    _show,
)
