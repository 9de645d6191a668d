"""The tables of a rebuild: made from `table.sql`, filled beside the live ones, then swapped.

They need not look like the live ones: a view whose tables changed gets the new ones by a
rebuild. Keys are there from the beginning, other indexes come after the rows.
"""

from collections.abc import Sequence

import msgspec

from infrastructure.postgres.pool import SERVER_ROLE
from infrastructure.postgres.sql import Connection, statements
from projections.engine.projection import Projection
from projections.engine.tables import Tables

SQL = statements(__file__)

LIVE, NEXT, OLD = "views", "views_next", "views_old"

# Unqualified names mean the tables that are being rebuilt.
SEARCH = f"SET search_path = {NEXT}, public"


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """How a live table differs from its rebuilt twin: rows that only one of them has."""

    table: str
    only_live: int
    only_rebuilt: int


async def create(connection: Connection, projections: Sequence[Projection]) -> None:
    """Make the empty tables of *projections*, with their keys."""
    await drop(connection)
    async with connection.transaction():
        await connection.execute(f"CREATE SCHEMA {NEXT}")
        await connection.execute(f"GRANT USAGE ON SCHEMA {NEXT} TO {SERVER_ROLE}")
        for each in projections:
            await each.tables.make(connection, NEXT)


async def index(connection: Connection, tables: Tables) -> None:
    """Make the other indexes of the rebuilt *tables*, and let the planner look at their rows.

    On a connection whose unqualified names mean the tables that are being rebuilt.
    """
    await connection.execute("SET maintenance_work_mem = '256MB'")
    await tables.index(connection)
    for table in tables.names:
        await connection.execute(f"ANALYZE {NEXT}.{table}")


async def difference(connection: Connection, table: str) -> Difference | None:
    """Compare *table* with its twin in one snapshot; None when they hold the same rows."""
    if await _digest(connection, LIVE, table) == await _digest(connection, NEXT, table):
        return None
    return Difference(
        table=table,
        only_live=await _surplus(connection, table, LIVE, NEXT),
        only_rebuilt=await _surplus(connection, table, NEXT, LIVE),
    )


async def swap(connection: Connection, tables: Sequence[str]) -> None:
    """Put the rebuilt *tables* in the place of the live ones, which step aside."""
    await connection.execute(f"CREATE SCHEMA {OLD}")
    for table in tables:
        await connection.execute(f"ALTER TABLE IF EXISTS {LIVE}.{table} SET SCHEMA {OLD}")
        await connection.execute(f"ALTER TABLE {NEXT}.{table} SET SCHEMA {LIVE}")


async def drop(connection: Connection) -> None:
    """Drop what a rebuild leaves, finished or not."""
    await connection.execute("SET client_min_messages = warning")
    await connection.execute(f"DROP SCHEMA IF EXISTS {NEXT}, {OLD} CASCADE")


async def _digest(connection: Connection, schema: str, table: str) -> tuple[object, ...]:
    """Return how many rows a table has, and a digest of them in any order."""
    row = await connection.fetchrow(
        "SELECT count(*), sum(hash_record_extended(each, 0)::numeric)"  # noqa: S608 - names of our own tables
        f" FROM {schema}.{table} AS each"
    )
    return tuple(row or ())


async def _surplus(connection: Connection, table: str, here: str, there: str) -> int:
    """Return how many rows of a table are *here* and not *there*."""
    surplus: int = await connection.fetchval(
        "SELECT count(*) FROM ("  # noqa: S608 - names of our own tables
        f"SELECT each::text FROM {here}.{table} AS each EXCEPT ALL "
        f"SELECT each::text FROM {there}.{table} AS each) AS surplus"
    )
    return surplus
