"""Questions about accounts, sessions and keys, and about who was refused or read what."""

from typing import Annotated

import strawberry

from api.account.types import (
    AccessEntry,
    Account,
    PersonalData,
    RefusedCommand,
    ServiceKey,
    SignedInSession,
    read_person,
    show_access,
    show_account,
    show_key,
    show_refusal,
    show_session,
)
from api.building import enums  # noqa: F401 registers the enums used below
from api.building.describe import argument, optional, query
from api.execution.context import Info
from api.execution.faults import MalformedParameter, PageTooLarge
from api.relay.connections import (
    LARGEST_PAGE,
    After,
    Before,
    Connection,
    First,
    Last,
    connect,
    page_request,
)
from api.relay.nodes import uuid_of
from api.sign_in.own import own_account, own_session
from application.access.ports import NEWEST
from domain.kernel.actors import Role
from domain.kernel.area_codes import NATIONAL
from projections.views.accounts import questions as account_view
from projections.views.accounts.questions import AccountFilter
from projections.views.service_keys import questions as key_view


@strawberry.input(description="Which accounts; what is left out does not narrow.")
class AccountFilterInput:
    """A filter."""

    roles: list[Role] | None = optional("Any of these roles.")
    office: str | None = optional("Of the office with this code.")
    cooperative: strawberry.ID | None = optional("Operators of this cooperative.")
    enabled: bool | None = optional("Only those that may, or may not, be used.")
    search: str | None = optional("The user name begins with this.")

    def where(self) -> AccountFilter:
        """Return the filter of the view."""
        own = self.cooperative
        return AccountFilter(
            roles=tuple(self.roles or ()),
            office=self.office,
            cooperative=uuid_of(own, "Cooperative", field="cooperative") if own else None,
            enabled=self.enabled,
            search=self.search,
        )


Rows = Annotated[int, argument("How many at most; 200 is the limit.")]
Number = Annotated[str | None, argument("Only those with a smaller number than this.")]


@strawberry.type
class AccountQueries:
    """The part of Query that is about who may come in, and who did."""

    @query("Accounts by user name. Administrators.")
    async def accounts(
        self,
        info: Info,
        filter: Annotated[AccountFilterInput | None, argument("Which ones.")] = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Account]:
        """Ask the list of accounts."""
        views = info.context.services.views
        where = filter.where() if filter else account_view.ALL
        page = await account_view.page(
            views, where=where, request=page_request(first, after, last, before)
        )
        return connect(page, show_account, lambda: account_view.count(views, where=where))

    @query("One account. Administrators.")
    async def account(
        self, info: Info, id: Annotated[strawberry.ID, argument("Its id.")]
    ) -> Account | None:
        """Look one up."""
        key = uuid_of(id, "Account", field="id")
        row = await account_view.by_id(info.context.services.views, key)
        return show_account(row) if row else None

    @query("What is kept of yourself. Whoever is signed in.")
    async def own_data(self, info: Info) -> PersonalData:
        """Read the caller's own values."""
        return await read_person(info, own_account(info.context), None)

    @query("Where you are signed in, the newest first. Whoever is signed in.")
    async def sessions(self, info: Info) -> list[SignedInSession]:
        """List the caller's own sessions."""
        current, access = await own_session(info.context), info.context.services.access
        found = await access.sessions.of(current.account, access.clock.now())
        return [show_session(each, current.id) for each in found]

    @query("Service keys by name. Administrators.")
    async def service_keys(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[ServiceKey]:
        """Ask the list of keys."""
        views = info.context.services.views
        page = await key_view.page(views, request=page_request(first, after, last, before))
        return connect(page, show_key, lambda: key_view.count(views))

    @query("The newest refused commands; the oldest are forgotten. Auditors, of their office.")
    async def refused_commands(
        self,
        info: Info,
        first: Rows = 50,
        before: Number = None,
        actor: Annotated[str | None, argument("Only of this account.")] = None,
        code: Annotated[str | None, argument("Only with this code.")] = None,
    ) -> list[RefusedCommand]:
        """Ask the list of refusals."""
        rows = await info.context.services.access.refused.page(
            first=_rows(first),
            before=_number(before),
            office=_office(info),
            actor=actor,
            code=code,
        )
        return [show_refusal(row) for row in rows]

    @query("Who read private data or took an export, newest first. Auditors, of their office.")
    async def access_log(
        self,
        info: Info,
        first: Rows = 50,
        before: Number = None,
        actor: Annotated[str | None, argument("Only of this account.")] = None,
    ) -> list[AccessEntry]:
        """Ask the access log."""
        rows = await info.context.services.access.access_log.page(
            first=_rows(first), before=_number(before), office=_office(info), actor=actor
        )
        return [show_access(row) for row in rows]


def _office(info: Info) -> str | None:
    """Return the office whose lines the caller may read, None for all."""
    actor = info.context.actor
    return None if actor.territory == NATIONAL else actor.office or ""


def _rows(first: int) -> int:
    if not 0 <= first <= LARGEST_PAGE:
        raise PageTooLarge(field="first", limit=LARGEST_PAGE, given=first)
    return first


def _number(before: str | None) -> int:
    if before is None:
        return NEWEST
    if not (before.isascii() and before.isdigit() and len(before) <= 18):  # noqa: PLR2004 bigint
        raise MalformedParameter(field="before", wanted="a number", wanted_id="sebuah nomor")
    return int(before)
