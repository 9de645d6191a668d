"""Password hashes and second-factor secrets, one row an account.

A row appears with the first password: an account that was only invited cannot sign in.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from infrastructure.postgres.sql import Database, Record, statements

SQL = statements(__file__)


class Credential(msgspec.Struct, frozen=True, kw_only=True):
    """What signing in is checked against; it never leaves the process."""

    account: UUID
    user_name: str
    password_hash: str | None
    totp_secret: str | None
    totp_step: int

    def __repr__(self) -> str:
        return f"Credential(account={self.account})"


class Credentials:
    """The table of secrets."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def by_name(self, user_name: str) -> Credential | None:
        """Return the secrets of the account called *user_name*, however it is capitalised."""
        row = await SQL["credential_by_name"].row(
            self._database, user_name=user_name.strip().lower()
        )
        return _credential(row)

    async def by_account(self, account: UUID) -> Credential | None:
        """Return the secrets of *account*, None before its first password."""
        return _credential(await SQL["credential_by_account"].row(self._database, account=account))

    async def having_passwords(self, accounts: Sequence[UUID]) -> frozenset[UUID]:
        """Return those of *accounts* that have a password."""
        rows = await SQL["having_passwords"].rows(self._database, accounts=list(accounts))
        return frozenset(row["account"] for row in rows)

    async def keep_password(
        self, account: UUID, user_name: str, password_hash: str, at: datetime
    ) -> None:
        """Let *password_hash* be the one that counts from now on."""
        await SQL["keep_password"].run(
            self._database,
            account=account,
            user_name=user_name,
            password_hash=password_hash,
            at=at,
        )

    async def rehash(self, account: UUID, *, verified: str, stronger: str) -> None:
        """Replace the hash just *verified* by a *stronger* one of the same password."""
        await SQL["rehash_password"].run(
            self._database, account=account, verified=verified, stronger=stronger
        )

    async def keep_second_factor(self, account: UUID, secret: str | None, at: datetime) -> None:
        """Let *secret* be that of the one-time codes, None for no codes."""
        await SQL["keep_second_factor"].run(self._database, account=account, secret=secret, at=at)

    async def use_step(self, account: UUID, step: int) -> bool:
        """Use up the time *step* of a one-time code; false when it was used before."""
        used = await SQL["use_step"].value(self._database, account=account, step=step)
        return used is not None


def _credential(row: Record | None) -> Credential | None:
    return Credential(**dict(row)) if row is not None else None
