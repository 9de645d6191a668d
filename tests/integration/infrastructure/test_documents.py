"""A document in the database cannot be changed, removed, or be named falsely."""

import asyncpg
import pytest

from infrastructure.documents.store import PostgresDocumentStore
from infrastructure.postgres.sql import Pool


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
    digest = await PostgresDocumentStore(pool).put(b"notulen", "text/plain")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await pool.execute(statement)
    owner = await asyncpg.connect(database_url)
    try:
        with pytest.raises(asyncpg.RestrictViolationError, match="append-only"):
            await owner.execute(statement)
    finally:
        await owner.close()
    assert await PostgresDocumentStore(pool).known([digest]) == {digest}


async def test_a_document_has_no_false_name(pool: Pool) -> None:
    """The database computes the digest itself."""
    with pytest.raises(asyncpg.CheckViolationError, match="documents_digest_is_of_content"):
        await pool.execute(
            "INSERT INTO documents (digest, media_type, content) VALUES ($1, 'text/plain', $2)",
            "sha256:" + "0" * 64,
            b"notulen",
        )
