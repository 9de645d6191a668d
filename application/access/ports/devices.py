"""Devices that somebody has come in with: a lock of the name does not shut them out."""

from datetime import datetime
from typing import Protocol
from uuid import UUID


class KnownDevices(Protocol):
    """Devices by their tokens; to know one opens nothing, it only lets a password be tried."""

    async def remember(self, account: UUID, at: datetime) -> str:
        """Return the token of a device that *account* has come in with at *at*."""

    async def knows(self, token: str, account: UUID, at: datetime) -> bool:
        """Say whether *token* is that of a device of *account*."""

    async def sweep(self, at: datetime) -> None:
        """Forget devices that were not seen for long."""
