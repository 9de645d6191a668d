"""Handing out service keys: the secret is shown once, with the answer to the command.

The log gets what the key may do, the table of secrets its hash. The log comes first: a hash
is only kept for a key that was allowed, and what was interrupted in between opens nothing.
"""

from datetime import date
from uuid import UUID

import msgspec

from application.access.identities import Identities
from application.kernel.handler import Done, Handler
from domain.kernel.actors import Actor
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
        command: CreateServiceKey,
        *,
        actor: Actor,
        command_id: UUID | None = None,
        effective_on: date | None = None,
    ) -> Issued:
        """Let a program in; see `domain.service_key.commands.CreateServiceKey`."""
        secret = self._secrets.new_secret()
        prefixed = msgspec.structs.replace(command, prefix=shown_prefix(secret))
        done = await self._handler.handle(
            prefixed, actor=actor, command_id=command_id, effective_on=effective_on
        )
        return await self._issued(command.key, secret, done)

    async def rotate(
        self,
        command: RotateServiceKey,
        *,
        actor: Actor,
        command_id: UUID | None = None,
        effective_on: date | None = None,
    ) -> Issued:
        """Put a new key in the place of another, which works for a while as well."""
        secret = self._secrets.new_secret()
        prefixed = msgspec.structs.replace(command, prefix=shown_prefix(secret))
        done = await self._handler.handle(
            prefixed, actor=actor, command_id=command_id, effective_on=effective_on
        )
        issued = await self._issued(command.successor, secret, done)
        await self._forget(command.key)
        return issued

    async def handle(
        self,
        command: RevokeServiceKey,
        *,
        actor: Actor,
        command_id: UUID | None = None,
        effective_on: date | None = None,
    ) -> Done:
        """Make a key worth nothing at once, in every server process."""
        done = await self._handler.handle(
            command, actor=actor, command_id=command_id, effective_on=effective_on
        )
        await self._forget(command.key)
        return done

    async def revoke(
        self, command: RevokeServiceKey, actor: Actor, command_id: UUID | None = None
    ) -> int:
        """As `handle`; return the position."""
        return (await self.handle(command, actor=actor, command_id=command_id)).position

    async def _issued(self, key: UUID, secret: str, done: Done) -> Issued:
        await self._secrets.keep(key, secret)
        return Issued(key=key, secret=secret, position=done.position)

    async def _forget(self, key: UUID) -> None:
        self._identities.forget(key)
        await self._sessions.announce(key)
