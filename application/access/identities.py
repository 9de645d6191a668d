"""From a token to an actor: sessions for people, keys for programs.

What a token stands for is folded from the log (`application.access.standing`), so the account as
it is *now* decides. The answer is kept for a second, and forgotten at once when a session or key
ends: a request costs no trip to the database, and a disabled account is out with its next one.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic
from uuid import UUID

import msgspec

from application.access.ports import (
    ServiceKeySecrets,
    Session,
    Sessions,
    TokenKind,
    kind_of,
    token_hash,
)
from application.access.standing import Standings
from application.authorisation import Unauthenticated
from application.kernel.ports import Clock, EventStore
from domain.kernel.actors import GUEST, Actor, Role

KNOWN_FOR = 1.0
"""Seconds for which an answer is reused; the longest that another process's change waits."""

MOST_KNOWN = 10_000
_TOUCH_AFTER = timedelta(minutes=1)


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """Who a token stands for; *subject* is the account or key behind it."""

    actor: Actor
    subject: UUID
    until: float
    ends_at: datetime


class Identities:
    """Knows sessions and service keys: the server's `Authenticator`."""

    def __init__(
        self,
        store: EventStore,
        sessions: Sessions,
        secrets: ServiceKeySecrets,
        clock: Clock,
        *,
        elapsed: Callable[[], float] = monotonic,
    ) -> None:
        self._standings = Standings(store)
        self._sessions = sessions
        self._secrets = secrets
        self._clock = clock
        self._elapsed = elapsed
        self._known: dict[bytes, Known] = {}

    async def authenticate(self, token: str | None, address: str) -> Actor:
        """Return who *token* stands for, the guest when it is None.

        Raises `Unauthenticated` for a token that is forged, truncated, expired, revoked
        or of a disabled account, without saying which.
        """
        if token is None:
            return GUEST
        digest = token_hash(token)
        known = self._known.get(digest)
        if known is None or known.until < self._elapsed() or known.ends_at <= self._clock.now():
            known = await self._find(token, address)
            self._keep(digest, known)
        return known.actor

    async def session(self, token: str) -> Session | None:
        """Return the session that *token* opens, None for keys and worthless tokens."""
        if kind_of(token) is not TokenKind.SESSION:
            return None
        return await self._sessions.by_token(token, self._clock.now())

    async def actor_of(self, account: UUID) -> Actor | None:
        """Return what *account* is now, None when it may not be used."""
        standing = await self._standings.of_account(account)
        return standing.actor if standing is not None else None

    async def owes_code(self, account: UUID) -> bool:
        """Say whether the office of *account* demands a one-time code that is not set up."""
        standing = await self._standings.of_account(account)
        return standing is not None and standing.owes_code

    async def has_codes(self, account: UUID) -> bool:
        """Say whether *account*, enabled or not, signs in with one-time codes."""
        return await self._standings.has_codes(account)

    def forget(self, subject: UUID) -> None:
        """Look *subject* up anew with its next request."""
        self._known = {
            digest: known for digest, known in self._known.items() if known.subject != subject
        }

    def forget_all(self) -> None:
        """Look everybody up anew: for a process that may have missed an announcement."""
        self._known.clear()

    def _keep(self, digest: bytes, known: Known) -> None:
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()
        self._known[digest] = known

    async def _find(self, token: str, address: str) -> Known:
        match kind_of(token):
            case TokenKind.SESSION:
                return await self._person(token)
            case TokenKind.SERVICE_KEY:
                return await self._program(token, address)
        raise Unauthenticated

    async def _person(self, token: str) -> Known:
        now = self._clock.now()
        session = await self._sessions.by_token(token, now)
        standing = (
            await self._standings.of_account(session.account) if session is not None else None
        )
        if session is None or standing is None:
            raise Unauthenticated
        if now - session.last_seen_at > _TOUCH_AFTER:
            await self._sessions.touch(session.id, now)
        actor = _newcomer(standing.actor) if standing.owes_code else standing.actor
        return self._until(actor, session.account, session.ends_at)

    async def _program(self, token: str, address: str) -> Known:
        now = self._clock.now()
        found = await self._secrets.by_token(token)
        valid = await self._standings.of_key(found, now) if found is not None else None
        if found is None or valid is None:
            raise Unauthenticated
        await self._secrets.note_use(found, now, address)
        return self._until(valid.actor, found, valid.ends_at)

    def _until(self, actor: Actor, subject: UUID, ends_at: datetime) -> Known:
        until = self._elapsed() + KNOWN_FOR
        return Known(actor=actor, subject=subject, until=until, ends_at=ends_at)


def _newcomer(actor: Actor) -> Actor:
    """Return *actor* as no more than a guest with a name, who may set up a code."""
    return Actor(account=actor.account, role=Role.GUEST, name=actor.name)
