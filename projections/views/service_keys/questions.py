"""Service keys as they are. Of the key itself only the beginning is known here."""

from datetime import datetime
from uuid import UUID

import msgspec

from domain.kernel.actors import Scope
from infrastructure.postgres.sql import Database, statements
from projections.querying.conditions import Conditions
from projections.querying.listing import Listing
from projections.querying.paging import FIRST_PAGE, WORDS, Order, Page, PageRequest

SQL = statements(__file__)


class ServiceKeyRow(msgspec.Struct, frozen=True, kw_only=True):
    """One key."""

    id: UUID
    name: str
    prefix: str
    scopes: tuple[Scope, ...]
    office: str | None
    cooperative: UUID | None
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    replaces: UUID | None
    version: int


KEYS = Listing(sql=SQL["service_keys"].sql, row=ServiceKeyRow)
BY_NAME = Order(name="NAME", key="name", key_type=WORDS, unique="id", unique_type=UUID)


async def page(database: Database, *, request: PageRequest = FIRST_PAGE) -> Page[ServiceKeyRow]:
    """Return one page of the keys, by name."""
    return await KEYS.page(
        database, where=Conditions(), order=BY_NAME, descending=False, request=request
    )


async def count(database: Database) -> int:
    """Return how many keys there are."""
    return await KEYS.count(database, where=Conditions())


async def by_id(database: Database, key: UUID) -> ServiceKeyRow | None:
    """Return one key."""
    found = Conditions()
    found.equal("id", key)
    rows = await KEYS.rows(database, where=found, order_by="id", limit=1)
    return rows[0] if rows else None
