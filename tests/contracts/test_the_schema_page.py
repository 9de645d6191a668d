"""The page that shows the whole schema says what the migrations do."""

from tests.support import schema
from tests.support.databases import Databases


def test_the_page_and_the_migrations_come_to_the_same(databases: Databases) -> None:
    """A database made from schema.sql is like a migrated one; if not, run script/schema."""
    with databases.empty() as loaded, databases.empty() as migrated:
        schema.load(loaded)
        schema.carry_out_migrations(migrated)
        assert schema.dump(loaded) == schema.dump(migrated)
