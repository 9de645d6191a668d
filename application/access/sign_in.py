"""Signing in and out: name, password, human check, role, one-time code, in that order.

Cheap checks come first, what they say does not depend on whether the account exists, and
the password is hashed even when there is nobody to compare it with.
"""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

import msgspec

from application.access import sign_in_refusals as no
from application.access.attempt import Attempt
from application.access.identities import Identities
from application.access.ports import (
    AccessLog,
    Credential,
    Credentials,
    HumanCheck,
    KnownDevices,
    Passwords,
    Session,
    Sessions,
    SignInFailures,
    TooBusy,
)
from application.access.sign_in_guard import SignInGuard
from application.kernel.ports import Clock, Origins
from application.kernel.stream_locks import StreamLocks
from domain.kernel.actors import Actor, Role
from domain.kernel.identifiers import key_stream
from domain.kernel.refusals import Refusal, refuse_all


class SignedIn(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody is in; *token* cannot be had again. *device* is that of the device from now on.

    While a demanded one-time code is not set up, the session is worth a guest's.
    """

    token: str
    device: str
    session: Session
    actor: Actor
    owes_code: bool

    def __repr__(self) -> str:
        return f"SignedIn(session={self.session.id})"


class SignIn:
    """Lets people in and out: begins their sessions and ends them."""

    def __init__(
        self,
        *,
        identities: Identities,
        credentials: Credentials,
        sessions: Sessions,
        failures: SignInFailures,
        passwords: Passwords,
        guard: SignInGuard,
        devices: KnownDevices,
        human_check: HumanCheck,
        origins: Origins,
        access_log: AccessLog,
        clock: Clock,
    ) -> None:
        self._identities = identities
        self._credentials = credentials
        self._sessions = sessions
        self._failures = failures
        self._passwords = passwords
        self._guard = guard
        self._devices = devices
        self._human_check = human_check
        self._origins = origins
        self._access_log = access_log
        self._clock = clock
        self._turns = StreamLocks()

    async def sign_in(self, attempt: Attempt) -> SignedIn:
        """Begin a session, or raise the `Refusal` that says what is wrong."""
        now = self._clock.now()
        refuse_all(self._missing(attempt))
        await self.require_human(attempt.human_check)
        async with self._turns.at(key_stream("sign-in", attempt.user_name.strip().lower())):
            credential, actor = await self._check(attempt, now)
        return await self._let_in(attempt, credential, actor, now)

    async def sign_out(self, session: Session) -> None:
        """End *session*."""
        await self.end(session.account, session.id)

    async def end(self, account: UUID, session: UUID) -> None:
        """End *session* if it is one of *account*; one that has ended stays so."""
        await self._sessions.end(account, session)
        self._identities.forget(account)

    async def require_human(self, solution: str | None) -> None:
        """Raise unless *solution* solves a human check, or none is asked for."""
        await no.refuse_program(self._human_check, solution, self._clock.now())

    def _missing(self, attempt: Attempt) -> list[Refusal]:
        found: list[Refusal] = []
        if not attempt.user_name.strip():
            found.append(no.UserNameMissing(field="userName"))
        if not attempt.password:
            found.append(no.PasswordMissing(field="password"))
        if self._human_check.enabled and not attempt.human_check:
            found.append(no.HumanCheckMissing(field="humanCheck"))
        return found

    async def _check(self, attempt: Attempt, now: datetime) -> tuple[Credential, Actor]:
        """Return whose attempt it is, or raise what is wrong.

        Attempts at one name take turns, and the lock is looked at in each: those who come at
        once guess no more often than those who come in line.
        """
        credential = await self._credentials.by_name(attempt.user_name)
        code_used = await self._guard.admit(attempt, credential, now)
        found, actor = await self._check_password(attempt, credential, now)
        await self._guard.refuse_address(attempt, now)
        if attempt.role not in {None, actor.role}:
            await self._guard.failed(attempt, found, actor, now, "sign_in_with_wrong_role")
            raise no.RoleWrong(field="role", role=attempt.role)
        if not code_used:
            await self._check_second_factor(attempt, found, actor, now)
        return found, actor

    async def _check_password(
        self, attempt: Attempt, credential: Credential | None, now: datetime
    ) -> tuple[Credential, Actor]:
        """Return whose password it is; every way to be wrong looks and costs the same."""
        known = credential.password_hash if credential is not None else None
        with no.told_when_busy():
            right = await self._passwords.verify(attempt.password, known)
        actor = await self._identities.actor_of(credential.account) if credential else None
        if credential is None or actor is None or not right:
            await self._guard.failed(attempt, credential, actor, now)
            raise no.SignInWrong(field="password")
        return credential, actor

    async def _check_second_factor(
        self, attempt: Attempt, credential: Credential, actor: Actor, now: datetime
    ) -> None:
        """Check the code; an attempt without one learns that the password is right, and counts."""
        if credential.totp_secret is None:
            return
        if not attempt.second_factor:
            await self._guard.failed(attempt, credential, actor, now, "sign_in_without_code")
            raise no.SecondFactorMissing(field="secondFactor")
        if not await self._guard.code_is_right(attempt, credential, now):
            await self._guard.failed(attempt, credential, actor, now, "sign_in_with_wrong_code")
            raise no.SecondFactorWrong(field="secondFactor")

    async def _let_in(
        self, attempt: Attempt, credential: Credential, actor: Actor, now: datetime
    ) -> SignedIn:
        await self._failures.forgive(attempt.user_name)
        await self._strengthen(attempt, credential)
        await self._access_log.note(actor, "sign_in", at=now)
        token, session = await self._sessions.begin(
            credential.account, at=now, address=attempt.address, agent=attempt.agent
        )
        if actor.role is Role.OFFICER:
            await self._origins.note(actor.account, attempt.address, now)
        owes_code = await self._identities.owes_code(credential.account)
        device = await self._devices.remember(credential.account, now)
        return SignedIn(
            token=token, device=device, session=session, actor=actor, owes_code=owes_code
        )

    async def _strengthen(self, attempt: Attempt, credential: Credential) -> None:
        """Hash the password anew when the parameters have risen since; when busy, next time."""
        known = credential.password_hash
        if known is not None and self._passwords.is_outdated(known):
            with suppress(TooBusy):
                stronger = await self._passwords.hash(attempt.password)
                await self._credentials.rehash(
                    credential.account, verified=known, stronger=stronger
                )
