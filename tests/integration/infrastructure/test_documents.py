"""A document in the database cannot be changed, removed, or be named falsely."""

import asyncpg
import pytest

from infrastructure.documents.store import PostgresDocumentStore
from infrastructure.postgres.sql import Pool
from tests.support.given import NOW


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE documents SET content = 'x'",
        "DELETE FROM documents",
        "TRUNCATE documents",
    ],
)
async def test_a_document_is_never_changed(pool: Pool, database_url: str, statement: str) -> None:
    """Neither by the server's role nor by the owner of the database."""
    store = PostgresDocumentStore(pool)
    digest = await store.put(b"notulen", "text/plain", by="siti", at=NOW)
    await store.keep([digest], by="siti")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await pool.execute(statement)
    owner = await asyncpg.connect(database_url)
    try:
        with pytest.raises(asyncpg.RestrictViolationError, match="append-only"):
            await owner.execute(statement)
    finally:
        await owner.close()
    assert await store.get(digest) == (b"notulen", "text/plain")


@pytest.mark.parametrize(
    ("table", "columns", "values"),
    [("documents", "", ""), ("uploads", ", uploaded_by, received_at", ", 'x', now()")],
)
async def test_a_document_has_no_false_name(
    pool: Pool, table: str, columns: str, values: str
) -> None:
    """The database computes the digest itself."""
    statement = (
        f"INSERT INTO {table} (digest, media_type, content{columns}) "
        f"VALUES ($1, 'text/plain', $2{values})"
    )
    with pytest.raises(asyncpg.CheckViolationError, match=f"{table}_digest_is_of_content"):
        await pool.execute(
            statement,
            "sha256:" + "0" * 64,
            b"notulen",
        )
