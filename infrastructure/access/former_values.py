"""What people had before a sensitive change, for a day."""

from datetime import datetime
from uuid import UUID

from application.access.ports import UNDO_WITHIN, Former, Kept, TokenKind, new_token, token_hash
from infrastructure.postgres.sql import Database, Record, statements

SQL = statements(__file__)


class FormerValueTable:
    """The port `FormerValues` on a table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, former: Former, at: datetime) -> None:
        """Keep *former*, unless an older one can still be undone."""
        await self.sweep(at)
        await SQL["keep_former"].run(
            self._database,
            account=former.account,
            name=former.name,
            value=former.value,
            email=former.email,
            expires_at=at + UNDO_WITHIN,
        )

    async def untold(self, account: UUID, name: Kept, at: datetime) -> Former | None:
        """Return what was kept and nobody was told of yet."""
        return _former(
            await SQL["untold_former"].row(self._database, account=account, name=name, at=at)
        )

    async def make_link(self, account: UUID, name: Kept) -> str:
        """Return the token with which this can be undone; an earlier one is worth nothing."""
        token = new_token(TokenKind.LINK)
        await SQL["make_undo_link"].run(
            self._database, account=account, name=name, token_hash=token_hash(token)
        )
        return token

    async def told(self, account: UUID, name: Kept) -> None:
        """Remember that the person was told."""
        await SQL["former_was_told"].run(self._database, account=account, name=name)

    async def use(self, token: str, at: datetime) -> Former | None:
        """Use *token* up; None when it was used before, has expired or never was."""
        return _former(
            await SQL["use_former"].row(self._database, token_hash=token_hash(token), at=at)
        )

    async def forget(self, account: UUID) -> None:
        """Forget what *account* had before."""
        await SQL["forget_former"].run(self._database, account=account)

    async def sweep(self, at: datetime) -> None:
        """Remove what has expired."""
        await SQL["forget_expired_formers"].run(self._database, at=at)


def _former(row: Record | None) -> Former | None:
    if row is None:
        return None
    return Former(
        account=row["account"], name=Kept(row["name"]), value=row["value"], email=row["email"]
    )
