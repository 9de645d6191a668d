"""Rows of which only some columns are read: those that somebody selects.

A question is put to a `Chosen` instead of the database itself, and passes it on as it would pass
the database. A `Listing` of the same class of rows then selects no more than the columns that
were chosen and those that the question itself reads, and its rows are records: a column by its
place, ``row[3]``, is as PostgreSQL gave it, and by its name, ``row.kind``, as the class has it.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, ClassVar, get_args, get_type_hints
from uuid import UUID

import asyncpg
import msgspec

from infrastructure.postgres.sql import Pool, Record

#: Types whose values need no reading: PostgreSQL's driver makes them of columns.
AS_THEY_COME = frozenset({str, int, bool, UUID, Decimal, date, datetime, type(None)})


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """The *database*, and which *columns* are wanted of rows of the class *row*, in this order."""

    database: Pool
    row: type
    columns: tuple[str, ...]

    async def fetch(self, sql: str, *values: object, record_class: Any = None) -> list[Record]:  # noqa: ANN401 - as the database's
        """Return every row of a statement."""
        return await self.database.fetch(sql, *values, record_class=record_class)

    async def fetchrow(self, sql: str, *values: object) -> Record | None:
        """Return the first row of a statement."""
        return await self.database.fetchrow(sql, *values)

    async def fetchval(self, sql: str, *values: object) -> Any:  # noqa: ANN401 - as the database's
        """Return the first column of the first row of a statement."""
        return await self.database.fetchval(sql, *values)


class ChosenRow(asyncpg.Record):
    """A row of the class *shows*, as far as columns of it were chosen.

    *kinds* are the types of columns that have to be read, *as_json* those that hold JSON.
    """

    __slots__ = ()
    shows: ClassVar[type]
    kinds: ClassVar[Mapping[str, Any]]
    as_json: ClassVar[tuple[str, ...]]

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a column has whatever type the class gives it
        try:
            value = self[name]
        except KeyError as error:
            raise AttributeError(name) from error
        if value is None or name not in self.kinds:
            return value
        read = msgspec.json.decode(value) if name in self.as_json else value
        return msgspec.convert(read, self.kinds[name])


@cache
def chosen_rows(row: type, as_json: tuple[str, ...] = ()) -> type[ChosenRow]:
    """Return the class of the records that stand for rows of the class *row*."""
    kinds = {name: kind for name, kind in get_type_hints(row).items() if not _comes_so(kind)}
    parts = {"__slots__": (), "shows": row, "kinds": kinds, "as_json": as_json}
    return type(f"Chosen{row.__name__}", (ChosenRow,), parts)


def columns_chosen(database: object, row: type) -> tuple[str, ...] | None:
    """Return the columns that *database* is asked for of each *row*, None for all of them."""
    if isinstance(database, Chosen) and database.row is row:
        return database.columns
    return None


def _comes_so(kind: Any) -> bool:  # noqa: ANN401 - a type, or several
    """Say whether a column of *kind* is read by the driver already."""
    return set(get_args(kind) or (kind,)) <= AS_THEY_COME
