"""From a token to an actor: sessions for people, keys for programs.

What a token stands for is folded from the log, so the account as it is *now* decides.
The answer is remembered for a second, and forgotten at once when a session or key ends:
a request costs no trip to the database, and a disabled account is out with its next one.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from time import monotonic
from uuid import UUID

import msgspec

from application.authorisation import Unauthenticated
from application.kernel.ports import Clock, EventStore
from domain.account import ACCOUNT
from domain.account.state import Account
from domain.kernel.actors import GUEST, Actor, Role
from domain.kernel.area_codes import NATIONAL
from domain.kernel.events import Event
from domain.kernel.log import Recorded
from domain.office import OFFICE
from domain.office.state import Office, office_stream
from domain.service_key import SERVICE_KEY
from infrastructure.access.service_key_secrets import ServiceKeySecrets
from infrastructure.access.sessions import Session, Sessions
from infrastructure.access.tokens import TokenKind, kind_of, token_hash

REMEMBERED = 1.0
"""Seconds for which an answer is reused; the longest that another process's change waits."""

_ANSWERS = 10_000
_TOUCH_AFTER = timedelta(minutes=1)


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """Who a token stands for; *subject* is the account or key behind it."""

    actor: Actor
    subject: UUID
    until: float
    ends_at: datetime


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What an account is; *owes_code* until it has the one-time code that its office demands."""

    actor: Actor
    owes_code: bool


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
        self._store = store
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
            self._remember(digest, known)
        return known.actor

    async def session(self, token: str) -> Session | None:
        """Return the session that *token* opens, None for keys and worthless tokens."""
        if kind_of(token) is not TokenKind.SESSION:
            return None
        return await self._sessions.by_token(token, self._clock.now())

    async def actor_of(self, account: UUID) -> Actor | None:
        """Return what *account* is now, None when it may not be used."""
        standing = await self._standing(account)
        return standing.actor if standing is not None else None

    async def owes_code(self, account: UUID) -> bool:
        """Say whether the office of *account* demands a one-time code that is not set up."""
        standing = await self._standing(account)
        return standing is not None and standing.owes_code

    def forget(self, subject: UUID) -> None:
        """Look *subject* up anew with its next request."""
        self._known = {
            digest: known for digest, known in self._known.items() if known.subject != subject
        }

    def forget_all(self) -> None:
        """Look everybody up anew: for a process that may have missed an announcement."""
        self._known.clear()

    def _remember(self, digest: bytes, known: Known) -> None:
        if len(self._known) >= _ANSWERS:
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
        standing = await self._standing(session.account) if session is not None else None
        if session is None or standing is None:
            raise Unauthenticated
        if now - session.last_seen_at > _TOUCH_AFTER:
            await self._sessions.touch(session.id, now)
        actor = _newcomer(standing.actor) if standing.owes_code else standing.actor
        return self._until(actor, session.account, session.ends_at)

    async def _standing(self, account: UUID) -> Standing | None:
        """Return what *account* is now, None when it may not be used."""
        found = ACCOUNT.fold(await self._events(account))
        if found is None or not found.enabled:
            return None
        office = await self._office(found.office)
        if found.office is not None and (office is None or not office.open):
            return None
        demanded = office is not None and found.role in office.second_factor
        return Standing(
            actor=_actor(account, found, office), owes_code=demanded and not found.second_factor
        )

    async def _program(self, token: str, address: str) -> Known:
        now = self._clock.now()
        found = await self._secrets.by_token(token)
        key = SERVICE_KEY.fold(await self._events(found)) if found is not None else None
        if found is None or key is None or not key.valid_at(now):
            raise Unauthenticated
        office = await self._office(key.office)
        if key.office is not None and (office is None or not office.open):
            raise Unauthenticated
        await self._secrets.note_use(found, now, address)
        actor = Actor(
            account=str(found),
            role=Role.SERVICE,
            name=key.name,
            office=key.office,
            territory=office.territory if office is not None else NATIONAL,
            cooperative=key.cooperative,
            scopes=key.scopes,
        )
        return self._until(actor, found, key.expires_at)

    def _until(self, actor: Actor, subject: UUID, ends_at: datetime) -> Known:
        until = self._elapsed() + REMEMBERED
        return Known(actor=actor, subject=subject, until=until, ends_at=ends_at)

    async def _events(self, stream: UUID) -> Sequence[Recorded[Event]]:
        return (await self._store.read([stream])).get(stream, ())

    async def _office(self, code: str | None) -> Office | None:
        return OFFICE.fold(await self._events(office_stream(code))) if code is not None else None


def _actor(account: UUID, found: Account, office: Office | None) -> Actor:
    """Return *found* in action, with the territory that its office has now."""
    return Actor(
        account=str(account),
        role=found.role,
        name=found.user_name,
        office=found.office,
        territory=office.territory if office is not None else found.territory,
        cooperative=found.cooperative,
        interests=found.interests,
    )


def _newcomer(actor: Actor) -> Actor:
    """Return *actor* as no more than a guest with a name, who may set up a code."""
    return Actor(account=actor.account, role=Role.GUEST, name=actor.name)
