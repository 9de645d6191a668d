"""Who is signed in: sessions, found by their tokens, ended in every server process at once."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

import msgspec


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """One session, as its owner may see it; *ends_at* is its end in any case."""

    id: UUID
    account: UUID
    created_at: datetime
    last_seen_at: datetime
    ends_at: datetime
    address: str
    agent: str | None


class Sessions(Protocol):
    """Sessions that have begun and not ended."""

    async def begin(
        self, account: UUID, *, at: datetime, address: str, agent: str | None = None
    ) -> tuple[str, Session]:
        """Begin a session and return its token, which cannot be had again."""

    async def by_token(self, token: str, at: datetime) -> Session | None:
        """Return the session that *token* opens at *at*, None when it opens none."""

    async def of(self, account: UUID, at: datetime) -> tuple[Session, ...]:
        """Return the sessions of *account* that are alive at *at*, newest first."""

    async def touch(self, session: UUID, at: datetime) -> None:
        """Note that *session* was used at *at*."""

    async def end(self, account: UUID, session: UUID) -> bool:
        """End *session* of *account*; false when there was none."""

    async def end_all(self, account: UUID, *, keep: UUID | None = None) -> None:
        """End every session of *account*, except *keep*, in every server process."""

    async def announce(self, subject: UUID) -> None:
        """Have every server process look an account or key up anew with its next request."""

    async def sweep(self, at: datetime) -> None:
        """Remove what has ended by itself."""
