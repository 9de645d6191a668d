"""Setting up one-time codes: the secret counts only once its owner has shown a code.

Until then it is a proposal; a secret that was not proposed here never counts, and the password
is asked for again, so that a session alone puts no codes of a thief in the owner's way.
"""

from datetime import timedelta
from secrets import compare_digest

import msgspec

from application.access import sign_in_refusals as no
from application.access.confirmation import Proof
from application.access.ports import Credentials, OneTimeCodes, Session
from application.access.secret_refusals import SecondFactorNotProposed
from application.access.sensitive import Sensitive
from application.kernel.handler import Handler
from application.kernel.ports import Clock
from domain.account.commands import SetSecondFactor
from domain.kernel.actors import Actor

PROPOSED_FOR = timedelta(hours=1)
"""How long a proposal can be accepted."""


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
        sensitive: Sensitive,
        clock: Clock,
    ) -> None:
        self._handler = handler
        self._credentials = credentials
        self._codes = codes
        self._sensitive = sensitive
        self._clock = clock

    async def propose(self, session: Session, actor: Actor) -> Proposal:
        """Return a secret for *actor*, whose *session* it is, to put into an authenticator."""
        secret = self._codes.new_secret()
        expires_at = self._clock.now() + PROPOSED_FOR
        await self._credentials.propose_second_factor(session.account, secret, expires_at)
        return Proposal(secret=secret, address=self._codes.setup_address(secret, actor.name))

    async def confirm(
        self, session: Session, actor: Actor, secret: str, code: str, proof: Proof
    ) -> int:
        """Let the codes of *secret* count, of which *code* is one; return the position."""
        if not self._codes.is_secret(secret):
            raise no.SecondFactorSecretWrong(field="secret")
        now = self._clock.now()
        proposed = await self._credentials.proposed_second_factor(session.account, now)
        if proposed is None or not compare_digest(proposed.encode(), secret.encode()):
            raise SecondFactorNotProposed(field="secret")
        step = self._codes.matching_step(secret, code, now)
        if step is None:
            raise no.SecondFactorWrong(field="code")
        change = SetSecondFactor(account=session.account)
        await self._sensitive.prepare(change, session, actor, proof)
        done = await self._handler.handle(change, actor=actor)
        await self._credentials.keep_second_factor(session.account, secret, now)
        await self._credentials.use_step(session.account, step)
        return done.position
