"""Lists of rows: who may see them, and one page of them.

Statements are put together from the names of fields, the text in the `.sql` files and
fixed pieces of this package; a value only ever travels as a parameter.
"""

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar, cast
from uuid import UUID

import msgspec

from application.authorisation import ViewScope
from infrastructure.postgres.sql import Database, Record
from projections.querying.chosen import ChosenRow, chosen_rows, columns_chosen
from projections.querying.conditions import Conditions
from projections.querying.paging import Keys, Order, Page, PageRequest, read_cursor

R = TypeVar("R", bound=msgspec.Struct)


def columns(view: str, row: type[msgspec.Struct], *more: str) -> str:
    """Return the statement for the columns of *view* that *row* has fields for, and *more*.

    *more* are what a list is sorted or narrowed by and no field of its rows.
    """
    wanted = (*row.__struct_fields__, *more)
    return f"SELECT {', '.join(wanted)} FROM views.{view}"  # noqa: S608 - names of our own columns


class Listing(msgspec.Struct, Generic[R], frozen=True, kw_only=True):
    """A list of rows: the statement *sql* that selects all of them.

    *owner* is the column that holds the cooperative a row belongs to. *public* is the
    condition under which anybody may see a row. *json_columns* hold JSON as text. *keys* are
    columns that questions read themselves, whichever are chosen (`projections.querying.chosen`).
    """

    sql: str
    row: type[R]
    owner: str = "cooperative_id"
    public: str = "false"
    json_columns: tuple[str, ...] = ()
    keys: tuple[str, ...] = ("id",)

    def visible(self, scope: ViewScope) -> Conditions:
        """Return the conditions that *scope* sets; a scope that says nothing sees nothing.

        Neither does one that speaks of an office: rows of views belong to none. What is
        public is seen beside what the other conditions leave.
        """
        where = Conditions()
        if scope.own == ViewScope() or scope.office is not None:
            where.add("false")
        where.within(scope.territory)
        where.equal(self.owner, scope.cooperative)
        if scope.public and where.parts:
            where.or_else(self.public)
        return where

    async def page(
        self,
        database: Database,
        *,
        where: Conditions,
        order: Order,
        descending: bool,
        request: PageRequest,
    ) -> Page[R]:
        """Return the page of *request* among the rows for which *where* holds."""
        tail = _window(where, order, request, descending=descending)
        chosen = columns_chosen(database, self.row)
        select = self._select(where, chosen, order.key, order.unique)
        records = await self._fetch(database, f"{select} {tail}", where, chosen)
        return self._page(records, order, request)

    async def pages(
        self,
        database: Database,
        *,
        parent: str,
        parents: Sequence[UUID],
        where: Conditions,
        order: Order,
        descending: bool,
        request: PageRequest,
    ) -> Mapping[UUID, Page[R]]:
        """Return the page of *request* for each of *parents*, by the column *parent*."""
        given = where.place(list(parents))
        where.add(f"{parent} = parents.parent")
        tail = _window(where, order, request, descending=descending)
        chosen = columns_chosen(database, self.row)
        select = self._select(where, chosen, parent, order.key, order.unique)
        records = await self._fetch(
            database,
            f"SELECT children.* FROM unnest({given}::uuid[]) AS parents (parent) "  # noqa: S608 - see the module's header
            f"CROSS JOIN LATERAL ({select} {tail}) AS children",
            where,
            chosen,
        )
        found: dict[UUID, list[Record]] = {one: [] for one in parents}
        for record in records:
            found[record[parent]].append(record)
        return {one: self._page(rows, order, request) for one, rows in found.items()}

    async def rows(
        self, database: Database, *, where: Conditions, order_by: str, limit: int | None = None
    ) -> tuple[R, ...]:
        """Return the rows for which *where* holds, sorted by *order_by*, at most *limit*."""
        chosen = columns_chosen(database, self.row)
        select = f"{self._select(where, chosen)} ORDER BY {order_by} LIMIT {where.place(limit)}"
        return self.read(await self._fetch(database, select, where, chosen))

    async def count(self, database: Database, *, where: Conditions) -> int:
        """Return for how many rows *where* holds."""
        counted: int = await database.fetchval(
            f"SELECT count(*) FROM ({self._all}) AS listed WHERE {where.sql}",  # noqa: S608 - see the module's header
            *where.values,
        )
        return counted

    async def counts(
        self, database: Database, *, parent: str, parents: Sequence[UUID], where: Conditions
    ) -> Mapping[UUID, int]:
        """Return for how many rows of each of *parents* *where* holds; those of none are left out.

        *parent* is the column that names the parent of a row.
        """
        where.add(f"{parent} = ANY({{}})", list(parents))
        counted = await database.fetch(
            f"SELECT {parent} AS parent, count(*) AS rows FROM ({self._all}) AS listed "  # noqa: S608 - see the module's header
            f"WHERE {where.sql} GROUP BY {parent}",
            *where.values,
        )
        return {each["parent"]: each["rows"] for each in counted}

    def read(self, records: Sequence[Record]) -> tuple[R, ...]:
        """Return *records* as rows; those of chosen columns are rows already."""
        if records and isinstance(records[0], ChosenRow):
            return cast("tuple[R, ...]", tuple(records))
        values = [dict(record) for record in records]
        for column in self.json_columns:
            for row in values:
                row[column] = msgspec.json.decode(row[column])
        return tuple(msgspec.convert(values, list[self.row]))  # type: ignore[name-defined] # a type known at run time

    @property
    def _all(self) -> str:
        return self.sql.rstrip(";")

    def _select(self, where: Conditions, chosen: Sequence[str] | None, *more: str) -> str:
        """Return the statement for the *chosen* columns, and *more*; for all where none is."""
        wanted = "*" if chosen is None else ", ".join(dict.fromkeys((*chosen, *self.keys, *more)))
        return f"SELECT {wanted} FROM ({self._all}) AS listed WHERE {where.sql}"  # noqa: S608 - see the module's header

    async def _fetch(
        self, database: Database, sql: str, where: Conditions, chosen: Sequence[str] | None
    ) -> list[Record]:
        kind = None if chosen is None else chosen_rows(self.row, self.json_columns)
        return await database.fetch(sql, *where.values, record_class=kind)

    def _page(self, records: Sequence[Record], order: Order, request: PageRequest) -> Page[R]:
        """Cut *records*, one more than asked for if there is more, to the page they are of."""
        more, backward = len(records) > request.size, request.backward
        kept = records[: request.size]
        if backward:
            kept = kept[::-1]
        return Page(
            rows=self.read(kept),
            keys=Keys(kept, order),
            order=order.name,
            has_next=request.before is not None if backward else more,
            has_previous=more if backward else request.after is not None,
        )


def _window(where: Conditions, order: Order, request: PageRequest, *, descending: bool) -> str:
    """Narrow *where* to the request's cursors; return the sorting and the limit."""
    later, earlier = ("<", ">") if descending else (">", "<")
    for field, side in (("after", later), ("before", earlier)):
        cursor = getattr(request, field)
        if cursor is not None:
            key = read_cursor(cursor, order, field)
            where.add(f"({order.key}, {order.unique}) {side} ({{}}, {{}})", *key)
    direction = "DESC" if descending is not request.backward else "ASC"
    limit = where.place(request.size + 1)
    return f"ORDER BY {order.key} {direction}, {order.unique} {direction} LIMIT {limit}"
