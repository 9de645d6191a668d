"""Hashes of service keys and their last use; what a key may do stands in the log."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from application.access.ports import LastUse, TokenKind, new_token, token_hash
from infrastructure.postgres.sql import Database, statements

SQL = statements(__file__)


class ServiceKeySecretTable:
    """The port `ServiceKeySecrets` on the table of key hashes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def new_secret(self) -> str:
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

    async def last_uses(self, keys: Collection[UUID]) -> Mapping[UUID, LastUse]:
        """Return the last use of each of *keys*."""
        rows = await SQL["last_uses"].rows(self._database, keys=list(keys))
        return {
            row["key"]: LastUse(at=row["last_used_at"], address=row["last_used_by"]) for row in rows
        }
