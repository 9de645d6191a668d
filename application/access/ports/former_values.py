"""What somebody had before a change that a thief would make: for a day it can be undone."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol
from uuid import UUID

import msgspec

UNDO_WITHIN = timedelta(days=1)
"""How long a change can be undone by whoever reads mails at the address from before."""


class Kept(StrEnum):
    """What was changed."""

    EMAIL = "email"
    SECOND_FACTOR = "second_factor"


class Former(msgspec.Struct, frozen=True, kw_only=True):
    """The *value* of *account* before the change, None for none; *email* is who is told."""

    account: UUID
    name: Kept
    value: str | None
    email: str

    def __repr__(self) -> str:
        return f"Former(account={self.account}, name={self.name.value!r})"


class FormerValues(Protocol):
    """Former values, one an account and name: the oldest that can still be undone."""

    async def keep(self, former: Former, at: datetime) -> None:
        """Keep *former*, unless an older one can still be undone."""

    async def untold(self, account: UUID, name: Kept, at: datetime) -> Former | None:
        """Return what was kept and nobody was told of yet."""

    async def make_link(self, account: UUID, name: Kept) -> str:
        """Return the token with which this can be undone; an earlier one is worth nothing."""

    async def told(self, account: UUID, name: Kept) -> None:
        """Remember that the person was told."""

    async def use(self, token: str, at: datetime) -> Former | None:
        """Use *token* up; None when it was used before, has expired or never was."""

    async def forget(self, account: UUID) -> None:
        """Forget what *account* had before."""

    async def sweep(self, at: datetime) -> None:
        """Remove what has expired."""
