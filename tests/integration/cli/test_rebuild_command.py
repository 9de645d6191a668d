"""`sokoguru rebuild` makes the views again and says how fast, what was wrong and where they are."""

import asyncio

import asyncpg
import pytest
from click.testing import CliRunner, Result

from cli.group import sokoguru
from projections.engine import rebuild
from tests.support.history import History, write


@pytest.fixture
def told_url(database_url: str) -> str:
    """The address of a database with a short history and views that never moved."""
    history = History()
    history.published(history.active("Arta"), 2025, "81.50")
    asyncio.run(write(database_url, history.lines))
    return database_url


def run(address: str, *words: str) -> Result:
    """Return what `sokoguru rebuild` with *words* answers."""
    return CliRunner().invoke(sokoguru, ["rebuild", *words], env={"SOKOGURU_DATABASE_URL": address})


async def carry_out(address: str, statement: str) -> None:
    """Carry out *statement* in the database."""
    connection = await asyncpg.connect(address)
    await connection.execute(statement)
    await connection.close()


def test_it_says_how_fast_it_was_and_where_the_views_stand(told_url: str) -> None:
    """The first time there is nothing to compare with, the second all is right."""
    first, second = run(told_url), run(told_url, "--batch", "2")
    assert first.exit_code == second.exit_code == 0
    assert "9 events in" in first.output
    assert "events a second" in first.output
    assert "The views now stand at position 9." in first.output
    assert "were right" not in first.output
    assert "The live rows were right: accounts, " in second.output


def test_a_check_finds_wrong_rows_and_leaves_them(told_url: str) -> None:
    """It exits with 1 until a rebuild has mended them."""
    run(told_url)
    asyncio.run(carry_out(told_url, "UPDATE views.scores SET total = 1"))
    for _ in range(2):
        checked = run(told_url, "--check")
        assert checked.exit_code == 1
        assert "scores: 1 rows only in the live table, 1 only in the rebuilt one." in checked.output
        assert "now stand" not in checked.output
    assert run(told_url).exit_code == 0
    assert run(told_url, "--check").exit_code == 0


def test_views_are_named(told_url: str) -> None:
    """One view alone is rebuilt; a name that is none lists the names."""
    run(told_url)
    assert "The live rows were right: scores." in run(told_url, "scores").output
    unknown = run(told_url, "score")
    assert unknown.exit_code == 2
    assert "no view 'score'" in unknown.output
    assert "audit_trail" in unknown.output


async def test_two_at_once_and_long_readers_are_sentences(
    told_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What keeps a rebuild from its work is no stack."""
    monkeypatch.setattr(rebuild, "TRIES", 1)
    monkeypatch.setattr(rebuild, "LOCK_TIMEOUT", "20ms")
    connection = await asyncpg.connect(told_url)
    await connection.execute("SELECT pg_advisory_lock(7307019, 3)")
    other = await asyncio.to_thread(run, told_url)
    await connection.execute("SELECT pg_advisory_unlock(7307019, 3)")
    async with connection.transaction():
        await connection.fetch("SELECT FROM views.scores")
        busy = await asyncio.to_thread(run, told_url)
    await connection.close()
    assert (other.exit_code, busy.exit_code) == (1, 1)
    assert "Another rebuild is at work" in other.output
    assert "nothing was changed" in busy.output


def test_an_event_that_a_view_cannot_digest_is_named(database_url: str) -> None:
    """View, position, topic and stream in one sentence, without a stack, and where to read on."""
    history = History()
    arta = history.active("Arta")
    bad = history.add_bytes(arta, "cooperative.deactivated.v1", b"{broken")
    asyncio.run(write(database_url, history.lines))
    failed = run(database_url)
    assert failed.exit_code == 1
    where = f"at position {bad}, topic cooperative.deactivated.v1, stream {arta}: "
    assert where in failed.output
    assert "When a view stalls" in failed.output
    assert "Traceback" not in failed.output
