"""Accounts, sessions and service keys as the API shows them; secrets are shown once, when made."""

from datetime import datetime
from typing import Annotated

import strawberry

from api.account.person import PersonalData, read_person
from api.building.describe import argument, attribute, object_type, query
from api.building.scalars import AreaCode
from api.execution.context import Info
from api.names import account_name, area_name, office_name
from api.relay.accounts import account_if_any
from api.relay.node_types import Node, node_type
from api.relay.nodes import opaque
from application.access.ports import Session
from application.authorisation.table import ADMINISTRATION, WITH_ITS_ROW
from domain.kernel.actors import Role, Scope
from projections.views.accounts.questions import AccountRow
from projections.views.service_keys.questions import KeyState, ServiceKeyRow


@node_type("Somebody who may sign in.", row=AccountRow, right=WITH_ITS_ROW)
class Account(Node):
    """One account."""

    user_name: str = attribute("What the person signs in with.")
    role: Role = attribute("What the account does here.")
    office: str | None = attribute("Code of the office it works for.")
    office_name = office_name()
    territory: AreaCode | None = attribute("Area it may read, for an auditor without an office.")
    territory_name = area_name("territory", "Name of that area.")

    @query("The cooperative it acts for.")
    @staticmethod
    def cooperative(root: strawberry.Parent[AccountRow]) -> strawberry.ID | None:
        """Name the cooperative."""
        return opaque("Cooperative", root.cooperative) if root.cooperative else None

    enabled: bool = attribute("Whether it may be used.")

    @query("False until its one-time link was used.")
    @staticmethod
    async def has_password(root: strawberry.Parent[AccountRow], info: Info) -> bool:
        """Ask the credentials, which no view holds."""
        return await info.context.loaders.has_password(root.id)

    second_factor: bool = attribute("Whether signing in takes a one-time code.")
    erased: bool = attribute("Whether the personal values were erased.")

    @query("Cooperatives in which the person has a stake.")
    @staticmethod
    def interests(root: strawberry.Parent[AccountRow]) -> list[strawberry.ID]:
        """Name the cooperatives."""
        return [opaque("Cooperative", each) for each in root.interests]

    created_at: datetime = attribute("When it was made.")
    changed_at: datetime = attribute("When it last changed.")
    version: int = attribute("Give it as `expectedVersion` to be refused when somebody was faster.")

    @query(
        "Who it is. Administrators; each reading is noted with its reason.",
        right=ADMINISTRATION,
        traced=True,
    )
    @staticmethod
    async def person(
        root: strawberry.Parent[AccountRow],
        info: Info,
        reason: Annotated[str, argument("Why you need to know.")],
    ) -> PersonalData:
        """Note the reading, then read."""
        return await read_person(info, root.id, reason)


class OwnSession(Session, frozen=True, kw_only=True):
    """A session of the caller; *current* says whether it is the one of this request."""

    current: bool


@object_type("A time in which somebody is signed in.", right=WITH_ITS_ROW)
class SignedInSession:
    """One session of the caller's own account."""

    @query("Give it to `endSession`.")
    @staticmethod
    def id(root: strawberry.Parent[OwnSession]) -> strawberry.ID:
        """Name the session."""
        return opaque("Session", root.id)

    created_at: datetime = attribute("When it began.")
    last_seen_at: datetime = attribute("When it was last used, to the minute.")
    ends_at: datetime = attribute("When it ends in any case.")
    address: str = attribute("The address it began from.")
    agent: str | None = attribute("The browser or program it began with.")
    current: bool = attribute("Whether it is the one of this request.")


@node_type("What a program may do here, and until when.", row=ServiceKeyRow, right=WITH_ITS_ROW)
class ServiceKey(Node):
    """One service key."""

    name: str = attribute("Which system it is for.")
    prefix: str = attribute("How the key begins; the rest is never shown again.")
    scopes: list[Scope] = attribute("What it is good for.")
    office: str | None = attribute("It reaches the territory of this office only.")
    office_name = office_name()

    @query("It reaches this cooperative only.")
    @staticmethod
    def cooperative(root: strawberry.Parent[ServiceKeyRow]) -> strawberry.ID | None:
        """Name the cooperative."""
        return opaque("Cooperative", root.cooperative) if root.cooperative else None

    created_at: datetime = attribute("When it was made.")
    expires_at: datetime = attribute("When it ends by itself.")
    revoked_at: datetime | None = attribute("When it was revoked.")

    state: KeyState = attribute("Whether it is asked for, agreed to, refused, or made.")
    requested_by = account_if_any(
        "The account that asked for it, where it took two.", "requested_by"
    )
    requested_by_name = account_name("requested_by", "The user name of whoever asked for it.")
    request_reason: str | None = attribute("Why it was asked for.")
    request_until: datetime | None = attribute("Until when it is decided and collected.")

    @query("The key in whose place it was put.")
    @staticmethod
    def replaces(root: strawberry.Parent[ServiceKeyRow]) -> strawberry.ID | None:
        """Name the other key."""
        return opaque("ServiceKey", root.replaces) if root.replaces else None

    @query("When it was last used, to the second.")
    @staticmethod
    async def last_used_at(root: strawberry.Parent[ServiceKeyRow], info: Info) -> datetime | None:
        """Ask the table of secrets, which no view holds."""
        used = await info.context.loaders.last_use(root.id)
        return used.at if used else None

    @query("The address it was last used from.")
    @staticmethod
    async def last_used_by(root: strawberry.Parent[ServiceKeyRow], info: Info) -> str | None:
        """Ask the table of secrets, which no view holds."""
        used = await info.context.loaders.last_use(root.id)
        return used.address if used else None

    version: int = attribute("Give it as `expectedVersion` to be refused when somebody was faster.")
