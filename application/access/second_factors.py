"""Setting up one-time codes: the secret counts only once its owner has shown a code.

Until then it is a proposal that the person carries; nothing is kept of it here.
"""

from datetime import date
from uuid import UUID

import msgspec

from application.access import sign_in_refusals as no
from application.access.identities import Identities
from application.kernel.handler import Done, Handler
from application.kernel.ports import Clock
from domain.account.commands import RemoveSecondFactor, SetSecondFactor
from domain.kernel.actors import Actor
from infrastructure.access.credentials import Credentials
from infrastructure.access.second_factor import matching_step, new_secret, setup_address
from infrastructure.access.sessions import Session


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A secret to put into an authenticator; *address* is what a QR code holds."""

    secret: str
    address: str

    def __repr__(self) -> str:
        return "Proposal()"


class SecondFactors:
    """Sets one-time codes up and takes them away."""

    def __init__(
        self,
        *,
        handler: Handler,
        identities: Identities,
        credentials: Credentials,
        clock: Clock,
    ) -> None:
        self._handler = handler
        self._identities = identities
        self._credentials = credentials
        self._clock = clock

    @staticmethod
    def propose(actor: Actor) -> Proposal:
        """Return a secret for *actor* to put into an authenticator."""
        secret = new_secret()
        return Proposal(secret=secret, address=setup_address(secret, actor.name))

    async def confirm(self, session: Session, actor: Actor, secret: str, code: str) -> int:
        """Let the codes of *secret* count, of which *code* is one; return the position."""
        now = self._clock.now()
        step = matching_step(secret, code, now)
        if step is None:
            raise no.SecondFactorWrong(field="code")
        done = await self._handler.handle(SetSecondFactor(account=session.account), actor=actor)
        await self._credentials.keep_second_factor(session.account, secret, now)
        await self._credentials.use_step(session.account, step)
        self._identities.forget(session.account)
        return done.position

    async def remove(self, command: RemoveSecondFactor, actor: Actor) -> int:
        """Take the codes away; return the position."""
        return (await self.handle(command, actor=actor)).position

    async def handle(
        self,
        command: RemoveSecondFactor,
        *,
        actor: Actor,
        command_id: UUID | None = None,
        effective_on: date | None = None,
    ) -> Done:
        """Take the codes away."""
        done = await self._handler.handle(
            command, actor=actor, command_id=command_id, effective_on=effective_on
        )
        await self._credentials.keep_second_factor(command.account, None, self._clock.now())
        self._identities.forget(command.account)
        return done
