"""What mutations on accounts, sessions and keys answer with when they succeed."""

from typing import Annotated
from uuid import UUID

import strawberry

from api.account.types import Account, ServiceKey
from api.building.as_of import wait_for
from api.building.describe import attribute, object_type, query
from api.building.scalars import Position
from api.execution.context import Info
from api.mutations.pipeline import Refused
from api.relay.nodes import opaque
from application.access.invitations import Invitation
from application.access.key_issuing import Issued
from application.authorisation.table import ADMINISTRATION, WITH_ITS_ROW
from application.kernel.handler import Done
from domain.kernel.actors import Role
from projections.views.accounts import questions as account_view
from projections.views.accounts.questions import AccountRow
from projections.views.service_keys import questions as key_view
from projections.views.service_keys.questions import ServiceKeyRow

POSITION = "Where the log stood after it; give it as X-Sokoguru-At-Least."


@object_type("You are signed in.", right=WITH_ITS_ROW)
class SignedIn:
    """Success of signing in."""

    position: Position = attribute("Where the log stood.")
    token: str = attribute("Send it as `Authorization: Bearer`. It is never shown again.")
    session: strawberry.ID = attribute("Id of the session, for `endSession`.")
    role: Role = attribute("What you are here.")
    second_factor_due: bool = attribute(
        "Your office demands a one-time code; until you set one up you may do nothing else."
    )


@object_type("It was done.", right=WITH_ITS_ROW)
class AccessDone:
    """Success of what needs no further answer."""

    position: Position = attribute("Where the log stood after it.")


@object_type(
    "A secret to put into an authenticator; nothing is kept of it yet.", right=WITH_ITS_ROW
)
class SecondFactorProposed:
    """A proposal for one-time codes."""

    position: Position = attribute("Where the log stood.")
    secret: str = attribute("The secret, in base32.")
    address: str = attribute("The same as an otpauth: address, for a QR code.")


@object_type("The command was carried out.", right=WITH_ITS_ROW)
class AccountDone:
    """Success of every mutation on an account."""

    position: Position = attribute(POSITION)
    account_id: strawberry.ID = attribute("Id of the account.")
    version: int = attribute("The account's version after it.")
    key: strawberry.Private[UUID]

    @query(
        "The account after it, for administrators; waits for the view.",
        right=ADMINISTRATION,
        shows=Account | None,
    )
    async def account(self, info: Info) -> AccountRow | None:
        """Load the account once the view is there."""
        await wait_for(info.context, self.position)
        return await account_view.by_id(info.context.services.views, self.key)


@object_type("A one-time link; hand it to the person, and to nobody else.", right=WITH_ITS_ROW)
class LinkIssued:
    """Success of an invitation."""

    position: Position = attribute(POSITION)
    account_id: strawberry.ID = attribute("Id of the account.")
    link: str = attribute("Works once. It is never shown again.")


@object_type("A service key.", right=WITH_ITS_ROW)
class ServiceKeyIssued:
    """Success of making a key."""

    position: Position = attribute(POSITION)
    secret: str = attribute("Send it as `Authorization: Bearer`. It is never shown again.")
    key_id: strawberry.ID = attribute("Id of the key.")
    key: strawberry.Private[UUID]

    @query(
        "The key as listed; waits for the view.",
        right=ADMINISTRATION,
        shows=ServiceKey | None,
    )
    async def service_key(self, info: Info) -> ServiceKeyRow | None:
        """Load the key once the view is there."""
        await wait_for(info.context, self.position)
        return await key_view.by_id(info.context.services.views, self.key)


SignInResult = Annotated[
    SignedIn | Refused, strawberry.union("SignInResult", description="What came of signing in.")
]
AccessResult = Annotated[
    AccessDone | Refused, strawberry.union("AccessResult", description="What came of it.")
]
SecondFactorResult = Annotated[
    SecondFactorProposed | Refused,
    strawberry.union("SecondFactorResult", description="What came of asking for a secret."),
]
AccountResult = Annotated[
    AccountDone | Refused,
    strawberry.union("AccountResult", description="What came of a command on an account."),
]
LinkResult = Annotated[
    LinkIssued | Refused,
    strawberry.union("LinkResult", description="What came of asking for a one-time link."),
]
ServiceKeyResult = Annotated[
    ServiceKeyIssued | Refused,
    strawberry.union("ServiceKeyResult", description="What came of a command on a service key."),
]


def account_done(done: Done) -> AccountDone:
    """Show the end of a command on an account."""
    return AccountDone(
        position=Position(done.position),
        account_id=opaque("Account", done.stream),
        version=done.version,
        key=done.stream,
    )


def link_issued(invitation: Invitation) -> LinkIssued:
    """Show a new link."""
    return LinkIssued(
        position=Position(invitation.position),
        account_id=opaque("Account", invitation.account),
        link=invitation.link,
    )


def key_issued(issued: Issued) -> ServiceKeyIssued:
    """Show a new key."""
    return ServiceKeyIssued(
        position=Position(issued.position),
        secret=issued.secret,
        key_id=opaque("ServiceKey", issued.key),
        key=issued.key,
    )
