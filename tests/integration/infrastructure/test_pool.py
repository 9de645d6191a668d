"""The pool works as the server's role, and says clearly when there is no database."""

from types import SimpleNamespace
from typing import cast
from urllib.parse import urlsplit

import asyncpg
import pytest

from infrastructure.postgres.pool import become_server, owner_connection, server_pool
from infrastructure.problems import DatabaseUnreachable, DatabaseUnsuitable
from infrastructure.settings import Settings
from infrastructure.sql import Connection, Pool

ONE = Settings(pool_min=1, pool_max=1)


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
