"""New registrations: the list that waits for an officer, and what was decided.

A rejected registration stays listed, with the reason; nothing is ever taken off.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from application.authorisation import ViewScope
from domain.cooperative.events import Kind
from infrastructure.postgres.sql import Database
from projections.querying.conditions import Conditions
from projections.querying.listing import Listing, columns
from projections.querying.paging import FIRST_PAGE, LARGE, Order, Page, PageRequest


class RegistrationStatus(StrEnum):
    """What became of a registration."""

    WAITING = "WAITING"
    VERIFIED = "VERIFIED"
    REJECTED = "REJECTED"


class RegistrationRow(msgspec.Struct, frozen=True, kw_only=True):
    """One registration, as it was entered, and the decision on it.

    *position* is where the registration stands in the log: the order of the queue.
    """

    cooperative_id: UUID
    position: int
    name: str
    kind: Kind
    legal_number: str
    membership_area: str
    village: str
    status: RegistrationStatus
    registered_at: datetime
    registered_by: str
    decided_at: datetime | None
    decided_by: str | None
    reason: str | None


class RegistrationFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which registrations; what is not given does not narrow."""

    statuses: Sequence[RegistrationStatus] = ()
    area: str | None = None


ALL = RegistrationFilter()


REGISTRATIONS = Listing(
    sql=columns("registrations", RegistrationRow), row=RegistrationRow, keys=("cooperative_id",)
)

OLDEST_FIRST = Order(
    name="POSITION",
    key="position",
    key_type=LARGE,
    unique="cooperative_id",
    unique_type=UUID,
)


async def page(
    database: Database,
    *,
    scope: ViewScope,
    where: RegistrationFilter = ALL,
    descending: bool = False,
    request: PageRequest = FIRST_PAGE,
) -> Page[RegistrationRow]:
    """Return one page, oldest registration first."""
    return await REGISTRATIONS.page(
        database,
        where=_narrow(scope, where),
        order=OLDEST_FIRST,
        descending=descending,
        request=request,
    )


async def count(database: Database, *, scope: ViewScope, where: RegistrationFilter = ALL) -> int:
    """Return how many registrations the whole list has."""
    return await REGISTRATIONS.count(database, where=_narrow(scope, where))


async def by_cooperative(database: Database, cooperative: UUID) -> RegistrationRow | None:
    """Return the registration of *cooperative*, for whoever was found to know it."""
    found = Conditions()
    found.equal("cooperative_id", cooperative)
    rows = await REGISTRATIONS.rows(database, where=found, order_by="position", limit=1)
    return rows[0] if rows else None


def _narrow(scope: ViewScope, wanted: RegistrationFilter) -> Conditions:
    found = REGISTRATIONS.visible(scope)
    found.among("status", wanted.statuses)
    found.within(wanted.area)
    return found
