"""`sokoguru generate` fills an empty log with a nation, and goes on where it was interrupted."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import pytest
from click.testing import CliRunner, Result

from cli.generation.lines import Ready
from cli.generation.own_log import LogInUse, refuse_others
from cli.generation.plan import Plan
from cli.generation.writing import begun, write
from cli.group import sokoguru
from domain.kernel.log import Append, Appended
from infrastructure.event_store import AsyncpgEventStore
from infrastructure.postgres.pool import server_pool
from infrastructure.settings.settings import Settings
from tests.support.databases import Databases, as_server
from tests.support.history import History
from tests.support.history import write as write_lines

PLAN = Plan(cooperatives=6, years=2, seed=2, batch=2)
ROWS = """SELECT notification_id, originator_id, originator_version, topic, state, actor, office,
                 command_id, effective_on
            FROM stored_events ORDER BY notification_id"""
SCORED = """SELECT DISTINCT originator_id FROM stored_events
             WHERE topic LIKE 'assessment.scored%' LIMIT 3"""


class Killed(Exception):
    """The process ends here."""


class Dying(AsyncpgEventStore):
    """A log whose caller is killed after so many appends."""

    left = 0

    async def append(self, append: Append) -> Appended:
        """Write *append*, while there is time."""
        self.left -= 1
        if self.left < 0:
            raise Killed
        return await super().append(append)


@asynccontextmanager
async def store_on(
    url: str, kind: type[AsyncpgEventStore] = AsyncpgEventStore
) -> AsyncIterator[AsyncpgEventStore]:
    """Lend the log of *url*, which takes events that are bytes already."""
    async with (
        server_pool(as_server(url), Settings()) as pool,
        kind(pool, Ready(), writers=1) as store,
    ):
        yield store


async def rows_of(url: str, statement: str = ROWS) -> Sequence[Any]:
    """Return what *statement* finds in the log of *url*."""
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetch(statement)
    finally:
        await connection.close()


def run(url: str, *words: str) -> Result:
    """Return what `sokoguru` with *words* answers on the database at *url*."""
    owner = {"SOKOGURU_OWNER_URL": url, "SOKOGURU_DATABASE_URL": None}
    server = {"SOKOGURU_OWNER_URL": None, "SOKOGURU_DATABASE_URL": as_server(url)}
    return CliRunner().invoke(sokoguru, words, env=owner if words[0] == "rebuild" else server)


async def test_a_killed_one_goes_on_and_the_log_is_the_same(databases: Databases) -> None:
    """Interrupted within the offices and shortly before the end, against one that was not."""
    heard: list[tuple[int, int]] = []
    with databases.migrated() as whole, databases.migrated() as broken:
        async with store_on(whole) as store:
            written = await write(store, PLAN, 2, lambda *told: heard.append(told))
            assert await write(store, PLAN, 1, lambda *_: None) == 0
        rows = await rows_of(whole)
        commands = len({row["command_id"] for row in rows})
        for left in (100, commands - 20):
            async with store_on(broken, Dying) as dying:
                dying.left = left  # type: ignore[attr-defined] # it is a `Dying`
                with pytest.raises(Killed):
                    await write(dying, PLAN, 2, lambda *_: None)
        async with store_on(broken) as store:
            assert await begun(store, PLAN) > 0
            await write(store, PLAN, 2, lambda *_: None)
        assert rows == await rows_of(broken)
    assert len(rows) == written
    assert heard[-1] == (PLAN.batches, written)


async def test_another_log_is_left_alone(database_url: str) -> None:
    """One with somebody's work, and one with a nation of another size."""
    history = History()
    history.active("Arta")
    await write_lines(database_url, history.lines)
    async with store_on(database_url) as store:
        with pytest.raises(LogInUse, match=r"cooperative\.registered"):
            await refuse_others(store, PLAN)


def test_the_views_and_the_replay_agree(database_url: str) -> None:
    """From nothing to a nation of four; called again it has nothing to do, another is refused."""
    words = ("generate", "--cooperatives", "4", "--years", "1", "--workers", "1")
    first = run(database_url, *words)
    assert first.exit_code == 0, first.output
    assert "events a second" in first.output
    again = run(database_url, *words)
    assert "0 events in" in again.output
    other = run(database_url, *words, "--seed", "9")
    assert other.exit_code == 4
    assert "nothing was written" in other.output
    assert run(database_url, "rebuild").exit_code == 0
    assert run(database_url, "rebuild", "--check").exit_code == 0
    scored = asyncio.run(rows_of(database_url, SCORED))
    assert scored
    for (assessment,) in scored:
        assert run(database_url, "replay", str(assessment)).exit_code == 0
