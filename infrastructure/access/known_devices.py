"""Devices that people have come in with; each time they come in, the device gets a new token."""

from datetime import datetime, timedelta
from uuid import UUID

from application.access.ports import TokenKind, new_token, token_hash
from infrastructure.postgres.sql import Database, statements

SQL = statements(__file__)

KNOWN_FOR = timedelta(days=90)


class KnownDeviceTable:
    """The port `KnownDevices` on a table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def remember(self, account: UUID, at: datetime) -> str:
        """Return the token of a device that *account* has come in with at *at*."""
        token = new_token(TokenKind.DEVICE)
        await SQL["remember_device"].run(
            self._database,
            token_hash=token_hash(token),
            account=account,
            expires_at=at + KNOWN_FOR,
        )
        return token

    async def knows(self, token: str, account: UUID, at: datetime) -> bool:
        """Say whether *token* is that of a device of *account*."""
        found: bool = await SQL["knows_device"].value(
            self._database, token_hash=token_hash(token), account=account, at=at
        )
        return found

    async def sweep(self, at: datetime) -> None:
        """Forget devices that were not seen for long."""
        await SQL["forget_devices"].run(self._database, at=at)
