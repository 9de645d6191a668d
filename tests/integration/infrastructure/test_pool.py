"""The pool works as the server's role, and says clearly when there is no database."""

from pathlib import Path
from types import SimpleNamespace
from typing import cast
from urllib.parse import urlsplit

import asyncpg
import pytest

from infrastructure.postgres import pool as pool_module
from infrastructure.postgres.pool import become_server, owner_connection, server_pool
from infrastructure.postgres.sql import Connection, Pool, load
from infrastructure.settings.problems import DatabaseUnreachable, DatabaseUnsuitable
from infrastructure.settings.settings import Settings

ONE = Settings(pool_min=1, pool_max=1)


def as_user(address: str, user: str) -> str:
    """Return *address* for another *user*, whose password is guest."""
    split = urlsplit(address)
    host = split.netloc.rpartition("@")[2]
    return split._replace(netloc=f"{user}:guest@{host}").geturl()


async def test_the_pool_works_as_the_servers_role(pool: Pool) -> None:
    """Whoever connected, the server may only do what its role may."""
    assert await pool.fetchval("SELECT current_user") == "sokoguru_server"


async def test_a_returned_connection_keeps_the_role(database_url: str) -> None:
    """Returning resets the session, and the role is none of what is reset."""
    async with server_pool(database_url, ONE) as pool:
        before = await pool.fetchrow("SELECT pg_backend_pid(), current_user::text")
        after = await pool.fetchrow("SELECT pg_backend_pid(), current_user::text")
    assert before is not None
    assert before == after
    assert before["current_user"] == "sokoguru_server"


async def test_the_log_cannot_be_changed_through_the_pool(pool: Pool) -> None:
    """The role may not delete what was recorded."""
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await pool.execute("DELETE FROM stored_events")


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
        await become_server(cast("Connection", old))


async def test_without_the_role_the_pool_works_as_whoever_connected(
    empty_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the first migration nobody has made the role yet."""
    monkeypatch.setattr(pool_module, "SERVER_ROLE", "no_such_role")
    async with server_pool(empty_database_url, ONE) as pool:
        assert await pool.fetchval("SELECT current_user = session_user")


async def test_a_role_that_may_not_be_taken_is_refused(database_url: str) -> None:
    """Working with more rights than the server's would leave the log unguarded."""
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
