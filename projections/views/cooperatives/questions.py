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
from domain.cooperative.nik import tidied_nik
from domain.cooperative.number_form import number_form
from domain.scoring.predicates import Predicate
from infrastructure.postgres.sql import Database, statements
from projections.querying.conditions import Conditions
from projections.querying.listing import Listing, columns
from projections.querying.paging import FIRST_PAGE, MOMENT, WORDS, Order, Page, PageRequest
from projections.views.cooperatives.searching import add_search
from projections.views.scores.present import add_predicates

SQL = statements(__file__)


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


class HeldByMany(LookupError):
    """Several cooperatives hold a number, so that it names none of them; *holders* are some."""

    def __init__(self, holders: "tuple[CooperativeRow, ...]") -> None:
        self.holders = holders
        super().__init__(f"{len(holders)} cooperatives hold the number.")


class CooperativeFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which cooperatives; what is not given does not narrow.

    *search*: words of the name or the legal number, each from its beginning, in any order, or
    the legal number however it is typed. *area*: the membership area lies in it. *kinds*,
    *statuses* and *predicates* (of the standing score of the latest book year): any of them.
    """

    search: str | None = None
    kinds: Sequence[Kind] = ()
    statuses: Sequence[CooperativeStatus] = ()
    predicates: Sequence[Predicate] = ()
    area: str | None = None


ALL = CooperativeFilter()


class CooperativeOrder(StrEnum):
    """What the list is sorted by; equal ones by id."""

    NAME = "NAME"
    REGISTERED_AT = "REGISTERED_AT"


MOST_NAMED = 5
"""So many holders of one number are named."""
REGISTER = Listing(
    sql=columns("cooperatives", CooperativeRow, "name_key", "words", "legal_number_form"),
    row=CooperativeRow,
    owner="id",
    public="status IN ('ACTIVE', 'INACTIVE')",
)

ORDERS: Mapping[CooperativeOrder, Order] = {
    CooperativeOrder.NAME: Order(
        name="NAME", key="name_key", key_type=WORDS, unique="id", unique_type=UUID
    ),
    CooperativeOrder.REGISTERED_AT: Order(
        name="REGISTERED_AT",
        key="registered_at",
        key_type=MOMENT,
        unique="id",
        unique_type=UUID,
    ),
}


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
    return await REGISTER.page(
        database,
        where=_narrow(scope, where, as_of),
        order=ORDERS[order],
        descending=descending,
        request=request,
    )


async def count(
    database: Database,
    *,
    scope: ViewScope,
    where: CooperativeFilter = ALL,
    as_of: int | None = None,
) -> int:
    """Return how many cooperatives the whole list has."""
    return await REGISTER.count(database, where=_narrow(scope, where, as_of))


async def by_ids(
    database: Database, *, scope: ViewScope, ids: Sequence[UUID], as_of: int | None = None
) -> Mapping[UUID, CooperativeRow]:
    """Return those of *ids* that exist and may be seen."""
    found = _narrow(scope, ALL, as_of)
    found.add("id = ANY({})", list(ids))
    rows = await REGISTER.rows(database, where=found, order_by="id")
    return {row.id: row for row in rows}


async def by_id(
    database: Database, *, scope: ViewScope, cooperative: UUID, as_of: int | None = None
) -> CooperativeRow | None:
    """Return one cooperative."""
    found = await by_ids(database, scope=scope, ids=[cooperative], as_of=as_of)
    return found.get(cooperative)


async def by_legal_number(
    database: Database, *, scope: ViewScope, legal_number: str, as_of: int | None = None
) -> CooperativeRow | None:
    """Return the cooperative that holds *legal_number*, however it is typed."""
    form = number_form(legal_number)
    return await _holder(database, scope, "legal_number_form", form, as_of) if form else None


async def by_nik(
    database: Database, *, scope: ViewScope, nik: str, as_of: int | None = None
) -> CooperativeRow | None:
    """Return the cooperative with the national number *nik*."""
    return await _holder(database, scope, "nik", tidied_nik(nik), as_of)


async def likely_duplicates(
    database: Database, *, scope: ViewScope, ids: Sequence[UUID]
) -> Mapping[UUID, tuple[CooperativeRow, ...]]:
    """Return those that may be the same as each of *ids*, by number, NIK, or name and village."""
    pairs = await SQL["likely_duplicates"].rows(database, ids=list(ids))
    others = await by_ids(database, scope=scope, ids=[pair["other"] for pair in pairs])
    found: dict[UUID, list[CooperativeRow]] = {}
    for pair in pairs:
        if pair["other"] in others:
            found.setdefault(pair["id"], []).append(others[pair["other"]])
    return {one: tuple(rows) for one, rows in found.items()}


async def _holder(
    database: Database, scope: ViewScope, column: str, number: str | None, as_of: int | None
) -> CooperativeRow | None:
    """Return who holds *number*; a rejected registration holds nothing while another does.

    Raises `HeldByMany` where several share one from former times, or of two types.
    """
    found = _narrow(scope, ALL, as_of)
    found.add(f"{column} = {{}}", number)
    order = "status = 'REJECTED', registered_at, id"
    rows = await REGISTER.rows(database, where=found, order_by=order, limit=MOST_NAMED)
    holders = tuple(row for row in rows if row.status is not CooperativeStatus.REJECTED)
    if len(holders) > 1:
        raise HeldByMany(holders)
    return rows[0] if rows else None


def _narrow(scope: ViewScope, wanted: CooperativeFilter, as_of: int | None) -> Conditions:
    found = REGISTER.visible(scope)
    found.true_at(as_of, since="valid_from")
    found.among("kind", wanted.kinds)
    found.among("status", wanted.statuses)
    found.within(wanted.area)
    add_search(found, wanted.search)
    add_predicates(found, wanted.predicates, as_of)
    return found
