"""Receipts of registrations, by the hash of their codes."""

from datetime import datetime
from uuid import UUID

from application.access.ports import token_hash
from infrastructure.postgres.sql import Database, statements

SQL = statements(__file__)


class ReceiptTable:
    """The port `Receipts` on a table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, cooperative: UUID, receipt: str, at: datetime) -> bool:
        """Let *receipt* show *cooperative*, unless it has one already."""
        kept = await SQL["keep_receipt"].value(
            self._database, cooperative=cooperative, code_hash=token_hash(receipt), at=at
        )
        return kept is not None

    async def cooperative_of(self, receipt: str) -> UUID | None:
        """Return whose receipt it is."""
        found: UUID | None = await SQL["cooperative_of_receipt"].value(
            self._database, code_hash=token_hash(receipt)
        )
        return found
