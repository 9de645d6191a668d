"""What making a service key answers: its secret, which is shown this once."""

from typing import Annotated, Any
from uuid import UUID

import strawberry

from api.account.types import ServiceKey
from api.building.describe import attribute, object_type, query
from api.building.scalars import Position
from api.execution.context import Info
from api.mutations.refused import Refused
from api.mutations.result import Result
from api.mutations.success import Success
from api.relay.nodes import opaque
from application.access.key_issuing import Issued
from application.authorisation.table import ADMINISTRATION, WITH_ITS_ROW
from application.kernel.handler import Done
from projections.views.service_keys import questions as view
from projections.views.service_keys.questions import ServiceKeyRow


@object_type("A service key.", right=WITH_ITS_ROW)
class ServiceKeyIssued(Success):
    """Success of making a key."""

    secret: str = attribute("Send it as `Authorization: Bearer`. It is never shown again.")
    key_id: strawberry.ID = attribute("Id of the key.")
    key: strawberry.Private[UUID]

    @query(
        "The key as listed; waits for the view.",
        right=ADMINISTRATION,
        shows=ServiceKey | None,
        or_null=True,
    )
    async def service_key(self, info: Info) -> ServiceKeyRow | None:
        """Load the key once the view is there."""
        views = info.context.services.views
        return await self.then(info, lambda: view.by_id(views, self.key))


def _show(_command: Any, issued: Issued) -> ServiceKeyIssued:
    return ServiceKeyIssued(
        position=Position(issued.position),
        secret=issued.secret,
        key_id=opaque("ServiceKey", issued.key),
        key=issued.key,
    )


RESULT = Result(
    Annotated[
        ServiceKeyIssued | Refused,
        strawberry.union(
            "ServiceKeyResult", description="What came of a command on a service key."
        ),
    ],
    _show,
)


@object_type("A key is asked for.", right=WITH_ITS_ROW)
class ServiceKeyAsked(Success):
    """Success of asking for a key."""

    key_id: strawberry.ID = attribute("Id of the key, with which it is agreed to and collected.")


def _show_request(_command: Any, done: Done) -> ServiceKeyAsked:
    return ServiceKeyAsked(
        position=Position(done.position),
        repeated=done.repeated,
        key_id=opaque("ServiceKey", done.stream),
    )


REQUESTED = Result(
    Annotated[
        ServiceKeyAsked | Refused,
        strawberry.union(
            "ServiceKeyRequestResult", description="What came of asking for a service key."
        ),
    ],
    _show_request,
)
