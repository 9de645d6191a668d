"""Password hashes and second-factor secrets, one row an account.

A row appears with the first password: an account that was only invited cannot sign in.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from application.access.ports import Credential
from infrastructure.postgres.sql import Database, Record, statements

SQL = statements(__file__)


class CredentialTable:
    """The port `Credentials` on the table of secrets."""

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

    async def having_passwords(self, accounts: Collection[UUID]) -> frozenset[UUID]:
        """Return those of *accounts* that have a password."""
        rows = await SQL["accounts_having_passwords"].rows(self._database, accounts=list(accounts))
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

    async def propose_second_factor(self, account: UUID, secret: str, expires_at: datetime) -> None:
        """Keep *secret* as a proposal, which counts for nothing; an earlier one is forgotten."""
        await SQL["propose_second_factor"].run(
            self._database, account=account, secret=secret, expires_at=expires_at
        )

    async def proposed_second_factor(self, account: UUID, at: datetime) -> str | None:
        """Return the secret that was proposed to *account* last, None when it has expired."""
        secret: str | None = await SQL["proposed_second_factor"].value(
            self._database, account=account, at=at
        )
        return secret

    async def use_step(self, account: UUID, step: int) -> bool:
        """Use up the time *step* of a one-time code; false when it was used before."""
        used = await SQL["use_step"].value(self._database, account=account, step=step)
        return used is not None


def _credential(row: Record | None) -> Credential | None:
    return Credential(**dict(row)) if row is not None else None
