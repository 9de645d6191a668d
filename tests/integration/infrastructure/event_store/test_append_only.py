"""The database itself refuses to change the past, whoever asks."""

from uuid import uuid4

import asyncpg
import pytest

from infrastructure.event_store import AsyncpgEventStore
from infrastructure.mapper import Mapper
from infrastructure.postgres.sql import Pool
from tests.integration.infrastructure.event_store.support import owner
from tests.support.appends import append, new

CHANGES = [
    "UPDATE stored_events SET state = ''",
    "DELETE FROM stored_events",
    "TRUNCATE stored_events",
    "UPDATE commands SET outcome = ''",
    "DELETE FROM commands",
    "TRUNCATE commands",
]
INSERTS = [
    "INSERT INTO stored_events (originator_id, originator_version) VALUES (gen_random_uuid(), 1)",
    "INSERT INTO commands VALUES (gen_random_uuid(), '', '', 1, 'me', now())",
    "INSERT INTO private_values VALUES (gen_random_uuid(), 'name', '', '')",
]


@pytest.mark.parametrize("change", CHANGES)
async def test_nobody_may_change_what_is_written(database_url: str, change: str) -> None:
    """Not even the superuser who owns the table, and the message says what to do instead."""
    async with owner(database_url) as connection:
        with pytest.raises(asyncpg.RestrictViolationError, match="append-only") as refused:
            await connection.execute(change)
    assert "as a new event" in (refused.value.hint or "")


async def test_turning_triggers_off_for_a_session_does_not_help(database_url: str) -> None:
    """The setting that replication uses leaves these triggers on."""
    async with owner(database_url) as connection:
        await connection.execute("SET session_replication_role = replica")
        with pytest.raises(asyncpg.RestrictViolationError):
            await connection.execute("DELETE FROM stored_events")


@pytest.mark.parametrize("change", [*CHANGES, *INSERTS])
async def test_the_server_has_no_right_to_write_past_the_append_function(
    pool: Pool, change: str
) -> None:
    """Its role may append through the function and read, nothing else."""
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await pool.execute(change)


async def test_the_server_appends_and_reads(pool: Pool) -> None:
    """What it may do is enough for its work."""
    async with AsyncpgEventStore(pool, Mapper()) as store:
        await store.append(append(new(uuid4())))
        assert await store.last_position() == 1


async def test_an_ordinary_user_may_not_append(database_url: str) -> None:
    """The append function is granted to the server's role alone."""
    async with owner(database_url) as connection:
        granted = await connection.fetchval(
            "SELECT has_function_privilege('pg_monitor', oid, 'EXECUTE')"
            "  FROM pg_proc WHERE proname = 'append_events'"
        )
    assert granted is False
