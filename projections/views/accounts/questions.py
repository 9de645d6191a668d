"""Accounts as they are: who may sign in, as what. Names of people are read elsewhere.

Full name, mail address and telephone lie in the private values; whoever asks for them is
noted in the access log.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from domain.kernel.actors import Role
from infrastructure.postgres.sql import Database, statements
from projections.querying.conditions import Conditions
from projections.querying.listing import Listing
from projections.querying.paging import FIRST_PAGE, WORDS, Order, Page, PageRequest

SQL = statements(__file__)


class AccountRow(msgspec.Struct, frozen=True, kw_only=True):
    """One account."""

    id: UUID
    user_name: str
    role: Role
    office: str | None
    territory: str | None
    cooperative: UUID | None
    enabled: bool
    second_factor: bool
    erased: bool
    interests: tuple[UUID, ...]
    created_at: datetime
    changed_at: datetime
    version: int


class AccountFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which accounts; what is not given does not narrow. *search* begins a user name."""

    roles: Sequence[Role] = ()
    office: str | None = None
    cooperative: UUID | None = None
    enabled: bool | None = None
    search: str | None = None


ALL = AccountFilter()
ACCOUNTS = Listing(sql=SQL["accounts"].sql, row=AccountRow)
BY_NAME = Order(name="USER_NAME", key="user_name", key_type=WORDS, unique="id", unique_type=UUID)


async def page(
    database: Database, *, where: AccountFilter = ALL, request: PageRequest = FIRST_PAGE
) -> Page[AccountRow]:
    """Return one page of the accounts, by user name."""
    return await ACCOUNTS.page(
        database, where=_narrow(where), order=BY_NAME, descending=False, request=request
    )


async def count(database: Database, *, where: AccountFilter = ALL) -> int:
    """Return how many accounts the whole list has."""
    return await ACCOUNTS.count(database, where=_narrow(where))


async def by_id(database: Database, account: UUID) -> AccountRow | None:
    """Return one account."""
    found = Conditions()
    found.equal("id", account)
    rows = await ACCOUNTS.rows(database, where=found, order_by="id", limit=1)
    return rows[0] if rows else None


async def by_ids(database: Database, accounts: Sequence[UUID]) -> Mapping[UUID, AccountRow]:
    """Return those of *accounts* that there are."""
    found = Conditions()
    found.add("id = ANY({})", list(accounts))
    return {row.id: row for row in await ACCOUNTS.rows(database, where=found, order_by="id")}


async def user_names(database: Database, accounts: Sequence[str]) -> Mapping[str, str]:
    """Return the user names of *accounts*, given as the log names them; others are left out."""
    ids = [found for account in accounts if (found := id_of(account)) is not None]
    rows = await SQL["user_names"].rows(database, accounts=ids)
    return {str(row["id"]): row["user_name"] for row in rows}


def id_of(account: str) -> UUID | None:
    """Return the id that *account* is, None for the names of those who have no account."""
    try:
        return UUID(account)
    except ValueError:
        return None


def _narrow(wanted: AccountFilter) -> Conditions:
    found = Conditions()
    found.among("role", wanted.roles)
    found.equal("office", wanted.office)
    found.equal("cooperative", wanted.cooperative)
    found.equal("enabled", wanted.enabled)
    if wanted.search is not None:
        found.add("starts_with(user_name, {})", wanted.search.strip().lower())
    return found
