"""What people were refused and what they read: the two lists for auditors, kept by office."""

from datetime import datetime
from typing import Annotated

import strawberry

from api.building.asked import said
from api.building.describe import argument, attribute, object_type, query
from api.building.rights import scope_of
from api.execution.context import Info
from api.execution.faults import ForgedCursor, PageTooLarge
from api.names import account_name, office_name
from api.relay.accounts import account, account_asked, account_if_any
from api.relay.nodes import opaque
from api.relay.paging import LARGEST_PAGE
from application.access.ports import NEWEST, AccessRow, RefusalRow
from application.authorisation.table import INSPECTION, WITH_ITS_ROW
from domain.kernel.actors import Role

LONGEST_NUMBER = 18
"""Digits that fit PostgreSQL's bigint whatever they are."""


@object_type("A command that was refused.", right=WITH_ITS_ROW)
class RefusedCommand:
    """One line of the bounded list of refusals."""

    number: str = attribute("Its number; give the last one as `before` for the next page.")
    at: datetime = attribute("When.")
    actor = account("The account that asked.", "actor")
    actor_name = account_name("actor", "The user name of the account that asked.")
    office: str | None = attribute("The office it works for.")
    office_name = office_name()
    command: str = attribute("What it asked for.")

    @query("The stream it was about; give it to `stream`.")
    @staticmethod
    def subject(root: strawberry.Parent[RefusalRow]) -> strawberry.ID:
        """Name the stream."""
        return opaque("Stream", root.subject)

    code: str = attribute("What it was told.")
    rule: str = attribute("Which rule it was; it may say more than was told.")


@object_type("A reading of private data, or an export.", right=WITH_ITS_ROW)
class AccessEntry:
    """One line of the access log."""

    number: str = attribute("Its number; give the last one as `before` for the next page.")
    at: datetime = attribute("When.")
    actor = account("The account that read.", "actor")
    actor_name = account_name("actor", "The user name of the account that read.")

    @query("What the account did here.")
    @staticmethod
    def role(root: strawberry.Parent[AccessRow]) -> Role:
        """Read the role, which the log keeps as text."""
        return Role(root.role)

    office: str | None = attribute("The office it works for.")
    office_name = office_name()
    action: str = attribute("What it did.")
    subject = account_if_any("Whose data it was.", "subject")
    subject_name = account_name("subject", "The user name of whose data it was.")
    reason: str | None = attribute("The reason it gave.")


Rows = Annotated[int, argument("How many at most; 200 is the limit.")]
Number = Annotated[str | None, argument("Only those with a smaller number than this.")]


@strawberry.type
class InspectionQueries:
    """The part of Query for auditors of an office."""

    @query(
        "The newest refused commands; the oldest are forgotten. Auditors, of their office.",
        right=INSPECTION,
        shows=list[RefusedCommand],
    )
    async def refused_commands(
        self,
        info: Info,
        first: Rows = 50,
        before: Number = None,
        actor: Annotated[str | None, argument("Only of this account.")] = None,
        code: Annotated[str | None, argument("Only with this code.")] = None,
    ) -> tuple[RefusalRow, ...]:
        """Ask the list of refusals."""
        return await info.context.services.access.refused.page(
            first=_rows(first),
            before=_number(before),
            office=scope_of(info).one_office,
            actor=account_asked(actor, field="actor"),
            code=None if code is None else said(code, "code"),
        )

    @query(
        "Who read private data or took an export, newest first. Auditors, of their office.",
        right=INSPECTION,
        shows=list[AccessEntry],
    )
    async def access_log(
        self,
        info: Info,
        first: Rows = 50,
        before: Number = None,
        actor: Annotated[str | None, argument("Only of this account.")] = None,
    ) -> tuple[AccessRow, ...]:
        """Ask the access log."""
        return await info.context.services.access.access_log.page(
            first=_rows(first),
            before=_number(before),
            office=scope_of(info).one_office,
            actor=account_asked(actor, field="actor"),
        )


def _rows(first: int) -> int:
    if not 0 <= first <= LARGEST_PAGE:
        raise PageTooLarge(field="first", limit=LARGEST_PAGE, given=first)
    return first


def _number(before: str | None) -> int:
    if before is None:
        return NEWEST
    if not (before.isascii() and before.isdigit() and len(before) <= LONGEST_NUMBER):
        raise ForgedCursor(field="before")
    return int(before)
