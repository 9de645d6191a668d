"""The pool works as the server's role, and says clearly when there is no database."""

from pathlib import Path
from types import SimpleNamespace
from typing import cast
from urllib.parse import urlsplit

import pytest

from infrastructure.postgres.pool import owner_connection, refuse_unfit, server_pool
from infrastructure.postgres.sql import Connection, Pool, load
from infrastructure.settings.problems import DatabaseUnreachable, DatabaseUnsuitable
from infrastructure.settings.settings import Settings

ONE = Settings(pool_min=1, pool_max=1)


def as_user(address: str, user: str) -> str:
    """Return *address* for another *user*, whose password is guest."""
    split = urlsplit(address)
    host = split.netloc.rpartition("@")[2]
    return split._replace(netloc=f"{user}:guest@{host}").geturl()


async def test_the_pool_is_from_the_first_second_who_it_stays(pool: Pool) -> None:
    """There is nobody behind it that it could become again."""
    assert await pool.fetchval("SELECT current_user = session_user")
    assert await pool.fetchval("SELECT pg_has_role('sokoguru_server', 'USAGE')")


@pytest.mark.parametrize(
    "right", ["CREATEROLE", "REPLICATION", "BYPASSRLS", "pg_execute_server_program"]
)
async def test_whoever_could_change_the_log_does_not_serve(database_url: str, right: str) -> None:
    """Neither the owner, nor who may become somebody stronger or read files of the server."""
    with pytest.raises(DatabaseUnsuitable, match="could change or remove"):
        async with server_pool(database_url, ONE):
            pass
    name = f"strong_{right.lower()}"
    grant = f"ALTER ROLE {name} {right}" if right.isupper() else f"GRANT {right} TO {name}"
    async with owner_connection(database_url, Settings()) as owner:
        await owner.execute(f"CREATE ROLE {name} LOGIN PASSWORD 'guest' IN ROLE sokoguru_server")
        await owner.execute(grant)
        try:
            with pytest.raises(DatabaseUnsuitable, match=f"{name} could change .*OWNER_URL"):
                async with server_pool(as_user(database_url, name), ONE):
                    pass
        finally:
            await owner.execute(f"DROP ROLE {name}")


async def test_the_owner_of_the_database_does_not_serve(empty_database_url: str) -> None:
    """Also before there is a log: whoever owns the place could drop it."""
    name = urlsplit(empty_database_url).path.lstrip("/")
    async with owner_connection(empty_database_url, Settings()) as owner:
        await owner.execute("CREATE ROLE landlord LOGIN PASSWORD 'guest'")
        await owner.execute(f"ALTER DATABASE {name} OWNER TO landlord")
        try:
            with pytest.raises(DatabaseUnsuitable, match="landlord could change"):
                async with server_pool(as_user(empty_database_url, "landlord"), ONE):
                    pass
        finally:
            await owner.execute(f"ALTER DATABASE {name} OWNER TO CURRENT_USER")
            await owner.execute("DROP ROLE landlord")


async def test_migrations_work_as_whoever_connected(database_url: str) -> None:
    """The owner's connection takes no other role."""
    async with owner_connection(database_url, Settings()) as connection:
        same = await connection.fetchval("SELECT current_user = session_user")
    assert same


async def test_the_connections_are_named(pool: Pool) -> None:
    """Who looks at pg_stat_activity sees whose they are."""
    assert await pool.fetchval("SHOW application_name") == "sokoguru"


async def test_nobody_there_is_said_without_the_password() -> None:
    """The sentence names the host and the database, never the password."""
    address = "postgresql://ani:rahasia@127.0.0.1:1/sokoguru"
    with pytest.raises(DatabaseUnreachable, match=r"'sokoguru' on 127\.0\.0\.1") as refused:
        async with server_pool(address, ONE):
            pass
    assert "rahasia" not in str(refused.value)


async def test_a_missing_database_is_said(empty_database_url: str) -> None:
    """A misspelt name is answered by PostgreSQL, and passed on."""
    address = urlsplit(empty_database_url)._replace(path="/sokogruu").geturl()
    with pytest.raises(DatabaseUnreachable, match='database "sokogruu" does not exist'):
        async with owner_connection(address, Settings()):
            pass


async def test_an_old_postgresql_is_refused() -> None:
    """PostgreSQL 14 lacks what Sokoguru needs."""
    old = SimpleNamespace(get_server_version=lambda: SimpleNamespace(major=14))
    with pytest.raises(DatabaseUnsuitable, match="PostgreSQL 14; Sokoguru needs 15"):
        await refuse_unfit(cast("Connection", old))


async def test_who_lacks_the_role_is_told_who_gives_it(database_url: str) -> None:
    """The sentence can be handed to an administrator as it is."""
    async with owner_connection(database_url, Settings()) as owner:
        await owner.execute("CREATE ROLE sokoguru_guest LOGIN PASSWORD 'guest'")
    try:
        with pytest.raises(DatabaseUnsuitable, match="GRANT sokoguru_server TO sokoguru_guest"):
            async with server_pool(as_user(database_url, "sokoguru_guest"), ONE):
                pass
    finally:
        async with owner_connection(database_url, Settings()) as owner:
            await owner.execute("DROP ROLE sokoguru_guest")


async def test_statements_run_on_the_pool_and_on_a_connection(pool: Pool, tmp_path: Path) -> None:
    """Rows, one row, a value, a status and many at once: the caller says what it wants back."""
    (tmp_path / "scores.sql").write_text(
        "-- name: keep\n-- Make a table.\nCREATE TEMPORARY TABLE kept (total integer);\n"
        "-- name: add\n-- Add one.\nINSERT INTO kept VALUES (:total);\n"
        "-- name: totals\n-- List them.\nSELECT total FROM kept WHERE total > :above ORDER BY 1;\n"
    )
    statements = load(tmp_path / "scores.sql")
    async with pool.acquire() as connection:
        assert await statements["keep"].run(connection) == "CREATE TABLE"
        await statements["add"].many(connection, [{"total": 80}, {"total": 66}])
        rows = await statements["totals"].rows(connection, above=0)
        row = await statements["totals"].row(connection, above=70)
        assert [found["total"] for found in rows] == [66, 80]
        assert row is not None
        assert row["total"] == 80
        assert await statements["totals"].value(connection, above=99) is None
