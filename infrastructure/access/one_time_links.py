"""One-time links: with one, and once, a person chooses the password of an account.

Using a link removes it in the same statement that reads it, so two clicks at the same
moment are one use and one refusal.
"""

from datetime import datetime
from uuid import UUID

from application.access.ports import Link, TokenKind, new_token, token_hash
from domain.account.events import LinkPurpose
from infrastructure.postgres.sql import Database, Record, statements

SQL = statements(__file__)


class OneTimeLinkTable:
    """The port `OneTimeLinks` on the table of links that were not used yet."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, account: UUID, purpose: LinkPurpose, expires_at: datetime) -> str:
        """Return the token of one more link, beside whatever links *account* has."""
        token = new_token(TokenKind.LINK)
        await SQL["keep_link"].run(
            self._database,
            token_hash=token_hash(token),
            account=account,
            purpose=purpose,
            expires_at=expires_at,
        )
        return token

    async def look(self, token: str, at: datetime) -> Link | None:
        """Return whose link *token* is, without using it."""
        return _link(
            await SQL["look_at_link"].row(self._database, token_hash=token_hash(token), at=at)
        )

    async def use(self, token: str, at: datetime) -> Link | None:
        """Use *token* up; None when it was used before, has expired or never was."""
        return _link(await SQL["use_link"].row(self._database, token_hash=token_hash(token), at=at))

    async def drop_others(self, account: UUID, expires_at: datetime) -> None:
        """Make the links of *account* worthless that end at another moment than *expires_at*."""
        await SQL["drop_other_links"].run(self._database, account=account, expires_at=expires_at)

    async def drop(self, account: UUID) -> None:
        """Make every link of *account* worthless."""
        await SQL["drop_links"].run(self._database, account=account)


def _link(row: Record | None) -> Link | None:
    return Link(account=row["account"], purpose=LinkPurpose(row["purpose"])) if row else None
