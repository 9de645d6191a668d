"""Who is signed in. The token goes to the person, its hash stays here.

A session ends after so long without use and after so long in any case; the second end
is fixed when it begins, the first follows its use.
"""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from application.access.ports import Session, TokenKind, new_token, token_hash
from infrastructure.postgres.sql import Database, Record, statements

SQL = statements(__file__)

CHANNEL = "sokoguru_access"
"""Where every server process hears which account or key to look up anew, by its UUID."""


class SessionTable:
    """The port `Sessions` on the table of sessions. *idle* and *longest* are the two ends."""

    def __init__(self, database: Database, *, idle: timedelta, longest: timedelta) -> None:
        self._database = database
        self.idle = idle
        self.longest = longest

    async def begin(
        self, account: UUID, *, at: datetime, address: str, agent: str | None = None
    ) -> tuple[str, Session]:
        """Begin a session and return its token, which cannot be had again."""
        token = new_token(TokenKind.SESSION)
        session = Session(
            id=uuid4(),
            account=account,
            created_at=at,
            last_seen_at=at,
            ends_at=at + self.longest,
            address=address,
            agent=agent,
        )
        await SQL["begin_session"].run(
            self._database,
            token_hash=token_hash(token),
            id=session.id,
            account=account,
            at=at,
            ends_at=session.ends_at,
            address=address,
            agent=agent,
        )
        return token, session

    async def by_token(self, token: str, at: datetime) -> Session | None:
        """Return the session that *token* opens at *at*, None when it opens none."""
        row = await SQL["session_by_token"].row(
            self._database, token_hash=token_hash(token), at=at, idle_since=at - self.idle
        )
        return _session(row) if row is not None else None

    async def of(self, account: UUID, at: datetime) -> tuple[Session, ...]:
        """Return the sessions of *account* that are alive at *at*, newest first."""
        rows = await SQL["sessions_of"].rows(
            self._database, account=account, at=at, idle_since=at - self.idle
        )
        return tuple(map(_session, rows))

    async def touch(self, session: UUID, at: datetime) -> None:
        """Note that *session* was used at *at*."""
        await SQL["touch_session"].run(self._database, id=session, at=at)

    async def end(self, account: UUID, session: UUID) -> bool:
        """End *session* of *account*; false when there was none."""
        ended = await SQL["end_session"].value(self._database, id=session, account=account)
        return ended is not None

    async def end_all(self, account: UUID, *, keep: UUID | None = None) -> None:
        """End every session of *account*, except *keep*, in every server process."""
        await SQL["end_sessions"].run(self._database, account=account, keep=keep)
        await self.announce(account)

    async def announce(self, subject: UUID) -> None:
        """Have every server process look an account or key up anew with its next request."""
        await SQL["announce"].run(self._database, subject=str(subject))

    async def sweep(self, at: datetime) -> None:
        """Remove what has ended by itself."""
        await SQL["end_outworn_sessions"].run(self._database, at=at, idle_since=at - self.idle)


def _session(row: Record) -> Session:
    return Session(**dict(row))
