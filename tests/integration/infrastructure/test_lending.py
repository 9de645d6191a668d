"""A connection that ran a single statement goes back as it is; any other is reset."""

from typing import Any

import asyncpg
import pytest

from infrastructure.postgres.lending import LentConnection
from infrastructure.postgres.pool import server_pool
from infrastructure.postgres.sql import Pool
from infrastructure.settings.settings import Settings

ONE = Settings(pool_min=1, pool_max=1)
LOCKS = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"


@pytest.fixture
def resets(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The connections that were reset."""
    found: list[object] = []
    reset = LentConnection.reset

    async def noted(connection: LentConnection, **said: Any) -> None:
        found.append(connection)
        await reset(connection, **said)

    monkeypatch.setattr(LentConnection, "reset", noted)
    return found


async def test_a_single_statement_costs_one_trip(pool: Pool, resets: list[object]) -> None:
    """Whatever is wanted back of it."""
    assert await pool.fetchval("SELECT $1::int", 7) == 7
    assert await pool.fetchval("SELECT 1, 2", column=1) == 2
    row = await pool.fetchrow("SELECT 1 AS one")
    assert dict(row or {}) == {"one": 1}
    assert [tuple(row) for row in await pool.fetch("SELECT generate_series(1, 2)")] == [(1,), (2,)]
    assert resets == []


async def test_what_somebody_had_is_reset(server_url: str, resets: list[object]) -> None:
    """A lock of the session does not outlive the loan, whatever was asked before and after."""
    async with server_pool(server_url, ONE) as pool:
        assert await pool.fetchval("SELECT 1") == 1
        async with pool.acquire() as connection:
            await connection.fetchval("SELECT pg_advisory_lock(7, 7)")
            assert await connection.fetchval(LOCKS) == 1
        assert await pool.fetchval(LOCKS) == 0
        assert len(resets) == 1
        async with pool.acquire() as connection:
            await connection.execute("SET statement_timeout = 7")
        assert await pool.fetchval("SHOW statement_timeout") == "0"
        assert len(resets) == 2


async def test_what_failed_is_reset(server_url: str, resets: list[object]) -> None:
    """Nobody knows what a statement that failed has left."""
    async with server_pool(server_url, ONE) as pool:
        with pytest.raises(asyncpg.DivisionByZeroError):
            await pool.fetch("SELECT 1 / 0")
        assert len(resets) == 1
        assert await pool.fetchval("SELECT 1") == 1
    assert len(resets) == 1
