"""Setting a password: by its owner, or by the holder of a one-time link.

The order matters. A link is used up only when everything else is in order, and the
other sessions end only when the new password holds.
"""

import asyncio
from collections.abc import Sequence
from uuid import UUID

import msgspec

from application.access import secret_refusals as no
from application.access.confirmation import Confirmation, Proof
from application.access.identities import Identities
from application.access.ports import (
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    Credentials,
    KnownDevices,
    Link,
    OneTimeLinks,
    Passwords,
    PasswordStrength,
    Session,
    Sessions,
    SignInFailures,
)
from application.access.sign_in_refusals import told_when_busy
from application.kernel.handler import Handler
from application.kernel.ports import Clock
from domain.account.commands import SetPassword
from domain.account.events import LinkPurpose
from domain.kernel.actors import Actor


class Accepted(msgspec.Struct, frozen=True, kw_only=True):
    """A link was used; *device* is the token of a device that comes in from now on."""

    position: int
    device: str

    def __repr__(self) -> str:
        return f"Accepted(position={self.position})"


class NewPasswords:
    """Changes passwords and ends the sessions that knew the old ones."""

    def __init__(
        self,
        *,
        handler: Handler,
        identities: Identities,
        credentials: Credentials,
        sessions: Sessions,
        links: OneTimeLinks,
        passwords: Passwords,
        strength: PasswordStrength,
        confirmation: Confirmation,
        failures: SignInFailures,
        devices: KnownDevices,
        clock: Clock,
    ) -> None:
        self._confirmation = confirmation
        self._failures = failures
        self._devices = devices
        self._handler = handler
        self._identities = identities
        self._credentials = credentials
        self._sessions = sessions
        self._links = links
        self._passwords = passwords
        self._strength = strength
        self._clock = clock

    async def change(self, session: Session, actor: Actor, proof: Proof, new: str) -> int:
        """Put *new* in the place of the old one and end the other sessions; return the position.

        *proof* is the old password, and a code where there is one.
        """
        known = await self._confirmation.require(session, proof)
        if proof.password == new:
            raise no.PasswordUnchanged(field="newPassword")
        hashed = await self._hash(new, [known.user_name])
        return await self._set(session.account, actor, known.user_name, hashed, keep=session.id)

    async def accept(self, link: str, new: str) -> Accepted:
        """Let the holder of *link* choose *new*.

        Whoever locks the name, its owner comes in now, with the device that is handed over.
        """
        found = await self._links.look(link, self._clock.now())
        actor = await self._identities.actor_of(found.account) if found is not None else None
        if found is None or actor is None or await self._is_late(found):
            raise no.LinkWorthless(field="link")
        hashed = await self._hash(new, [actor.name])
        if await self._links.use(link, self._clock.now()) is None:
            raise no.LinkWorthless(field="link")
        position = await self._set(found.account, actor, actor.name, hashed, by_link=found.purpose)
        await self._failures.forgive(actor.name)
        device = await self._devices.remember(found.account, self._clock.now())
        return Accepted(position=position, device=device)

    async def _is_late(self, link: Link) -> bool:
        """Say whether *link* invites somebody who has chosen a password already.

        An invitation chooses the first password and replaces none: others may have seen it.
        """
        invites = link.purpose is LinkPurpose.INVITATION
        return invites and bool(await self._credentials.having_passwords([link.account]))

    async def _hash(self, password: str, personal: Sequence[str]) -> str:
        """Return the hash of *password*, or raise what is wrong with it."""
        found = await asyncio.to_thread(self._strength, password, personal)
        if found:
            raise no.WEAK[found[0].code](
                field="newPassword", shortest=SHORTEST_PASSWORD, longest=LONGEST_PASSWORD
            )
        with told_when_busy():
            return await self._passwords.hash(password)

    async def _set(
        self,
        account: UUID,
        actor: Actor,
        user_name: str,
        hashed: str,
        *,
        keep: UUID | None = None,
        by_link: LinkPurpose | None = None,
    ) -> int:
        done = await self._handler.handle(
            SetPassword(account=account, by_link=by_link), actor=actor
        )
        await self._credentials.keep_password(account, user_name, hashed, self._clock.now())
        await self._links.drop(account)
        await self._sessions.end_all(account, keep=keep)
        self._identities.forget(account)
        return done.position
