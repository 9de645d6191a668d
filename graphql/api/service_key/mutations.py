"""Mutations on service keys: for each its input, and the command that it becomes.

A new secret is shown once, with the answer, so making and replacing a key take no
commandId: a repeated command could not show it again.
"""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import strawberry

from api.account.types import ServiceKey, show_key
from api.building import enums  # noqa: F401 registers the enums used below
from api.building.describe import attribute, query
from api.building.scalars import Position
from api.execution.context import Info
from api.mutations.declared import builds
from api.mutations.fields import optional, required
from api.mutations.inputs import ChangeInput
from api.mutations.readers import uuid, uuid_if_any
from api.mutations.refused import Refused
from api.mutations.result import Result
from api.mutations.success import NOTHING_MORE, Success
from api.relay.nodes import opaque
from application.access.key_issuing import Issued
from domain.kernel.actors import Scope
from domain.service_key import commands
from projections.views.service_keys import questions as view


@strawberry.type(description="A service key.")
class ServiceKeyIssued(Success):
    """Success of making a key."""

    secret: str = attribute("Send it as `Authorization: Bearer`. It is never shown again.")
    key_id: strawberry.ID = attribute("Id of the key.")
    key: strawberry.Private[UUID]

    @query("The key as listed; waits for the view.")
    async def service_key(self, info: Info) -> ServiceKey | None:
        """Load the key once the view is there."""
        views = info.context.services.views
        row = await self.then(info, lambda: view.by_id(views, self.key))
        return show_key(row) if row else None


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


@strawberry.input(description="A new service key.")
class CreateServiceKeyInput:
    """Creation of a key."""

    name: str = required("Which system it is for.")
    scopes: list[Scope] = required("What it shall be good for.")
    expires_at: datetime = required("When it ends by itself; two years from now at most.")
    office: str | None = optional("Bound to the territory of this office.")
    cooperative: strawberry.ID | None = optional(
        "Bound to this cooperative.", reads=uuid_if_any("Cooperative")
    )


create_service_key = builds(
    commands.CreateServiceKey,
    CreateServiceKeyInput,
    RESULT,
    "Let a program in. Administrators.",
    new="key",
    carrier=lambda services: services.access.keys.create,
)


@strawberry.input(description="A new key in the place of another.")
class RotateServiceKeyInput:
    """Rotation."""

    key: strawberry.ID = required("The key to replace.", reads=uuid("ServiceKey"))
    expires_at: datetime = required("When the new one ends by itself.")
    overlap_until: datetime = required("Until when the old one works as well.")


rotate_service_key = builds(
    commands.RotateServiceKey,
    RotateServiceKeyInput,
    RESULT,
    "Put a new key in the place of another; both work for a while. Administrators.",
    new="successor",
    carrier=lambda services: services.access.keys.rotate,
)


@strawberry.input(description="The end of a key.")
class RevokeServiceKeyInput(ChangeInput):
    """Revocation."""

    key: strawberry.ID = required("The key.", reads=uuid("ServiceKey"))
    reason: str = required("Why.")


revoke_service_key = builds(
    commands.RevokeServiceKey,
    RevokeServiceKeyInput,
    NOTHING_MORE,
    "Make a key worth nothing at once. Administrators.",
)
