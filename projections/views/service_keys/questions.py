"""Service keys as they are. Of the key itself only the beginning is known here."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from domain.kernel.actors import Scope
from infrastructure.postgres.sql import Database, statements
from projections.querying.conditions import Conditions
from projections.querying.listing import Listing
from projections.querying.paging import FIRST_PAGE, WORDS, Order, Page, PageRequest

SQL = statements(__file__)


class KeyState(StrEnum):
    """How far a key is on its way."""

    REQUESTED = "REQUESTED"
    APPROVED = "APPROVED"
    REFUSED = "REFUSED"
    ISSUED = "ISSUED"


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
    state: KeyState
    requested_by: str | None
    request_reason: str | None
    request_until: datetime | None
    version: int


MOST_REQUESTS = 100
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


async def requests(database: Database) -> tuple[ServiceKeyRow, ...]:
    """Return the keys that are asked for and not made yet, the oldest request first."""
    found = Conditions()
    found.among("state", [KeyState.REQUESTED, KeyState.APPROVED])
    return await KEYS.rows(database, where=found, order_by="created_at, id", limit=MOST_REQUESTS)


async def by_id(database: Database, key: UUID) -> ServiceKeyRow | None:
    """Return one key."""
    found = Conditions()
    found.equal("id", key)
    rows = await KEYS.rows(database, where=found, order_by="id", limit=1)
    return rows[0] if rows else None
