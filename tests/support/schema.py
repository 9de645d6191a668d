"""The whole schema on one page: `infrastructure/postgres/schema.sql`, written by `script/schema`.

Nothing runs that page; it is there to be read, and a test proves that it says what the
migrations do. Views whose tables no migration made are not on it: their `table.sql` is.
"""

import asyncio
import re
from pathlib import Path

import psycopg

from infrastructure.embedded_postgres.programs import find_programs
from infrastructure.postgres.migrate import Migration, migrate
from infrastructure.postgres.pool import owner_connection
from infrastructure.settings.settings import Settings

PAGE = Path(__file__).parents[2] / "infrastructure" / "postgres" / "schema.sql"

HEADER = """\
-- Every table, function and right, as the migrations leave them. Written by script/schema.
-- The migrations are what is carried out; a test proves that both come to the same.
"""

# Lines of the dump that speak of the dump: its session's settings and its random keys.
CHATTER = re.compile(
    r"SET |SELECT pg_catalog\.set_config|--|\\"
    # A number that PostgreSQL 15.20 keeps with each column; only its own pg_dump leaves it out.
    r"|ALTER TABLE ONLY \S+ ALTER COLUMN \S+ SET \(pg_attver=\d+\);$"
)


def dump(address: str) -> str:
    """Return the schema of the database at *address* as statements."""
    written = find_programs().run("pg_dump", "--schema-only", "--no-owner", "--dbname", address)
    lines = [line for line in written.splitlines() if not CHATTER.match(line)]
    statements = [part.strip("\n") for part in "\n".join(lines).split("\n\n")]
    return "\n\n".join(part for part in statements if part) + "\n"


def carry_out_migrations(address: str) -> tuple[Migration, ...]:
    """Bring the database at *address* up to the migrations, and to nothing else."""

    async def carry_out() -> tuple[Migration, ...]:
        async with owner_connection(address, Settings()) as connection:
            return await migrate(connection)

    return asyncio.run(carry_out())


def load(address: str) -> None:
    """Carry out the page on the empty database at *address*."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("SET check_function_bodies = off")
        connection.execute(PAGE.read_bytes())


def write(address: str) -> None:
    """Write the page anew from the migrated database at *address*."""
    PAGE.write_text(HEADER + "\n" + dump(address), encoding="utf-8")
