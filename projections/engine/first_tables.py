"""Make the tables of views that are new to a database, when a server starts.

A view is new while no version of it was ever tracked; then its tables hold nothing, and what
a migration once made of them may be of an older shape, so they are made again from
`table.sql`. From then on only a rebuild exchanges them.
"""

from collections.abc import Sequence

from infrastructure.postgres.migrate import pending
from infrastructure.postgres.sql import Connection, Database
from infrastructure.settings.problems import DatabaseUnsuitable
from projections.engine.next_tables import LIVE
from projections.engine.projection import Projection
from projections.engine.tracking import SQL, tracked
from projections.engine.views import VIEWS


async def prepare_tables(
    connection: Connection, projections: Sequence[Projection] = VIEWS
) -> tuple[str, ...]:
    """Make the tables of those *projections* that are new; return the names of these views.

    *connection* owns the schema `views`. Processes that start together make them once.
    """
    if not await _new(connection, projections):
        return ()
    async with connection.transaction():
        await SQL["begin_swap"].run(connection)
        new = await _new(connection, projections)
        for each in new:
            await _make(connection, each)
    return tuple(each.name for each in new)


async def is_prepared(database: Database, projections: Sequence[Projection] = VIEWS) -> bool:
    """Say whether *database* has all the tables of a server, which may make none itself."""
    return not (await pending(database) or await _new(database, projections))


async def refuse_unprepared(database: Database) -> None:
    """Raise `DatabaseUnsuitable` unless *database* has all the tables of a server."""
    if not await is_prepared(database):
        raise DatabaseUnsuitable(
            "The tables of this database are not those of this Sokoguru. As their owner, named "
            "in SOKOGURU_OWNER_URL, run `sokoguru migrate`, and then start the server again."
        )


async def _new(connection: Database, projections: Sequence[Projection]) -> tuple[Projection, ...]:
    known = await tracked(connection)
    return tuple(each for each in projections if known.is_new(each))


async def _make(connection: Connection, projection: Projection) -> None:
    """Make the tables of *projection*, and note that it stands at the log's beginning."""
    tables = projection.tables
    for table in tables.names:
        await connection.execute(f"DROP TABLE IF EXISTS {LIVE}.{table}")
    await tables.make(connection, LIVE)
    await tables.index(connection)
    await SQL["set_position"].run(connection, name=projection.tracking_name, position=0)
