"""Offices as they are: territory, what they demand, who signs for the head."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

import msgspec

from domain.kernel.actors import Role
from domain.kernel.area_codes import areas_around
from domain.kernel.time_zones import TimeZone, zone_of_area
from infrastructure.postgres.sql import Database
from projections.querying.conditions import Conditions
from projections.querying.listing import Listing, columns
from projections.querying.paging import FIRST_PAGE, WORDS, Order, Page, PageRequest


class Delegation(msgspec.Struct, frozen=True, kw_only=True):
    """*account* signs for the head on the days *first* to *last*."""

    account: UUID
    first: date
    last: date


class OfficeRow(msgspec.Struct, frozen=True, kw_only=True):
    """One office; *second_factor* are the roles that sign in with a one-time code.

    *stated_zone* is the time zone that the office itself stated, if it did.
    """

    id: UUID
    office: str
    name: str
    territory: str
    stated_zone: TimeZone | None
    open: bool
    second_factor: tuple[Role, ...]
    delegates: tuple[Delegation, ...]
    version: int

    @property
    def time_zone(self) -> TimeZone:
        """The zone by whose clock the office works."""
        return self.stated_zone or zone_of_area(self.territory)


OFFICES = Listing(sql=columns("offices", OfficeRow), row=OfficeRow, json_columns=("delegates",))
BY_CODE = Order(name="OFFICE", key="office", key_type=WORDS, unique="id", unique_type=UUID)


async def page(database: Database, *, request: PageRequest = FIRST_PAGE) -> Page[OfficeRow]:
    """Return one page of the offices, by code."""
    return await OFFICES.page(
        database, where=Conditions(), order=BY_CODE, descending=False, request=request
    )


async def count(database: Database) -> int:
    """Return how many offices there are."""
    return await OFFICES.count(database, where=Conditions())


async def by_codes(database: Database, offices: Sequence[str]) -> Mapping[str, OfficeRow]:
    """Return those of the offices with the codes *offices* that there are."""
    found = Conditions()
    found.add("office = ANY({})", list(offices))
    return {row.office: row for row in await OFFICES.rows(database, where=found, order_by="id")}


async def by_code(database: Database, office: str) -> OfficeRow | None:
    """Return the office with the code *office*."""
    return (await by_codes(database, [office])).get(office)


async def in_charge(database: Database, area: str) -> OfficeRow | None:
    """Return the open office nearest to *area*: its own, or that of an area around it."""
    found = Conditions()
    found.among("territory", areas_around(area))
    found.add("open")
    rows = await OFFICES.rows(
        database, where=found, order_by="territory = 'ID', length(territory) DESC, office", limit=1
    )
    return rows[0] if rows else None
