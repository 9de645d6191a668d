"""The lock on guessing, which must not become a weapon against the owner of a name.

Whoever fails too often locks the name for everybody but its owner: a device that the owner has
come in with, or the right one-time code, may still try the password. Such tries are counted for
themselves. What an attack comes to stands in the access log, for auditors of the office.
"""

from datetime import datetime

from application.access import sign_in_refusals as no
from application.access.attempt import Attempt
from application.access.ports import (
    AccessLog,
    Credential,
    Credentials,
    KnownDevices,
    OneTimeCodes,
    SignInFailures,
    token_hash,
)
from domain.kernel.actors import Actor


class SignInGuard:
    """Says who may try a password, and counts who failed."""

    def __init__(
        self,
        *,
        credentials: Credentials,
        failures: SignInFailures,
        devices: KnownDevices,
        codes: OneTimeCodes,
        access_log: AccessLog,
    ) -> None:
        self._credentials = credentials
        self._failures = failures
        self._devices = devices
        self._codes = codes
        self._access_log = access_log

    async def admit(self, attempt: Attempt, credential: Credential | None, at: datetime) -> bool:
        """Raise when *attempt* is locked out; say whether its one-time code was used up."""
        device = await self._device(attempt, credential, at)
        if device is not None:
            await self._refuse_locked(device, attempt, at)
            return False
        try:
            await self._refuse_locked(attempt.user_name, attempt, at)
        except no.SignInLocked:
            await self._refuse_locked(None, attempt, at)
            if credential is None or not await self.code_is_right(attempt, credential, at):
                if attempt.second_factor:
                    await self._failures.note(None, attempt.address, at)
                raise
            return True
        return False

    async def refuse_address(self, attempt: Attempt, at: datetime) -> None:
        """Raise when the address was locked while *attempt* waited."""
        await self._refuse_locked(None, attempt, at)

    async def code_is_right(self, attempt: Attempt, credential: Credential, at: datetime) -> bool:
        """Say whether the one-time code is right, which uses it up."""
        if credential.totp_secret is None or not attempt.second_factor:
            return False
        step = self._codes.matching_step(credential.totp_secret, attempt.second_factor, at)
        return step is not None and await self._credentials.use_step(credential.account, step)

    async def failed(
        self,
        attempt: Attempt,
        credential: Credential | None,
        actor: Actor | None,
        at: datetime,
        action: str | None = None,
    ) -> None:
        """Count a failure; note for auditors *action*, and that the name is locked by it."""
        device = await self._device(attempt, credential, at)
        locked = await self._failures.note(device or attempt.user_name, attempt.address, at)
        if actor is None:
            return
        for each in (action, "sign_in_locked" if locked else None):
            if each is not None:
                await self._access_log.note(
                    actor, each, at=at, subject=actor.account, reason=attempt.address
                )

    async def _device(
        self, attempt: Attempt, credential: Credential | None, at: datetime
    ) -> str | None:
        """Return what failures of a known device are counted against, None for other devices."""
        if credential is None or not attempt.device:
            return None
        if not await self._devices.knows(attempt.device, credential.account, at):
            return None
        return f"device:{token_hash(attempt.device).hex()}"

    async def _refuse_locked(self, name: str | None, attempt: Attempt, at: datetime) -> None:
        until = await self._failures.locked_until(name, attempt.address, at)
        if until is not None:
            raise no.SignInLocked(field="userName", until=until.isoformat(timespec="seconds"))
