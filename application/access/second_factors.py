"""Setting up one-time codes: the secret counts only once its owner has shown a code.

Until then it is a proposal that the person carries; nothing is kept of it here.
"""

import msgspec

from application.access import sign_in_refusals as no
from application.access.ports import Credentials, OneTimeCodes, Session
from application.kernel.handler import Handler
from application.kernel.ports import Clock
from domain.account.commands import SetSecondFactor
from domain.kernel.actors import Actor


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A secret to put into an authenticator; *address* is what a QR code holds."""

    secret: str
    address: str

    def __repr__(self) -> str:
        return "Proposal()"


class SecondFactors:
    """Sets one-time codes up. Taking them away is a plain command with an effect."""

    def __init__(
        self,
        *,
        handler: Handler,
        credentials: Credentials,
        codes: OneTimeCodes,
        clock: Clock,
    ) -> None:
        self._handler = handler
        self._credentials = credentials
        self._codes = codes
        self._clock = clock

    def propose(self, actor: Actor) -> Proposal:
        """Return a secret for *actor* to put into an authenticator."""
        secret = self._codes.new_secret()
        return Proposal(secret=secret, address=self._codes.setup_address(secret, actor.name))

    async def confirm(self, session: Session, actor: Actor, secret: str, code: str) -> int:
        """Let the codes of *secret* count, of which *code* is one; return the position."""
        if not self._codes.is_secret(secret):
            raise no.SecondFactorSecretWrong(field="secret")
        now = self._clock.now()
        step = self._codes.matching_step(secret, code, now)
        if step is None:
            raise no.SecondFactorWrong(field="code")
        done = await self._handler.handle(SetSecondFactor(account=session.account), actor=actor)
        await self._credentials.keep_second_factor(session.account, secret, now)
        await self._credentials.use_step(session.account, step)
        return done.position
