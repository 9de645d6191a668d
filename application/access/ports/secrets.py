"""What signing in is checked against: hashes of passwords, links and keys, never the secrets.

Whoever reads these stores finds nothing that opens anything; only the secrets of one-time codes
are kept as they are, because a code can be made from nothing else.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol
from uuid import UUID

import msgspec

from domain.account.events import LinkPurpose


class Credential(msgspec.Struct, frozen=True, kw_only=True):
    """What signing in is checked against; it never leaves the process.

    *totp_step* is the time step (30 seconds each, since 1970) of the last one-time code used.
    """

    account: UUID
    user_name: str
    password_hash: str | None
    totp_secret: str | None
    totp_step: int

    def __repr__(self) -> str:
        return f"Credential(account={self.account})"


class Credentials(Protocol):
    """Passwords and one-time codes, one entry an account, which its first password makes."""

    async def by_name(self, user_name: str) -> Credential | None:
        """Return the secrets of the account called *user_name*, however it is capitalised."""

    async def by_account(self, account: UUID) -> Credential | None:
        """Return the secrets of *account*, None before its first password."""

    async def having_passwords(self, accounts: Collection[UUID]) -> frozenset[UUID]:
        """Return those of *accounts* that have a password."""

    async def keep_password(
        self, account: UUID, user_name: str, password_hash: str, at: datetime
    ) -> None:
        """Let *password_hash* be the one that counts from now on."""

    async def rehash(self, account: UUID, *, verified: str, stronger: str) -> None:
        """Replace the hash just *verified* by a *stronger* one of the same password."""

    async def keep_second_factor(self, account: UUID, secret: str | None, at: datetime) -> None:
        """Let *secret* be that of the one-time codes, None for no codes."""

    async def propose_second_factor(self, account: UUID, secret: str, expires_at: datetime) -> None:
        """Keep *secret* as a proposal, which counts for nothing; an earlier one is forgotten."""

    async def proposed_second_factor(self, account: UUID, at: datetime) -> str | None:
        """Return the secret that was proposed to *account* last, None when it has expired."""

    async def use_step(self, account: UUID, step: int) -> bool:
        """Use up the time *step* of a one-time code; false when it was used before."""


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """Whose link it is and what for."""

    account: UUID
    purpose: LinkPurpose


class OneTimeLinks(Protocol):
    """Links that were not used yet."""

    async def add(self, account: UUID, purpose: LinkPurpose, expires_at: datetime) -> str:
        """Return the token of one more link, beside whatever links *account* has."""

    async def drop_others(self, account: UUID, expires_at: datetime) -> None:
        """Make the links of *account* worthless that end at another moment than *expires_at*.

        Links of one invitation end at the same moment, to the microsecond: whoever follows
        the log may have added one already, and it stays.
        """

    async def look(self, token: str, at: datetime) -> Link | None:
        """Return whose link *token* is, without using it."""

    async def use(self, token: str, at: datetime) -> Link | None:
        """Use *token* up; None when it was used before, has expired or never was."""

    async def drop(self, account: UUID) -> None:
        """Make every link of *account* worthless."""


class LastUse(msgspec.Struct, frozen=True, kw_only=True):
    """When and from which address a key was last used, None before the first time."""

    at: datetime | None
    address: str | None


class ServiceKeySecrets(Protocol):
    """Which secret opens which service key."""

    def new_secret(self) -> str:
        """Return a new key, to be shown once."""

    async def keep(self, key: UUID, secret: str) -> None:
        """Let *secret* open what *key* may do."""

    async def by_token(self, token: str) -> UUID | None:
        """Return the key that *token* is the secret of."""

    async def note_use(self, key: UUID, at: datetime, address: str) -> None:
        """Remember that *key* was used."""

    async def last_uses(self, keys: Collection[UUID]) -> Mapping[UUID, LastUse]:
        """Return the last use of each of *keys*."""
