"""The log as it is lent to projections: the same rows, no more rights, and the same plans."""

import asyncpg
import pytest

from infrastructure.postgres.sql import Pool
from tests.support.history import History, write

LENT = {
    "log.events": "stored_events",
    "log.tracking": "notification_tracking",
    "reference.area_codes": "area_codes",
}


@pytest.mark.parametrize(("view", "table"), LENT.items())
async def test_a_lent_view_shows_every_row_of_its_table(
    pool: Pool, database_url: str, view: str, table: str
) -> None:
    """In the table's own order of columns, whatever they are called."""
    history = History()
    history.register("Arta")
    await write(database_url, history.lines)
    shown = await pool.fetch(f"SELECT * FROM {view}")
    held = await pool.fetch(f"SELECT * FROM {table}")
    assert {frozenset(row.values()) for row in shown} == {frozenset(row.values()) for row in held}


async def test_the_lent_log_is_append_only_too(pool: Pool) -> None:
    """A view gives the server no right that the table keeps from it."""
    for statement in (
        "DELETE FROM log.events",
        "UPDATE log.events SET actor = 'somebody else'",
        "INSERT INTO log.events (topic) VALUES ('forged')",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await pool.execute(statement)


@pytest.mark.parametrize(
    ("question", "index"),
    [
        ("position > 5 AND position <= 9 ORDER BY position", "stored_events_notification_id_idx"),
        ("position = ANY('{1,2}')", "stored_events_notification_id_idx"),
        ("stream = gen_random_uuid() AND version = 1", "stored_events_pkey"),
        ("position <= log.position_at(now())", "stored_events_notification_id_idx"),
    ],
)
async def test_a_question_to_the_lent_log_finds_the_index(
    pool: Pool, question: str, index: str
) -> None:
    """PostgreSQL sees through the view to the table."""
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute("SET LOCAL enable_seqscan = off")
        plan = await connection.fetch(f"EXPLAIN SELECT * FROM log.events WHERE {question}")
    assert index in "\n".join(row[0] for row in plan)
