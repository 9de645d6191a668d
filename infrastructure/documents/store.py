"""Uploaded files in the database, named by the digest of their bytes.

The database itself checks the digest and refuses every change, so a document that an
event names is the document that was uploaded, whoever administers the server.
"""

from collections.abc import Collection
from hashlib import sha256

from infrastructure.postgres.sql import Database, statements

SQL = statements(__file__)


class PostgresDocumentStore:
    """The port `DocumentStore` on the table of documents."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, content: bytes, media_type: str) -> str:
        """Keep *content* and return its digest; the first media type given is kept."""
        digest = "sha256:" + sha256(content).hexdigest()
        await SQL["keep_document"].run(
            self._database, digest=digest, media_type=media_type, content=content
        )
        return digest

    async def get(self, digest: str) -> tuple[bytes, str] | None:
        """Return the content and media type, None when there is no such file."""
        row = await SQL["document_by_digest"].row(self._database, digest=digest)
        return None if row is None else (row["content"], row["media_type"])

    async def known(self, digests: Collection[str]) -> frozenset[str]:
        """Return those of *digests* that stand for a file kept here."""
        rows = await SQL["known_digests"].rows(self._database, digests=list(digests))
        return frozenset(row["digest"] for row in rows)
