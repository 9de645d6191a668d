"""Receipts of registrations by guests: only their hashes are kept."""

from datetime import datetime
from typing import Protocol
from uuid import UUID


class Receipts(Protocol):
    """Which code shows which registration; each registration has one at most, for good."""

    async def keep(self, cooperative: UUID, receipt: str, at: datetime) -> bool:
        """Let *receipt* show *cooperative*; false, and nothing changes, when it has one already."""

    async def cooperative_of(self, receipt: str) -> UUID | None:
        """Return whose receipt it is, None when it is nobody's."""
