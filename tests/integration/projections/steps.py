"""How tests bring the views up to a history, and look at the tables as they are."""

from collections.abc import Sequence
from typing import Any

from application.authorisation import ViewScope
from infrastructure.postgres.sql import Database, Pool
from projections.engine.event_reader import EventReader
from projections.engine.follower import Follower
from projections.engine.observers import Silent
from projections.engine.projection import Projection
from projections.engine.views import VIEWS
from tests.support.history import History, Line, write

NATIONAL = ViewScope(territory="ID")
TABLES = tuple(table for view in VIEWS for table in view.tables.names)


async def follow(
    pool: Pool,
    *,
    batch: int = 1000,
    views: Sequence[Projection] = VIEWS,
    steps: int | None = None,
) -> None:
    """Bring the *views* up to the end of the log, or so many *steps* of *batch* events on."""
    follower = Follower(views, EventReader(), Silent(), batch=batch)
    async with pool.acquire() as connection:
        while steps != 0 and await follower.step(connection):
            steps = None if steps is None else steps - 1


async def forget(pool: Pool) -> None:
    """Empty the views and begin again."""
    for table in (*TABLES, "stalls"):
        await pool.execute(f"DELETE FROM views.{table}")
    await pool.execute("DELETE FROM notification_tracking WHERE application_name LIKE 'views.%'")


async def tell(url: str, pool: Pool, history: History | Sequence[Line]) -> None:
    """Write *history* into the log and bring the views up to it."""
    await write(url, history.lines if isinstance(history, History) else history)
    await follow(pool)


async def contents(connection: Database) -> dict[str, list[dict[str, Any]]]:
    """Return every row of every view, in an order that does not depend on how it got there."""
    return {
        table: sorted(
            (dict(row) for row in await connection.fetch(f"SELECT * FROM views.{table}")),
            key=repr,
        )
        for table in TABLES
    }
