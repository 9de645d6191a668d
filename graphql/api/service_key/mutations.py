"""Mutations on service keys: for each its input, and the command that it becomes.

A new secret is shown once, with the answer, so making and replacing a key take no
commandId: a repeated command could not show it again.
"""

from datetime import datetime

import strawberry

from api.mutations.declared import builds
from api.mutations.fields import optional, required
from api.mutations.inputs import ChangeInput, CommandInput
from api.mutations.readers import uuid, uuid_if_any
from api.mutations.success import NOTHING_MORE
from api.service_key.result import REQUESTED, RESULT
from domain.kernel.actors import Scope
from domain.service_key import commands


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


@strawberry.input(description="A key to the whole country, which a second person agrees to.")
class RequestServiceKeyInput(CommandInput):
    """A request."""

    name: str = required("Which system it is for.")
    scopes: list[Scope] = required("What it shall be good for.")
    expires_at: datetime = required("When it ends by itself; two years from now at most.")
    reason: str = required("Why; whoever agrees reads it.")


request_service_key = builds(
    commands.RequestServiceKey,
    RequestServiceKeyInput,
    REQUESTED,
    "Ask for a key to the whole country. Administrators; somebody of the ministry agrees within "
    "seven days, and whoever asked collects it.",
    new="key",
)


@strawberry.input(description="Consent to a key that somebody else asked for.")
class ApproveServiceKeyInput(ChangeInput):
    """Consent."""

    key: strawberry.ID = required("The key.", reads=uuid("ServiceKey"))


approve_service_key = builds(
    commands.ApproveServiceKey,
    ApproveServiceKeyInput,
    NOTHING_MORE,
    "Agree to a key to the whole country. Officers and heads of the ministry.",
)


@strawberry.input(description="A key that is not agreed to.")
class RefuseServiceKeyInput(ChangeInput):
    """Refusal."""

    key: strawberry.ID = required("The key.", reads=uuid("ServiceKey"))
    reason: str = required("Why.")


refuse_service_key = builds(
    commands.RefuseServiceKey,
    RefuseServiceKeyInput,
    NOTHING_MORE,
    "Do not agree to a key to the whole country. Officers and heads of the ministry.",
)


@strawberry.input(description="A key that was agreed to.")
class CollectServiceKeyInput(ChangeInput):
    """Collection."""

    key: strawberry.ID = required("The key.", reads=uuid("ServiceKey"))


collect_service_key = builds(
    commands.CollectServiceKey,
    CollectServiceKeyInput,
    RESULT,
    "Collect a key that was agreed to: its secret is shown this once. Whoever asked for it.",
    leaves=("prefix",),
    carrier=lambda services: services.access.keys.collect,
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
