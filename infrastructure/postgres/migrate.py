"""Bring the tables of a database up to this code: numbered SQL files, each applied once.

A migration that was applied is history: it is never edited, only followed by another. The
database remembers the digest of each, so an edited file is refused, and so is a database
that a newer Sokoguru has already changed.
"""

import hashlib
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import asyncpg
import msgspec

from infrastructure.postgres.sql import Connection, Database, Record, statements
from infrastructure.settings.problems import (
    DatabaseNewer,
    DatabaseUnsuitable,
    MigrationChanged,
    MigrationFailed,
)

SQL = statements(__file__)

FOLDER = Path(__file__).with_name("migrations")


class Migration(msgspec.Struct, frozen=True, kw_only=True):
    """One step of the schema: *sql* of any number of statements, carried out in one transaction."""

    number: int
    name: str
    sql: str
    sha256: str

    def __str__(self) -> str:
        return f"{self.number:04d}_{self.name}"


def migrations(folder: Path = FOLDER) -> tuple[Migration, ...]:
    """Return the migrations of *folder* in order, numbered 1, 2, 3 without a gap."""
    found = tuple(_read(path) for path in sorted(folder.glob("*.sql")))
    numbers = [migration.number for migration in found]
    if numbers != list(range(1, len(found) + 1)):
        raise ValueError(f"Migrations must be numbered 1 to {len(found)}, not {numbers}.")
    return found


async def migrate(
    connection: Connection, known: Sequence[Migration] | None = None
) -> tuple[Migration, ...]:
    """Apply what *connection*'s database lacks of the *known* migrations, and return that.

    Any number of processes may do this at once: one works, the others wait and find it done.
    Where nothing is missing nothing is written, so that whoever may only read can find out.
    """
    steps = migrations() if known is None else known
    if not await pending(connection, steps):
        return ()
    async with _alone(connection):
        await SQL["create_schema_migrations"].run(connection)
        missing = await pending(connection, steps)
        for migration in missing:
            await _apply(connection, migration)
    return missing


async def applied_at(database: Database, number: int) -> datetime:
    """Return when the migration *number* was applied to *database*, which has it."""
    rows = await SQL["applied_migrations"].rows(database)
    found: datetime = {row["number"]: row["applied_at"] for row in rows}[number]
    return found


async def pending(
    connection: Database, known: Sequence[Migration] | None = None
) -> tuple[Migration, ...]:
    """Return what the database lacks; raise when it is newer than, or differs from, *known*."""
    steps = migrations() if known is None else known
    applied: dict[int, Record] = {}
    if await SQL["has_schema_migrations"].value(connection):
        rows = await SQL["applied_migrations"].rows(connection)
        applied = {row["number"]: row for row in rows}
    _refuse_newer(applied, len(steps))
    for step in steps:
        if step.number in applied and applied[step.number]["sha256"] != step.sha256:
            raise MigrationChanged(
                f"Migration {step} differs from the one that this database was made with. "
                "Restore the file as it was, and put the change into a new migration."
            )
    return tuple(step for step in steps if step.number not in applied)


async def refuse_unmigrated(connection: Database) -> None:
    """Raise when the database was never migrated: it holds no log to look at."""
    if not await SQL["has_schema_migrations"].value(connection):
        raise DatabaseUnsuitable(
            "This database holds no log of Sokoguru. Is it the right one? "
            "If so, run `sokoguru migrate` first."
        )


def _refuse_newer(applied: Mapping[int, Record], known: int) -> None:
    """Raise when the database has been through a migration that this code does not know."""
    newest = max(applied, default=0)
    if newest > known:
        raise DatabaseNewer(
            f"This database has been through migration {newest} ({applied[newest]['name']}), and "
            f"this Sokoguru knows {known}. Install the Sokoguru that it belongs to, or a newer one."
        )


def _read(path: Path) -> Migration:
    """Read one migration; its file name is its number and its name: ``0003_accounts.sql``."""
    named = re.fullmatch(r"(\d{4})_([a-z0-9_]+)", path.stem)
    if named is None:
        raise ValueError(f"A migration is named like 0001_event_store.sql, not {path.name}.")
    sql = path.read_text(encoding="utf-8")
    return Migration(
        number=int(named[1]),
        name=named[2],
        sql=sql,
        sha256=hashlib.sha256(sql.encode()).hexdigest(),
    )


async def _apply(connection: Connection, migration: Migration) -> None:
    """Carry out *migration* and remember it, both or neither."""
    try:
        async with connection.transaction():
            await connection.execute(migration.sql)
            await SQL["record_migration"].run(
                connection,
                number=migration.number,
                name=migration.name,
                sha256=migration.sha256,
            )
    except asyncpg.PostgresError as error:
        raise MigrationFailed(f"Migration {migration} failed: {error}") from error


@asynccontextmanager
async def _alone(connection: Connection) -> AsyncIterator[None]:
    """Hold the lock under which one process at a time migrates a database."""
    await SQL["lock_migrations"].run(connection)
    try:
        yield
    finally:
        await SQL["release_migrations"].run(connection)
