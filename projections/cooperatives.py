"""Cooperatives as they are and as they were: one row for each state, with its range.

A row was true from position *valid_from* until just before *valid_to*; the present
row has no *valid_to*. So the list of any past day is the same question with `as_of`.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import msgspec

from application.authorisation import ViewScope
from domain.cooperative.events import Kind
from infrastructure.sql import Database
from projections.paging import FIRST_PAGE, Page, PageRequest


class CooperativeStatus(StrEnum):
    """Where a cooperative stands in the register."""

    REGISTERED = "REGISTERED"
    ACTIVE = "ACTIVE"
    REJECTED = "REJECTED"
    INACTIVE = "INACTIVE"


class CooperativeRow(msgspec.Struct, frozen=True, kw_only=True):
    """One cooperative as it stands in the register.

    *stream_version* is what `expectedVersion` is compared with. *status_reason* is
    the note or reason of the last decision on *status*.
    """

    id: UUID
    name: str
    kind: Kind
    legal_number: str
    legal_number_type: str
    legal_number_date: date | None
    nik: str | None
    membership_area: str
    village: str
    regency: str
    address: str
    latitude: Decimal | None
    longitude: Decimal | None
    phone: str | None
    email: str | None
    website: str | None
    logo: str | None
    status: CooperativeStatus
    status_reason: str | None
    registered_at: datetime
    changed_at: datetime
    stream_version: int
    valid_from: int
    valid_to: int | None


class CooperativeFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which cooperatives; what is not given does not narrow.

    *search*: words of the name, each from its beginning, in any order. *area*: the
    membership area lies in it. *kinds* and *statuses*: any of them.
    """

    search: str | None = None
    kinds: Sequence[Kind] = ()
    statuses: Sequence[CooperativeStatus] = ()
    area: str | None = None


ALL = CooperativeFilter()


class CooperativeOrder(StrEnum):
    """What the list is sorted by; equal ones by id."""

    NAME = "NAME"
    REGISTERED_AT = "REGISTERED_AT"


async def page(
    database: Database,
    *,
    scope: ViewScope,
    where: CooperativeFilter = ALL,
    order: CooperativeOrder = CooperativeOrder.NAME,
    descending: bool = False,
    request: PageRequest = FIRST_PAGE,
    as_of: int | None = None,
) -> Page[CooperativeRow]:
    """Return one page of the register."""
    raise NotImplementedError


async def count(
    database: Database,
    *,
    scope: ViewScope,
    where: CooperativeFilter = ALL,
    as_of: int | None = None,
) -> int:
    """Return how many cooperatives the whole list has."""
    raise NotImplementedError


async def by_ids(
    database: Database, *, scope: ViewScope, ids: Sequence[UUID], as_of: int | None = None
) -> Mapping[UUID, CooperativeRow]:
    """Return those of *ids* that exist and may be seen."""
    raise NotImplementedError


async def by_id(
    database: Database, *, scope: ViewScope, cooperative: UUID, as_of: int | None = None
) -> CooperativeRow | None:
    """Return one cooperative."""
    raise NotImplementedError


async def by_legal_number(
    database: Database, *, scope: ViewScope, legal_number: str, as_of: int | None = None
) -> CooperativeRow | None:
    """Return the cooperative that holds *legal_number* (the latest to hold it)."""
    raise NotImplementedError


async def by_nik(
    database: Database, *, scope: ViewScope, nik: str, as_of: int | None = None
) -> CooperativeRow | None:
    """Return the cooperative with the national number *nik*."""
    raise NotImplementedError
