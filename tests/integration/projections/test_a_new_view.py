"""A new view is three files in a folder; changed tables are a raised version and a rebuild."""

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from infrastructure.postgres.pool import owner_connection
from infrastructure.postgres.sql import Pool
from infrastructure.settings.settings import Settings
from projections import views
from projections.engine.first_tables import prepare_tables
from projections.engine.projection import Projection
from projections.engine.rebuild import Rebuild
from projections.engine.runner import ProjectionState, Runner
from projections.engine.tracking import tracked
from projections.engine.views import VIEWS, collect
from tests.integration.projections.steps import follow
from tests.integration.projections.test_rebuilding import owners
from tests.integration.projections.test_the_runner import status_of
from tests.support.history import History, named, write

TABLE = """
CREATE TABLE towns (
    cooperative uuid PRIMARY KEY,
    town        text NOT NULL
);
CREATE INDEX towns_town ON towns (town);
"""
WIDER = TABLE.replace("town        text NOT NULL", "town text NOT NULL, position bigint")

PROJECT = """
from domain.cooperative.events import (
    CooperativeDeactivated,
    CooperativeEvent,
    CooperativeProfileChanged,
    CooperativeReactivated,
    CooperativeRegistered,
    CooperativeRelocated,
    RegistrantConfirmed,
    RegistrationRejected,
    RegistrationVerified,
)
from projections.engine.projection import Projection, add_rows, ignoring
from projections.engine.tables import tables


async def apply(connection, batch):
    await add_rows(connection, "towns", [row(each) for each in batch.events])


def row(recorded):
    return {"cooperative": recorded.stream, "town": recorded.event.location.village}


PROJECTION = Projection(
    name="towns",
    version=1,
    tables=tables(__file__),
    unions=(CooperativeEvent,),
    reads=frozenset({CooperativeRegistered}),
    ignores=ignoring(
        "A town is where it began.",
        CooperativeDeactivated,
        CooperativeProfileChanged,
        CooperativeReactivated,
        CooperativeRelocated,
        RegistrantConfirmed,
        RegistrationRejected,
        RegistrationVerified,
    ),
    apply=apply,
)
"""
NEWER = PROJECT.replace("version=1", "version=2").replace(
    "return {", 'return {"position": recorded.position, '
)
QUESTIONS = """
async def towns(database):
    return [tuple(row) for row in await database.fetch("SELECT * FROM views.towns")]
"""

Write = Callable[[str, str], Projection]


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    """What writes the three files of the view of towns, and collects it like all others."""
    monkeypatch.setattr(views, "__path__", [*views.__path__, str(tmp_path)])
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    def write_files(table: str, project: str) -> Projection:
        folder = tmp_path / "towns"
        folder.mkdir(exist_ok=True)
        (folder / "table.sql").write_text(table)
        (folder / "project.py").write_text(project)
        (folder / "questions.py").write_text(QUESTIONS)
        forget_modules()
        (found,) = (each for each in collect() if each.name == "towns")
        return found

    yield write_files
    forget_modules()


def forget_modules() -> None:
    """Have the modules of the view read again from their files."""
    for name in [each for each in sys.modules if each.startswith("projections.views.towns")]:
        del sys.modules[name]
    vars(views).pop("towns", None)


async def prepare(url: str, *projections: Projection) -> tuple[str, ...]:
    """Do what a server does when it starts."""
    async with owner_connection(url, Settings()) as connection:
        return await prepare_tables(connection, projections)


def registered() -> History:
    """Return the history of one cooperative."""
    history = History()
    history.register("Arta")
    return history


async def test_three_files_are_a_view(pool: Pool, database_url: str, written: Write) -> None:
    """Its tables are made when a server starts, once, and then it follows the log."""
    towns = written(TABLE, PROJECT)
    history = registered()
    await write(database_url, history.lines)
    assert await prepare(database_url, *VIEWS, towns) == ("towns",)
    assert await prepare(database_url, *VIEWS, towns) == ()
    assert (await tracked(pool)).stands_at(towns, 0)
    await follow(pool, views=(towns,))
    questions = import_module("projections.views.towns.questions")
    ((cooperative, _town),) = await questions.towns(pool)
    assert cooperative == named("Arta")
    assert (await status_of(Runner(pool, (towns,)), "towns")).position == history.end


async def test_a_changed_column_needs_no_migration(
    pool: Pool, database_url: str, written: Write
) -> None:
    """The server leaves the old table alone until a rebuild puts the new one in its place."""
    history = registered()
    await write(database_url, history.lines)
    old = written(TABLE, PROJECT)
    await prepare(database_url, old)
    await follow(pool, views=(old,))
    new = written(WIDER, NEWER)
    assert await prepare(database_url, new) == ()
    assert (await status_of(Runner(pool, (new,)), "towns")).state is ProjectionState.NEEDS_REBUILD
    report = await Rebuild(owners(database_url), [new]).run()
    assert (report.position, report.compared) == (history.end, ())
    assert await pool.fetchval("SELECT position FROM views.towns") == 1
    assert (await tracked(pool)).stands_at(new, history.end)


async def test_a_rebuild_needs_no_live_table(pool: Pool, database_url: str, written: Write) -> None:
    """Who rebuilds before the server has started gets the view all the same."""
    history = registered()
    await write(database_url, history.lines)
    await Rebuild(owners(database_url), [written(TABLE, PROJECT)]).run()
    assert await pool.fetchval("SELECT count(*) FROM views.towns") == 1


async def test_a_table_that_a_migration_made_gives_way_on_a_new_database(
    pool: Pool, database_url: str, written: Write
) -> None:
    """Nothing was ever written into it, and the text of the view is newer."""
    async with owner_connection(database_url, Settings()) as connection:
        await connection.execute("CREATE TABLE views.towns (another int)")
    assert await prepare(database_url, written(WIDER, NEWER)) == ("towns",)
    assert await pool.fetch("SELECT cooperative, town, position FROM views.towns") == []
