"""Handing out service keys: the secret is shown once, with the answer to the command.

The log gets what the key may do, the table of secrets its hash. The log comes first: a hash
is only kept for a key that was allowed, and what was interrupted in between opens nothing.
"""

from datetime import datetime
from uuid import UUID, uuid4

import msgspec

from application.access.identities import Identities
from application.kernel.handler import Handler
from domain.kernel.actors import Actor, Scope
from domain.kernel.commands import Command
from domain.service_key.commands import CreateServiceKey, RevokeServiceKey, RotateServiceKey
from infrastructure.access.service_key_secrets import ServiceKeySecrets
from infrastructure.access.sessions import Sessions
from infrastructure.access.tokens import shown_prefix


class Issued(msgspec.Struct, frozen=True, kw_only=True):
    """A new key; *secret* cannot be had again."""

    key: UUID
    secret: str
    position: int

    def __repr__(self) -> str:
        return f"Issued(key={self.key})"


class KeyIssuing:
    """Creates, rotates and revokes service keys."""

    def __init__(
        self,
        *,
        handler: Handler,
        identities: Identities,
        secrets: ServiceKeySecrets,
        sessions: Sessions,
    ) -> None:
        self._handler = handler
        self._identities = identities
        self._secrets = secrets
        self._sessions = sessions

    async def create(
        self,
        actor: Actor,
        *,
        name: str,
        scopes: tuple[Scope, ...],
        expires_at: datetime,
        office: str | None = None,
        cooperative: UUID | None = None,
    ) -> Issued:
        """Let a program in; see `domain.service_key.commands.CreateServiceKey`."""
        key, secret = uuid4(), self._secrets.new_secret()
        command = CreateServiceKey(
            key=key,
            name=name,
            prefix=shown_prefix(secret),
            scopes=scopes,
            expires_at=expires_at,
            office=office,
            cooperative=cooperative,
        )
        return await self._issue(key, secret, command, actor)

    async def rotate(
        self, actor: Actor, *, key: UUID, expires_at: datetime, overlap_until: datetime
    ) -> Issued:
        """Put a new key in the place of *key*, which works until *overlap_until* as well."""
        successor, secret = uuid4(), self._secrets.new_secret()
        command = RotateServiceKey(
            key=key,
            successor=successor,
            prefix=shown_prefix(secret),
            expires_at=expires_at,
            overlap_until=overlap_until,
        )
        issued = await self._issue(successor, secret, command, actor)
        await self._forget(key)
        return issued

    async def revoke(
        self, command: RevokeServiceKey, actor: Actor, command_id: UUID | None = None
    ) -> int:
        """Make a key worth nothing at once, in every server process; return the position."""
        done = await self._handler.handle(command, actor=actor, command_id=command_id)
        await self._forget(command.key)
        return done.position

    async def _issue(self, key: UUID, secret: str, command: Command, actor: Actor) -> Issued:
        done = await self._handler.handle(command, actor=actor)
        await self._secrets.keep(key, secret)
        return Issued(key=key, secret=secret, position=done.position)

    async def _forget(self, key: UUID) -> None:
        self._identities.forget(key)
        await self._sessions.announce(key)
