"""Questions about accounts, sessions and service keys."""

from typing import Annotated

import strawberry
from msgspec.structs import asdict

from api.account.person import PersonalData, read_person
from api.account.types import Account, OwnSession, ServiceKey, SignedInSession
from api.building.asked import office_asked, search_asked
from api.building.describe import argument, optional, query
from api.execution.context import Context, Info
from api.relay.nodes import uuid_if_any, uuid_of
from api.relay.paging import PagedQuery, connection, paged
from api.sign_in.own import own_account, own_session
from application.authorisation.table import ADMINISTRATION, ANYBODY, KEY_REQUESTS
from domain.kernel.actors import Role
from projections.views.accounts import questions as account_view
from projections.views.accounts.questions import AccountFilter, AccountRow
from projections.views.service_keys import questions as key_view
from projections.views.service_keys.questions import ServiceKeyRow


@strawberry.input(description="Which accounts; what is left out does not narrow.")
class AccountFilterInput:
    """A filter."""

    roles: list[Role] | None = optional("Any of these roles.")
    office: str | None = optional("Of the office with this code.")
    cooperative: strawberry.ID | None = optional("Operators of this cooperative.")
    enabled: bool | None = optional("Only those that may, or may not, be used.")
    search: str | None = optional("The user name begins with this.")

    async def where(self, context: Context) -> AccountFilter:
        """Return the filter of the view."""
        return AccountFilter(
            roles=tuple(self.roles or ()),
            office=await office_asked(context, self.office, "filter.office"),
            cooperative=uuid_if_any(self.cooperative, "Cooperative", field="filter.cooperative"),
            enabled=self.enabled,
            search=search_asked(self.search, "filter.search"),
        )


@strawberry.type
class AccountQueries:
    """The part of Query that is about who may come in."""

    @connection("Accounts by user name. Administrators.", right=ADMINISTRATION, of=Account)
    async def accounts(
        self,
        info: Info,
        filter: Annotated[AccountFilterInput | None, argument("Which ones.")] = None,
    ) -> PagedQuery[AccountRow]:
        """Ask the list of accounts."""
        where = await filter.where(info.context) if filter else account_view.ALL
        return paged(info, account_view, where=where)

    @query("One account. Administrators.", right=ADMINISTRATION, shows=Account | None)
    async def account(
        self, info: Info, id: Annotated[strawberry.ID, argument("Its id.")]
    ) -> AccountRow | None:
        """Look one up."""
        key = uuid_of(id, "Account", field="id")
        return await account_view.by_id(info.context.services.views, key)

    @query("What is kept of yourself. Whoever is signed in.", right=ANYBODY, traced=True)
    async def own_data(self, info: Info) -> PersonalData:
        """Read the caller's own values."""
        return await read_person(info, own_account(info.context), None)

    @query(
        "Where you are signed in, the newest first. Whoever is signed in.",
        right=ANYBODY,
        shows=list[SignedInSession],
    )
    async def sessions(self, info: Info) -> list[OwnSession]:
        """List the caller's own sessions."""
        current, access = await own_session(info.context), info.context.services.access
        found = await access.sessions.of(current.account, access.clock.now())
        return [OwnSession(**asdict(each), current=each.id == current.id) for each in found]

    @connection("Service keys by name. Administrators.", right=ADMINISTRATION, of=ServiceKey)
    async def service_keys(self, info: Info) -> PagedQuery[ServiceKeyRow]:
        """Ask the list of keys."""
        return paged(info, key_view)

    @query(
        "Keys to the whole country that are asked for and not made yet, the oldest request first. "
        "Administrators, and officers and heads of the ministry.",
        right=KEY_REQUESTS,
        shows=list[ServiceKey],
    )
    async def service_key_requests(self, info: Info) -> tuple[ServiceKeyRow, ...]:
        """Ask the list of keys."""
        return await key_view.requests(info.context.services.views)
