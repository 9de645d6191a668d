"""A database is brought up to the code by migrations, each applied once and never edited."""

import asyncio
from pathlib import Path

import pytest

from infrastructure.postgres.migrate import FOLDER, Migration, migrate, migrations, pending
from infrastructure.postgres.pool import owner_connection
from infrastructure.postgres.sql import Connection
from infrastructure.settings.problems import DatabaseNewer, MigrationChanged, MigrationFailed
from infrastructure.settings.settings import Settings


def write(folder: Path, *texts: str) -> tuple[Migration, ...]:
    """Write the migrations 1, 2, ... with these *texts*, and read them back."""
    for number, text in enumerate(texts, start=1):
        (folder / f"{number:04d}_step_{number}.sql").write_text(text)
    return migrations(folder)


CREATE = "CREATE TABLE offices (name text); CREATE TABLE areas (code text);"
FILL = "INSERT INTO offices VALUES ('Dinas Koperasi Kota Semarang');"
BROKEN = "INSERT INTO areas VALUES ('33.74'); SELECT 1 / 0;"


async def test_migrations_are_applied_in_order_and_once(
    empty_database_url: str, tmp_path: Path
) -> None:
    """The second run finds nothing to do."""
    steps = write(tmp_path, CREATE, FILL)
    async with owner_connection(empty_database_url, Settings()) as connection:
        assert await pending(connection, steps) == steps
        assert await migrate(connection, steps) == steps
        assert await migrate(connection, steps) == ()
        assert await connection.fetchval("SELECT count(*) FROM offices") == 1


async def test_only_what_is_missing_is_applied(empty_database_url: str, tmp_path: Path) -> None:
    """A database at migration 1 gets migration 2."""
    async with owner_connection(empty_database_url, Settings()) as connection:
        await migrate(connection, write(tmp_path, CREATE))
        applied = await migrate(connection, write(tmp_path, CREATE, FILL))
    assert [str(migration) for migration in applied] == ["0002_step_2"]


async def test_a_failing_migration_leaves_nothing_behind(
    empty_database_url: str, tmp_path: Path
) -> None:
    """What came before it stays, what it did itself is undone, and the lock is free again."""
    steps = write(tmp_path, CREATE, BROKEN)
    async with owner_connection(empty_database_url, Settings()) as connection:
        with pytest.raises(MigrationFailed, match="0002_step_2 failed: division by zero"):
            await migrate(connection, steps)
        assert await pending(connection, steps) == steps[1:]
        assert await connection.fetchval("SELECT count(*) FROM areas") == 0
        assert await locks_held(connection) == 0


async def test_a_server_starts_beside_one_that_leads(empty_database_url: str) -> None:
    """The lock of whoever moves the views keeps nobody from migrating."""
    async with (
        owner_connection(empty_database_url, Settings()) as leader,
        owner_connection(empty_database_url, Settings()) as second,
    ):
        await leader.execute("SELECT pg_advisory_lock(7307019, 1)")
        await asyncio.wait_for(migrate(second), timeout=60)
        assert await pending(second) == ()


async def test_processes_that_start_together_migrate_once(
    empty_database_url: str, tmp_path: Path
) -> None:
    """Of three at once one works, and the others find it done."""
    steps = write(tmp_path, CREATE, FILL)

    async def start() -> tuple[Migration, ...]:
        async with owner_connection(empty_database_url, Settings()) as connection:
            return await migrate(connection, steps)

    applied = await asyncio.gather(start(), start(), start())
    assert sorted(applied) == [(), (), steps]


async def test_a_newer_database_is_refused(empty_database_url: str, tmp_path: Path) -> None:
    """The code of last year does not touch the database of this year."""
    async with owner_connection(empty_database_url, Settings()) as connection:
        await migrate(connection, write(tmp_path, CREATE, FILL))
        with pytest.raises(DatabaseNewer, match=r"been through migration 2 \(step_2\).* knows 1"):
            await migrate(connection, migrations(tmp_path)[:1])


async def test_an_edited_migration_is_refused(empty_database_url: str, tmp_path: Path) -> None:
    """History is followed, not rewritten."""
    async with owner_connection(empty_database_url, Settings()) as connection:
        await migrate(connection, write(tmp_path, CREATE))
        with pytest.raises(MigrationChanged, match="0001_step_1 differs"):
            await migrate(connection, write(tmp_path, CREATE + FILL))


def test_a_gap_in_the_numbers_is_refused(tmp_path: Path) -> None:
    """A 0002 without a 0001 is a mistake of ours."""
    (tmp_path / "0002_accounts.sql").touch()
    with pytest.raises(ValueError, match=r"numbered 1 to 1, not \[2\]"):
        migrations(tmp_path)


def test_a_migration_has_a_number_and_a_name(tmp_path: Path) -> None:
    """Names like accounts.sql have no order."""
    (tmp_path / "accounts.sql").touch()
    with pytest.raises(ValueError, match=r"not accounts\.sql"):
        migrations(tmp_path)


async def test_the_migrations_of_this_code_apply(empty_database_url: str) -> None:
    """An empty database goes through all of them."""
    async with owner_connection(empty_database_url, Settings()) as connection:
        assert await migrate(connection) == migrations(FOLDER)
        assert await pending(connection) == ()


async def locks_held(connection: Connection) -> int:
    """Count the advisory locks in *connection*'s database."""
    held = """
        SELECT count(*) FROM pg_locks
         WHERE locktype = 'advisory'
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    """
    return int(await connection.fetchval(held))
