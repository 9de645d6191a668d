"""What mutations on a cooperative answer."""

from typing import Annotated
from uuid import UUID

import strawberry

from api.building.describe import attribute, object_type, optional, query
from api.building.rights import scope_of
from api.cooperative.types import Cooperative
from api.execution.context import Info
from api.mutations.refused import Refused
from api.mutations.result import Result
from api.mutations.success import Success, stood_after
from api.relay.nodes import opaque
from application.access.registrations import Registered
from application.authorisation.table import REGISTRY, WITH_ITS_ROW
from application.kernel.handler import Done
from domain.cooperative import commands
from projections.views.cooperatives.questions import CooperativeRow


@object_type("The command was carried out.", right=WITH_ITS_ROW)
class CooperativeDone(Success):
    """Success of every mutation on a cooperative."""

    cooperative_id: strawberry.ID = attribute("Id of the cooperative.")
    version: int = attribute("The cooperative's version after it.")
    receipt: str | None = optional(
        "Of registerCooperative without being signed in: the code that `registration` takes. It is "
        "shown this once; a repeated command shows none."
    )
    key: strawberry.Private[UUID]

    @query(
        "The cooperative after it, as far as you may see it; waits for the view.",
        right=REGISTRY,
        shows=Cooperative | None,
        or_null=True,
    )
    async def cooperative(self, info: Info) -> CooperativeRow | None:
        """Load the cooperative once the view is there."""
        loaders, seen = info.context.loaders, scope_of(info)
        return await self.then(info, lambda: loaders.cooperative(self.key, seen))


def _show(
    _command: commands.CooperativeCommand, done: Done, receipt: str | None = None
) -> CooperativeDone:
    return CooperativeDone(
        **stood_after(done),
        cooperative_id=opaque("Cooperative", done.stream),
        receipt=receipt,
        key=done.stream,
    )


def _show_registered(
    command: commands.RegisterCooperative, registered: Registered
) -> CooperativeDone:
    return _show(command, registered.done, registered.receipt)


RESULT = Result(
    Annotated[
        CooperativeDone | Refused,
        strawberry.union(
            "CooperativeResult", description="What came of a command on a cooperative."
        ),
    ],
    _show,
)
REGISTERED = Result(RESULT.union, _show_registered)
"""The same for a registration, which may come with a receipt."""
