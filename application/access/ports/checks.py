"""What guards the forms that anybody can reach: passwords, codes, locks, the human check."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

import msgspec

SHORTEST_PASSWORD = 10
"""Characters that a password has at least."""

LONGEST_PASSWORD = 256
"""Characters that a password has at most."""


class TooBusy(Exception):
    """More passwords wait to be checked than will be checked soon."""


class Passwords(Protocol):
    """Hashes passwords and compares them. Slow by design: a tenth of a second each."""

    async def hash(self, password: str) -> str:
        """Return the hash of *password*, with a salt of its own; may raise `TooBusy`."""

    async def verify(self, password: str, known: str | None) -> bool:
        """Say whether *password* is the one of the hash *known*; may raise `TooBusy`.

        Without a hash the answer is no after the same work, so that the time taken does not
        tell which user names exist.
        """

    def is_outdated(self, known: str) -> bool:
        """Say whether *known* was made with other parameters than today's."""


class Weakness(msgspec.Struct, frozen=True):
    """What is wrong with a password: a stable *code*, with no word of the password."""

    code: str


class PasswordStrength(Protocol):
    """Estimates how soon a password would be guessed; takes milliseconds of the processor."""

    def __call__(self, password: str, personal: Sequence[str] = (), /) -> Sequence[Weakness]:
        """Return what is wrong with *password* for somebody described by *personal* words."""


class OneTimeCodes(Protocol):
    """Six-digit codes of an authenticator application, a new one every thirty seconds (TOTP)."""

    def new_secret(self) -> str:
        """Return a secret for an authenticator application, in base32."""

    def setup_address(self, secret: str, user_name: str) -> str:
        """Return the ``otpauth:`` address that an authenticator reads from a QR code."""

    def is_secret(self, secret: str) -> bool:
        """Say whether *secret* is one that codes can be made of, and long enough."""

    def matching_step(self, secret: str, code: str, at: datetime) -> int | None:
        """Return the time step whose code is *code*, None when it is that of none nearby."""


class HumanCheck(Protocol):
    """A proof of work before a public form; when not *enabled*, no form asks for it."""

    @property
    def enabled(self) -> bool:
        """Whether forms ask for it."""

    async def challenge(self, at: datetime) -> Mapping[str, object]:
        """Return a challenge, in the form that ALTCHA's widget reads as JSON."""

    async def passes(self, solution: str, at: datetime) -> bool:
        """Say whether *solution* solves a challenge of ours, in time and for the first time."""

    async def sweep(self, at: datetime) -> None:
        """Forget what has expired."""


class SignInFailures(Protocol):
    """Failed sign-ins by user name and by address; too many of them lock either for a while."""

    async def locked_until(
        self, user_name: str | None, address: str, at: datetime
    ) -> datetime | None:
        """Return until when *user_name* or *address* is refused, None when neither is.

        Without a name only the address is looked at.
        """

    async def note(self, user_name: str | None, address: str, at: datetime) -> bool:
        """Count a failure against both; say whether the name is locked by it."""

    async def forgive(self, user_name: str) -> None:
        """Forget the failures of *user_name*, whose owner has just come in."""

    async def sweep(self, at: datetime) -> None:
        """Remove what is long past."""
