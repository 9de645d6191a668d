"""One-time links with which somebody else chooses a password; each is shown once.

The services behind them make a secret on the way, so they carry the command out instead
of the handler, and take what the handler takes.
"""

from typing import Annotated, Any

import strawberry

from api.account.inputs import PersonInput
from api.building.describe import attribute, object_type
from api.building.scalars import Position
from api.mutations.declared import builds
from api.mutations.fields import optional, required
from api.mutations.inputs import CommandInput
from api.mutations.readers import uuid
from api.mutations.refused import Refused
from api.mutations.result import Result
from api.mutations.success import Success
from api.relay.nodes import opaque
from application.access.invitations import Invitation
from application.authorisation.table import WITH_ITS_ROW
from domain.account import commands
from domain.account.events import LinkPurpose


@object_type(
    "A one-time link: mailed to the person, or to be handed over to nobody else.",
    right=WITH_ITS_ROW,
)
class LinkIssued(Success):
    """Success of an invitation."""

    account_id: strawberry.ID = attribute("Id of the account.")
    link: str | None = attribute(
        "Works once and is never shown again; null where it is mailed to the person."
    )


def _show(_command: Any, invitation: Invitation) -> LinkIssued:
    return LinkIssued(
        position=Position(invitation.position),
        account_id=opaque("Account", invitation.account),
        link=invitation.link,
    )


RESULT = Result(
    Annotated[
        LinkIssued | Refused,
        strawberry.union("LinkResult", description="What came of asking for a one-time link."),
    ],
    _show,
)


@strawberry.input(description="A one-time link for an account.")
class IssueLinkInput:
    """A link. Without commandId: a link cannot be shown a second time."""

    account: strawberry.ID = required("Id of the account.", reads=uuid("Account"))
    purpose: LinkPurpose = optional(
        "What it is for; it decides how long it holds. An account with a password gets a reset.",
        default=LinkPurpose.INVITATION,
    )


issue_link = builds(
    commands.IssueLink,
    IssueLinkInput,
    RESULT,
    "Make a one-time link; earlier ones are worth nothing. It is mailed to the person, and shown "
    "only when it is an invitation and no mail address is known. Administrators.",
    leaves={"expected_version"},
    carrier=lambda services: services.access.invitations.issue,
)


@strawberry.input(description="A new account for the operator of a verified cooperative.")
class InviteOperatorInput(CommandInput):
    """Invitation."""

    cooperative: strawberry.ID = required("The cooperative.", reads=uuid("Cooperative"))
    user_name: str = required("What the person will sign in with.")
    person: PersonInput = required("Who it is.")


invite_operator = builds(
    commands.InviteOperator,
    InviteOperatorInput,
    RESULT,
    "Make the account of a cooperative's operator; the link is mailed, or shown when no mail "
    "address is known. Officers of its territory.",
    new="account",
    carrier=lambda services: services.access.invitations.invite_operator,
)
