"""Asking again: a session alone does not make the changes that a thief of it would make.

The password, and the code where there is one, are asked for where an account would come into
other hands. Guesses are counted against the session and not against the name, so that nobody
outside can keep the owner from it.
"""

import msgspec

from application.access import secret_refusals, sign_in_refusals
from application.access.ports import (
    Credential,
    Credentials,
    OneTimeCodes,
    Passwords,
    Session,
    SignInFailures,
    TooBusy,
)
from application.kernel.ports import Clock
from application.kernel.stream_locks import StreamLocks


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody who is signed in gives once more."""

    password: str | None = None
    code: str | None = None

    def __repr__(self) -> str:
        return "Proof()"


class Confirmation:
    """Checks a proof against what the account of a session signs in with."""

    def __init__(
        self,
        *,
        credentials: Credentials,
        passwords: Passwords,
        codes: OneTimeCodes,
        failures: SignInFailures,
        clock: Clock,
    ) -> None:
        self._credentials = credentials
        self._passwords = passwords
        self._codes = codes
        self._failures = failures
        self._clock = clock
        self._turns = StreamLocks()

    async def require(self, session: Session, proof: Proof) -> Credential:
        """Return what the owner of *session* signs in with, or raise what *proof* lacks."""
        if not proof.password:
            raise secret_refusals.PasswordAskedAgain(field="password")
        async with self._turns.at(session.id):
            return await self._check(session, proof.password, proof.code)

    async def _check(self, session: Session, password: str, code: str | None) -> Credential:
        await self._refuse_locked(session)
        credential = await self._credentials.by_account(session.account)
        known = credential.password_hash if credential is not None else None
        try:
            right = await self._passwords.verify(password, known)
        except TooBusy as busy:
            raise sign_in_refusals.TooManySignIns from busy
        await self._refuse_locked(session)
        if credential is None or not right:
            await self._note(session)
            raise secret_refusals.PasswordWrong(field="password")
        await self._check_code(session, credential, code)
        return credential

    async def _check_code(self, session: Session, credential: Credential, code: str | None) -> None:
        if credential.totp_secret is None:
            return
        if not code:
            raise sign_in_refusals.SecondFactorMissing(field="secondFactor")
        step = self._codes.matching_step(credential.totp_secret, code, self._clock.now())
        if step is None or not await self._credentials.use_step(credential.account, step):
            await self._note(session)
            raise sign_in_refusals.SecondFactorWrong(field="secondFactor")

    async def _refuse_locked(self, session: Session) -> None:
        until = await self._failures.locked_until(
            f"session:{session.id}", session.address, self._clock.now()
        )
        if until is not None:
            raise sign_in_refusals.SignInLocked(
                field="password", until=until.isoformat(timespec="seconds")
            )

    async def _note(self, session: Session) -> None:
        await self._failures.note(f"session:{session.id}", session.address, self._clock.now())
