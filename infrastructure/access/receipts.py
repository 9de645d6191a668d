"""Receipts of registrations, by the hash of their codes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from application.access.ports import token_hash
from infrastructure.postgres.gathering import Gathering
from infrastructure.postgres.sql import Database, statements

SQL = statements(__file__)

Kept = tuple[UUID, bytes, datetime]
"""A cooperative, the hash of its code, and when that was made."""


class ReceiptTable:
    """The port `Receipts` on a table."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept = Gathering(self._keep)

    async def keep(self, cooperative: UUID, receipt: str, at: datetime) -> bool:
        """Let *receipt* show *cooperative*, unless it has one already."""
        asked = (cooperative, token_hash(receipt), at)
        return asked in await self._kept.ask([asked])

    async def _keep(self, receipts: Sequence[Kept]) -> Mapping[Kept, None]:
        """Return those of *receipts* that were kept."""
        cooperatives, codes, moments = zip(*receipts, strict=True)
        rows = await SQL["keep_receipts"].rows(
            self._database, cooperatives=cooperatives, code_hashes=codes, moments=moments
        )
        kept = {row["code_hash"] for row in rows}
        return {each: None for each in receipts if each[1] in kept}

    async def cooperative_of(self, receipt: str) -> UUID | None:
        """Return whose receipt it is."""
        found: UUID | None = await SQL["cooperative_of_receipt"].value(
            self._database, code_hash=token_hash(receipt)
        )
        return found
