"""Handing out service keys: the secret is shown once, with the answer to the command.

The log gets what the key may do and how its secret begins, the table of secrets its hash. The
log comes first: a hash is only kept for a key that was allowed, and what was interrupted in
between opens nothing. A command that is repeated makes no second secret: `secret_shown_once`.
"""

from datetime import date
from uuid import UUID

import msgspec

from application.access.ports import ServiceKeySecrets, shown_prefix
from application.access.secret_refusals import SecretShownOnce
from application.kernel.handler import Handler
from domain.kernel.actors import Actor
from domain.service_key.commands import CollectServiceKey, CreateServiceKey, RotateServiceKey


class Issued(msgspec.Struct, frozen=True, kw_only=True):
    """A new key; *secret* cannot be had again."""

    key: UUID
    secret: str
    position: int

    def __repr__(self) -> str:
        return f"Issued(key={self.key})"


class KeyIssuing:
    """Creates and rotates service keys; whatever *prefix* a command has is replaced."""

    def __init__(self, *, handler: Handler, secrets: ServiceKeySecrets) -> None:
        self._handler = handler
        self._secrets = secrets

    async def create(
        self,
        command: CreateServiceKey,
        *,
        actor: Actor,
        command_id: UUID | None = None,
        effective_on: date | None = None,
    ) -> Issued:
        """Let a program in: return the secret that opens *command*'s key."""
        return await self._issue(command.key, command, actor, command_id, effective_on)

    async def collect(
        self,
        command: CollectServiceKey,
        *,
        actor: Actor,
        command_id: UUID | None = None,
        effective_on: date | None = None,
    ) -> Issued:
        """Return the secret of a key that was asked for and agreed to."""
        return await self._issue(command.key, command, actor, command_id, effective_on)

    async def rotate(
        self,
        command: RotateServiceKey,
        *,
        actor: Actor,
        command_id: UUID | None = None,
        effective_on: date | None = None,
    ) -> Issued:
        """Put a successor in the place of a key, which works until *overlap_until* as well."""
        return await self._issue(command.successor, command, actor, command_id, effective_on)

    async def _issue(
        self,
        key: UUID,
        command: CreateServiceKey | CollectServiceKey | RotateServiceKey,
        actor: Actor,
        command_id: UUID | None,
        effective_on: date | None,
    ) -> Issued:
        secret = self._secrets.new_secret()
        done = await self._handler.handle(
            msgspec.structs.replace(command, prefix=shown_prefix(secret)),
            actor=actor,
            command_id=command_id,
            effective_on=effective_on,
        )
        if done.repeated:
            raise SecretShownOnce(field="commandId")
        await self._secrets.keep(key, secret)
        return Issued(key=key, secret=secret, position=done.position)
