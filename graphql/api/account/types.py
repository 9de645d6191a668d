"""Accounts, sessions and service keys as the API shows them; secrets are shown once, when made."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from api.building import enums  # noqa: F401 registers the enums used below
from api.building.describe import argument, attribute, query
from api.building.scalars import AreaCode
from api.execution.context import Info
from api.relay.nodes import Node, opaque
from application.access.ports import AccessRow, RefusalRow, Session
from domain.kernel.actors import Role, Scope
from projections.views.accounts.questions import AccountRow
from projections.views.service_keys.questions import ServiceKeyRow


@strawberry.type(description="Who somebody is. Reading this is noted in the access log.")
class PersonalData:
    """Values that are kept beside the log and can be erased."""

    full_name: str | None = attribute("Name of the person; null when erased.")
    email: str | None = attribute("E-mail address.")
    phone: str | None = attribute("Telephone number.")


@strawberry.type(description="Somebody who may sign in.")
class Account(Node):
    """One account."""

    key: strawberry.Private[UUID]
    user_name: str = attribute("What the person signs in with.")
    role: Role = attribute("What the account does here.")
    office: str | None = attribute("Code of the office it works for.")
    territory: AreaCode | None = attribute("Area it may read, for an auditor without an office.")
    cooperative: strawberry.ID | None = attribute("The cooperative it acts for.")
    enabled: bool = attribute("Whether it may be used.")
    has_password: bool = attribute("False until its one-time link was used.")
    second_factor: bool = attribute("Whether signing in takes a one-time code.")
    erased: bool = attribute("Whether the personal values were erased.")
    interests: list[strawberry.ID] = attribute("Cooperatives in which the person has a stake.")
    created_at: datetime = attribute("When it was made.")
    changed_at: datetime = attribute("When it last changed.")
    version: int = attribute("Give it as `expectedVersion` to be refused when somebody was faster.")

    @query("Who it is. Administrators; each reading is noted with its reason.")
    async def person(
        self, info: Info, reason: Annotated[str, argument("Why you need to know.")]
    ) -> PersonalData:
        """Note the reading, then read."""
        return await read_person(info, self.key, reason)


@strawberry.type(description="A time in which somebody is signed in.")
class SignedInSession:
    """One session of the caller's own account."""

    id: strawberry.ID = attribute("Give it to `endSession`.")
    created_at: datetime = attribute("When it began.")
    last_seen_at: datetime = attribute("When it was last used, to the minute.")
    ends_at: datetime = attribute("When it ends in any case.")
    address: str = attribute("The address it began from.")
    agent: str | None = attribute("The browser or program it began with.")
    current: bool = attribute("Whether it is the one of this request.")


@strawberry.type(description="What a program may do here, and until when.")
class ServiceKey(Node):
    """One service key."""

    name: str = attribute("Which system it is for.")
    prefix: str = attribute("How the key begins; the rest is never shown again.")
    scopes: list[Scope] = attribute("What it is good for.")
    office: str | None = attribute("It reaches the territory of this office only.")
    cooperative: strawberry.ID | None = attribute("It reaches this cooperative only.")
    created_at: datetime = attribute("When it was made.")
    expires_at: datetime = attribute("When it ends by itself.")
    revoked_at: datetime | None = attribute("When it was revoked.")
    replaces: strawberry.ID | None = attribute("The key in whose place it was put.")
    last_used_at: datetime | None = attribute("When it was last used, to the second.")
    last_used_by: str | None = attribute("The address it was last used from.")
    version: int = attribute("Give it as `expectedVersion` to be refused when somebody was faster.")


@strawberry.type(description="A command that was refused.")
class RefusedCommand:
    """One line of the bounded list of refusals."""

    number: str = attribute("Its number; give the last one as `before` for the next page.")
    at: datetime = attribute("When.")
    actor: str = attribute("The account that asked.")
    office: str | None = attribute("The office it works for.")
    command: str = attribute("What it asked for.")
    subject: strawberry.ID = attribute("The stream it was about.")
    code: str = attribute("What it was told.")
    rule: str = attribute("Which rule it was; it may say more than was told.")


@strawberry.type(description="A reading of private data, or an export.")
class AccessEntry:
    """One line of the access log."""

    number: str = attribute("Its number; give the last one as `before` for the next page.")
    at: datetime = attribute("When.")
    actor: str = attribute("The account that read.")
    role: Role = attribute("What the account did here.")
    office: str | None = attribute("The office it works for.")
    action: str = attribute("What it did.")
    subject: str | None = attribute("Whose data it was.")
    reason: str | None = attribute("The reason it gave.")


async def read_person(info: Info, account: UUID, reason: str | None) -> PersonalData:
    """Return the personal values of *account*, after noting who reads them and why."""
    access, context = info.context.services.access, info.context
    await access.access_log.note(
        context.actor,
        "read_person",
        at=access.clock.now(),
        subject=str(account),
        reason=reason,
    )
    values = (await access.private_values.of([account])).get(account, {})
    return PersonalData(
        full_name=values.get("full_name"), email=values.get("email"), phone=values.get("phone")
    )


def show_account(row: AccountRow) -> Account:
    """Show an account of the view."""
    return Account(
        id=opaque("Account", row.id),
        key=row.id,
        user_name=row.user_name,
        role=row.role,
        office=row.office,
        territory=AreaCode(row.territory) if row.territory else None,
        cooperative=opaque("Cooperative", row.cooperative) if row.cooperative else None,
        enabled=row.enabled,
        has_password=row.has_password,
        second_factor=row.second_factor,
        erased=row.erased,
        interests=[opaque("Cooperative", each) for each in row.interests],
        created_at=row.created_at,
        changed_at=row.changed_at,
        version=row.version,
    )


def show_session(session: Session, current: UUID) -> SignedInSession:
    """Show one of the caller's own sessions."""
    return SignedInSession(
        id=opaque("Session", session.id),
        created_at=session.created_at,
        last_seen_at=session.last_seen_at,
        ends_at=session.ends_at,
        address=session.address,
        agent=session.agent,
        current=session.id == current,
    )


def show_key(row: ServiceKeyRow) -> ServiceKey:
    """Show a service key of the view."""
    return ServiceKey(
        id=opaque("ServiceKey", row.id),
        name=row.name,
        prefix=row.prefix,
        scopes=list(row.scopes),
        office=row.office,
        cooperative=opaque("Cooperative", row.cooperative) if row.cooperative else None,
        created_at=row.created_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
        replaces=opaque("ServiceKey", row.replaces) if row.replaces else None,
        last_used_at=row.last_used_at,
        last_used_by=row.last_used_by,
        version=row.version,
    )


def show_refusal(row: RefusalRow) -> RefusedCommand:
    """Show a refusal that is remembered."""
    return RefusedCommand(
        number=str(row.number),
        at=row.at,
        actor=row.actor,
        office=row.office,
        command=row.command,
        subject=strawberry.ID(str(row.subject)),
        code=row.code,
        rule=row.rule,
    )


def show_access(row: AccessRow) -> AccessEntry:
    """Show a line of the access log."""
    return AccessEntry(
        number=str(row.number),
        at=row.at,
        actor=row.actor,
        role=Role(row.role),
        office=row.office,
        action=row.action,
        subject=row.subject,
        reason=row.reason,
    )
