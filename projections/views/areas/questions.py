"""Administrative areas by their Kemendagri codes, with the days for which each name holds.

A list shows the names of one day, today's unless another is asked for; a retired code
keeps its rows, so an old address can always be read.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from domain.kernel.area_codes import NATIONAL
from domain.kernel.characters import APOSTROPHES
from infrastructure.postgres.sql import Database, statements
from projections.querying.conditions import Conditions
from projections.querying.listing import Listing, columns
from projections.querying.paging import FIRST_PAGE, WORDS, Order, Page, PageRequest

SQL = statements(__file__)

NATION = "Indonesia"
"""The name of the whole country, which is no area of the list."""


class AreaRow(msgspec.Struct, frozen=True, kw_only=True):
    """One name of an area. *level* is 1 for a province to 4 for a village."""

    code: str
    name: str
    name_key: str
    kind: str
    level: int
    parent: str
    postal_code: str | None
    system: str
    decree: str
    valid_from: date
    valid_to: date | None
    successors: tuple[str, ...]


class AreaFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which areas; what is not given does not narrow.

    *parent* is the code one level up, *inside* any code above, *search* a part of the
    name, *on* the day whose names are meant; without it names that hold now.
    """

    level: int | None = None
    parent: str | None = None
    inside: str | None = None
    search: str | None = None
    on: date | None = None


ALL = AreaFilter()
AREAS = Listing(sql=columns("areas", AreaRow), row=AreaRow, keys=("code", "valid_from"))
BY_NAME = Order(name="NAME", key="name_key", key_type=WORDS, unique="code", unique_type=WORDS)


async def page(
    database: Database, *, where: AreaFilter = ALL, request: PageRequest = FIRST_PAGE
) -> Page[AreaRow]:
    """Return one page of the areas, by name."""
    return await AREAS.page(
        database, where=_narrow(where), order=BY_NAME, descending=False, request=request
    )


async def count(database: Database, *, where: AreaFilter = ALL) -> int:
    """Return how many areas the whole list has."""
    return await AREAS.count(database, where=_narrow(where))


async def history(database: Database, codes: Sequence[str]) -> Mapping[str, tuple[AreaRow, ...]]:
    """Return every name of each of *codes*, the newest first; unknown codes are left out."""
    found = Conditions()
    found.add("code = ANY({})", list(codes))
    rows = await AREAS.rows(database, where=found, order_by="code, valid_from DESC")
    return {code: tuple(row for row in rows if row.code == code) for code in {r.code for r in rows}}


async def newest_names(database: Database, codes: Sequence[str]) -> Mapping[str, str]:
    """Return the newest name of each of *codes*, also of the whole country."""
    rows = await SQL["newest_names"].rows(database, codes=list(codes))
    return {NATIONAL: NATION, **{row["code"]: row["name"] for row in rows}}


def _narrow(wanted: AreaFilter) -> Conditions:
    found = Conditions()
    found.equal("level", wanted.level)
    found.equal("parent", wanted.parent)
    if wanted.inside is not None:
        found.add("code > {} AND code < {}", wanted.inside + ".", wanted.inside + "/")
    if wanted.search is not None:
        plain = wanted.search.strip().lower().translate(dict.fromkeys(map(ord, APOSTROPHES)))
        found.add("strpos(translate(name_key, {}, ''), {}) > 0", APOSTROPHES, plain)
    if wanted.on is None:
        found.add("valid_to IS NULL")
    else:
        found.add("valid_from <= {}", wanted.on)
        found.add("(valid_to IS NULL OR valid_to > {})", wanted.on)
    return found
