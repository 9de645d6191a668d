"""Files in the database, named by the digest of their bytes.

An upload waits for a command of whoever uploaded it, and is forgotten when none comes. What an
event names is kept for good: the database itself checks the digest and refuses every change, so
a document is the document that was uploaded, whoever administers the server.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from hashlib import sha256

from application.kernel.ports import UPLOAD_WAITS, Waiting
from domain.kernel.files import StoredFile
from infrastructure.postgres.sql import Database, statements

SQL = statements(__file__)


class PostgresDocumentStore:
    """The port `DocumentStore` on the tables of uploads and documents."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(
        self, content: bytes, media_type: str, *, by: str, at: datetime, address: str | None = None
    ) -> str:
        """Let *content* wait for a command of *by* and return its digest."""
        digest = "sha256:" + sha256(content).hexdigest()
        await SQL["forget_uploads"].run(self._database, before=at - UPLOAD_WAITS)
        await SQL["keep_upload"].run(
            self._database,
            digest=digest,
            media_type=media_type,
            content=content,
            by=by,
            at=at,
            address=address,
        )
        return digest

    async def waiting(self, by: str, at: datetime, address: str | None = None) -> Waiting:
        """Return how much of *by* waits to be named."""
        row = await SQL["waiting"].row(
            self._database, by=by, since=at - UPLOAD_WAITS, address=address
        )
        return Waiting(files=row["files"], size=int(row["bytes"])) if row else Waiting()

    async def uploaded(
        self, digests: Collection[str], *, by: str, at: datetime
    ) -> Mapping[str, StoredFile]:
        """Return those of *digests* that *by* uploaded lately."""
        rows = await SQL["uploads_of"].rows(
            self._database, digests=list(digests), by=by, since=at - UPLOAD_WAITS
        )
        return {
            row["digest"]: StoredFile(media_type=row["media_type"], size=row["size"])
            for row in rows
        }

    async def keep(self, digests: Collection[str], *, by: str) -> None:
        """Keep what *by* uploaded as *digests* for good."""
        await SQL["keep_documents"].run(self._database, digests=list(digests), by=by)

    async def get(self, digest: str) -> tuple[bytes, str] | None:
        """Return the content and media type of what is kept, None when there is no such file."""
        row = await SQL["document_by_digest"].row(self._database, digest=digest)
        return None if row is None else (row["content"], row["media_type"])
