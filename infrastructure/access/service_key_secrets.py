"""Hashes of service keys and their last use; what a key may do stands in the log."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from infrastructure.access.tokens import TokenKind, new_token, token_hash
from infrastructure.postgres.sql import Database, statements

SQL = statements(__file__)


class LastUse(msgspec.Struct, frozen=True, kw_only=True):
    """When and from which address a key was last used, None before the first time."""

    at: datetime | None
    address: str | None


class ServiceKeySecrets:
    """The table of key hashes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @staticmethod
    def new_secret() -> str:
        """Return a new key, to be shown once."""
        return new_token(TokenKind.SERVICE_KEY)

    async def keep(self, key: UUID, secret: str) -> None:
        """Let *secret* open what *key* may do."""
        await SQL["keep_key"].run(self._database, key=key, secret_hash=token_hash(secret))

    async def by_token(self, token: str) -> UUID | None:
        """Return the key that *token* is the secret of."""
        found: UUID | None = await SQL["key_by_token"].value(
            self._database, secret_hash=token_hash(token)
        )
        return found

    async def note_use(self, key: UUID, at: datetime, address: str) -> None:
        """Remember that *key* was used."""
        await SQL["note_use"].run(self._database, key=key, at=at, address=address)

    async def last_uses(self, keys: Sequence[UUID]) -> Mapping[UUID, LastUse]:
        """Return the last use of each of *keys*."""
        rows = await SQL["last_uses"].rows(self._database, keys=list(keys))
        return {
            row["key"]: LastUse(at=row["last_used_at"], address=row["last_used_by"]) for row in rows
        }
