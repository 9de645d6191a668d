"""The page that shows the whole schema says what the migrations do."""

from tests.support import schema


def test_the_page_and_the_migrations_come_to_the_same(
    database_url: str, empty_database_url: str
) -> None:
    """A database made from schema.sql is like a migrated one; if not, run script/schema."""
    schema.load(empty_database_url)
    assert schema.dump(empty_database_url) == schema.dump(database_url)
