"""A connection of the pool goes back as it is; whoever changed the session leaves it as it was."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from infrastructure.event_store.listener import listening
from infrastructure.postgres.pool import server_pool
from infrastructure.postgres.session import ServerConnection, change_session
from infrastructure.postgres.sql import Pool
from infrastructure.score_checks.table import only_here
from infrastructure.settings.settings import Settings
from tests.support.api import Api, api_on, registration
from tests.support.databases import as_server

ROOT = Path(__file__).parents[3]
LEFT = """
SELECT (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid())
     + (SELECT count(*) FROM pg_listening_channels())
     + (SELECT count(*) FROM pg_settings WHERE source = 'session' AND setting <> reset_val)
     + (SELECT count(*) FROM pg_cursors WHERE is_holdable)
"""
OUTLASTING = re.compile(
    r"pg_(?:try_)?advisory_lock(?:_shared)?\(|set_config\([^()]*, false\)|^SET (?!LOCAL)|^LISTEN",
    re.MULTILINE,
)
KNOWN = {
    "infrastructure/postgres/migrate.sql",  # on the owner's connection, which is no pool's
    "projections/engine/next_tables.sql",  # so is this
    "infrastructure/score_checks/table.sql",
    "projections/engine/heartbeat.sql",
    "projections/engine/tracking.sql",
    "projections/reactors/cursor.sql",
}


@pytest.fixture
async def one(database_url: str) -> AsyncIterator[Pool]:
    """A pool of one connection, so that whoever comes next has it."""
    async with server_pool(as_server(database_url), Settings(pool_min=1, pool_max=1)) as pool:
        yield pool


async def test_a_session_that_was_changed_is_put_in_order(one: Pool) -> None:
    """A setting and a lock that outlast the transaction, and who takes turns."""
    async with one.acquire() as connection:
        change_session(connection)
        await connection.execute("SELECT set_config('work_mem', '5MB', false)")
        await connection.execute("SELECT pg_advisory_lock(1, 1)")
    assert await one.fetchval(LEFT) == 0
    async with only_here(one) as alone:
        assert alone
    assert await one.fetchval(LEFT) == 0


async def test_who_listened_leaves_nobody_listening(one: Pool) -> None:
    """Also where the end of listening went wrong."""
    async with one.acquire() as connection:
        await connection.add_listener("somewhere", print)
        connection._listeners.clear()  # type: ignore[attr-defined] # as when its end goes wrong
    async with one.acquire() as connection, listening(connection, "somewhere", print, print):
        pass
    assert await one.fetchval(LEFT) == 0


async def test_a_transaction_that_was_left_open_is_rolled_back(one: Pool) -> None:
    """Nothing of it stays, and nobody is in it afterwards."""
    async with one.acquire() as connection:
        await connection.execute("BEGIN; SET LOCAL work_mem = '5MB'")
    assert await one.fetchval(LEFT) == 0
    async with one.acquire() as connection:
        assert not connection.is_in_transaction()


async def test_nothing_that_a_server_does_leaves_anything_behind(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each connection is looked at whenever it goes back, while a server starts and works."""
    looked: list[int] = []
    reset = ServerConnection.reset

    async def look(self: ServerConnection, **given: Any) -> None:
        await reset(self, **given)
        looked.append(await self.fetchval(LEFT))

    monkeypatch.setattr(ServerConnection, "reset", look)
    async with api_on(database_url, tmp_path) as api:
        await work(api)
    assert len(looked) > 20
    assert set(looked) == {0}


async def work(api: Api) -> None:
    """Register, verify, sign nobody in, and ask."""
    for who in (None, "petugas1"):
        await api.done("registerCooperative", who, **registration())
    await api.caught_up()
    await api.ask("{ cooperatives { nodes { name } } viewer { role } }", "petugas1")


def test_what_outlasts_a_transaction_is_known() -> None:
    """Whoever writes another such statement has its connection put in order, and adds it here."""
    found = {
        str(path.relative_to(ROOT))
        for folder in ("infrastructure", "projections")
        for path in (ROOT / folder).rglob("*.sql")
        if "migrations" not in path.parts and path.name != "schema.sql"
        if OUTLASTING.search(path.read_text())
    }
    assert found == KNOWN
