"""What mutations on accounts, sessions and keys answer with when they succeed."""

from typing import Annotated
from uuid import UUID

import strawberry

from api.accounts.types import Account, ServiceKey, show_account, show_key
from api.context import Info
from api.describe import answers, shows
from api.moments import wait_for
from api.nodes import opaque
from api.payloads import Refused
from api.scalars import Position
from application.handle import Done
from application.invitations import Invitation
from application.key_issuing import Issued
from domain.actors import Role
from projections import accounts as account_view
from projections import service_keys as key_view

POSITION = "Where the log stood after it; give it as X-Sokoguru-At-Least."


@strawberry.type(description="You are signed in.")
class SignedIn:
    """Success of signing in."""

    position: Position = shows("Where the log stood.")
    token: str = shows("Send it as `Authorization: Bearer`. It is never shown again.")
    session: strawberry.ID = shows("Id of the session, for `endSession`.")
    role: Role = shows("What you are here.")
    second_factor_due: bool = shows(
        "Your office demands a one-time code; until you set one up you may do nothing else."
    )


@strawberry.type(description="It was done.")
class AccessDone:
    """Success of what needs no further answer."""

    position: Position = shows("Where the log stood after it.")


@strawberry.type(description="A secret to put into an authenticator; nothing is kept of it yet.")
class SecondFactorProposed:
    """A proposal for one-time codes."""

    position: Position = shows("Where the log stood.")
    secret: str = shows("The secret, in base32.")
    address: str = shows("The same as an otpauth: address, for a QR code.")


@strawberry.type(description="The command was carried out.")
class AccountDone:
    """Success of every mutation on an account."""

    position: Position = shows(POSITION)
    account_id: strawberry.ID = shows("Id of the account.")
    version: int = shows("The account's version after it.")
    key: strawberry.Private[UUID]

    @answers("The account after it, for administrators; waits for the view.")
    async def account(self, info: Info) -> Account | None:
        """Load the account once the view is there."""
        await wait_for(info.context, self.position)
        row = await account_view.by_id(info.context.services.views, self.key)
        return show_account(row) if row else None


@strawberry.type(description="A one-time link; hand it to the person, and to nobody else.")
class LinkIssued:
    """Success of an invitation."""

    position: Position = shows(POSITION)
    account_id: strawberry.ID = shows("Id of the account.")
    link: str = shows("Works once. It is never shown again.")


@strawberry.type(description="A service key.")
class ServiceKeyIssued:
    """Success of making a key."""

    position: Position = shows(POSITION)
    secret: str = shows("Send it as `Authorization: Bearer`. It is never shown again.")
    key_id: strawberry.ID = shows("Id of the key.")
    key: strawberry.Private[UUID]

    @answers("The key as listed; waits for the view.")
    async def service_key(self, info: Info) -> ServiceKey | None:
        """Load the key once the view is there."""
        await wait_for(info.context, self.position)
        row = await key_view.by_id(info.context.services.views, self.key)
        return show_key(row) if row else None


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
        account_id=opaque("Account", done.subject),
        version=done.version,
        key=done.subject,
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
