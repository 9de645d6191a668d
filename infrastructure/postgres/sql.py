"""Named SQL statements, each in the `.sql` file beside the module that runs it.

    -- name: score_history
    -- List the final scores of one cooperative, latest book year first.
    SELECT ... WHERE cooperative_id = :cooperative_id;

    SQL = statements(__file__)
    rows = await SQL["score_history"].rows(connection, cooperative_id=cooperative_id)

The caller says what it wants back (`rows`, `row`, `value`, `run`, `many`), not the name of
the statement, so the suffixes that aiosql knows (`^ $ ! *!`) are read and mean nothing here.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import asyncpg
import msgspec
from aiosql.adapters.asyncpg import AsyncPGAdapter
from aiosql.query_loader import QueryLoader
from asyncpg.pool import PoolConnectionProxy

Record: TypeAlias = asyncpg.Record

# What a statement runs on: a connection, or a pool that lends one for this statement alone.
# Text, because asyncpg's classes are generic for checkers only.
Pool: TypeAlias = "asyncpg.Pool[asyncpg.Record]"
Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record] | PoolConnectionProxy[asyncpg.Record]"
Database: TypeAlias = "asyncpg.Pool[asyncpg.Record] | Connection"


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One statement: its *sql* with numbered places, and the *parameters* that fill them."""

    name: str
    about: str
    sql: str
    parameters: tuple[str, ...]

    async def rows(self, connection: Database, **values: object) -> list[Record]:
        """Return every row."""
        return await connection.fetch(self.sql, *self.ordered(values))

    async def row(self, connection: Database, **values: object) -> Record | None:
        """Return the first row, None when there is none."""
        return await connection.fetchrow(self.sql, *self.ordered(values))

    async def value(self, connection: Database, **values: object) -> Any:  # noqa: ANN401 - a column has whatever type its table gives it
        """Return the first column of the first row, None when there is none."""
        return await connection.fetchval(self.sql, *self.ordered(values))

    async def run(self, connection: Database, **values: object) -> str:
        """Carry out the statement and return its status, like ``UPDATE 1``."""
        return await connection.execute(self.sql, *self.ordered(values))

    async def many(self, connection: Database, each: Iterable[Mapping[str, object]]) -> None:
        """Carry out the statement once for *each*, in one round trip."""
        await connection.executemany(self.sql, [self.ordered(values) for values in each])

    def ordered(self, values: Mapping[str, object]) -> list[object]:
        """Return *values* in the order of the places; a wrong set of names is a `TypeError`."""
        if len(values) == len(self.parameters):
            try:
                return [values[name] for name in self.parameters]
            except KeyError:
                pass
        wanted, given = ", ".join(self.parameters), ", ".join(values)
        raise TypeError(f"{self.name} takes ({wanted}), not ({given})")


def statements(module_file: str) -> Mapping[str, Statement]:
    """Return the statements of the `.sql` file beside the module *module_file*."""
    return load(Path(module_file).with_suffix(".sql"))


def load(path: Path) -> Mapping[str, Statement]:
    """Return the statements of the file *path*, by name; a name may stand there once."""
    adapter = AsyncPGAdapter()  # type: ignore[no-untyped-call] # aiosql leaves its adapters untyped
    loader = QueryLoader(adapter, None, mandatory_parameters=False)
    found: dict[str, Statement] = {}
    for read in loader.load_query_data_from_file(path, encoding="utf-8"):
        if read.query_name in found:
            raise ValueError(f"{path.name} has two statements named {read.query_name}")
        found[read.query_name] = Statement(
            name=read.query_name,
            about=read.doc_comments,
            sql=read.sql,
            parameters=tuple(adapter.var_sorted[read.query_name]),
        )
    return found
