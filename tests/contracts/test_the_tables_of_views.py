"""What a `table.sql` says is what a released view has, and all that a new view needs.

Changing the text of a released view without raising its version fails here: databases that
exist already would never hear of the change.
"""

from collections.abc import Iterator

import pytest

from infrastructure.postgres.pool import owner_connection
from infrastructure.postgres.sql import Connection
from infrastructure.settings.settings import Settings
from projections.engine.projection import Projection
from projections.engine.views import VIEWS
from tests.support import schema
from tests.support.databases import Databases

RELEASED = {
    "accounts",
    "areas",
    "assessments",
    "audit_trail",
    "cooperatives",
    "offices",
    "registrations",
    "scores",
    "service_keys",
}
"""The views whose tables numbered migrations made."""

SHAPE = """
SELECT relname AS table, attname AS name, format_type(atttypid, atttypmod) AS is,
       attnotnull::text AS more, pg_get_expr(adbin, adrelid) AS otherwise,
       coalesce(collname, '') AS sorted
  FROM pg_attribute
  JOIN pg_class ON pg_class.oid = attrelid
  LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
  LEFT JOIN pg_collation ON pg_collation.oid = attcollation
 WHERE relnamespace = 'views'::regnamespace AND relkind = 'r' AND attnum > 0
 UNION ALL
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), '', '', ''
  FROM pg_constraint WHERE connamespace = 'views'::regnamespace
 UNION ALL
SELECT tablename, indexname, indexdef, '', '', ''
  FROM pg_indexes WHERE schemaname = 'views'
 UNION ALL
SELECT table_name, grantee, privilege_type, '', '', ''
  FROM information_schema.role_table_grants WHERE table_schema = 'views'
 UNION ALL
SELECT relname, 'comment', obj_description(oid), '', '', ''
  FROM pg_class WHERE relnamespace = 'views'::regnamespace AND relkind = 'r'
"""


async def shape(connection: Connection, view: Projection) -> set[tuple[object, ...]]:
    """Return all that makes the tables of *view* what they are."""
    await connection.execute("SET search_path = views")
    names = set(view.tables.names)
    return {tuple(row) for row in await connection.fetch(SHAPE) if row["table"] in names}


@pytest.fixture(scope="module")
def page_url(databases: Databases) -> Iterator[str]:
    """The address of a database that was made from the page of the schema."""
    with databases.empty() as url:
        schema.load(url)
        yield url


@pytest.mark.parametrize(
    "view",
    [each for each in VIEWS if each.name in RELEASED and each.version == 1],
    ids=lambda view: view.name,
)
async def test_the_text_of_a_released_view_is_what_migrations_made(
    view: Projection, database_url: str, page_url: str
) -> None:
    """Tables, columns, keys, indexes, rights and remarks; a later version may differ."""
    async with (
        owner_connection(page_url, Settings()) as released,
        owner_connection(database_url, Settings()) as prepared,
    ):
        wanted = await shape(released, view)
        assert wanted
        assert await shape(prepared, view) == wanted


def test_every_table_of_the_schema_views_belongs_to_one_view() -> None:
    """Two views with a table of the same name would write into each other's rows."""
    names = [table for view in VIEWS for table in view.tables.names]
    assert len(names) == len(set(names))
    assert {each.name for each in VIEWS} >= RELEASED
