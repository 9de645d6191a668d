"""One-time codes from a telephone (TOTP): six digits, a new one every thirty seconds.

The code before and the one after are good as well, because clocks differ; no code is good
twice, which the caller ensures with the step that `matching_step` returns.
"""

from datetime import datetime
from hmac import compare_digest

import pyotp

_SECONDS = 30
_BYTES = 20
_DRIFT = (0, -1, 1)


class TotpCodes:
    """The port `OneTimeCodes`, as every authenticator application makes them (RFC 6238)."""

    def new_secret(self) -> str:
        """Return a secret for an authenticator application, in base32."""
        return pyotp.random_base32()

    def setup_address(self, secret: str, user_name: str) -> str:
        """Return the ``otpauth:`` address that an authenticator reads from a QR code."""
        return pyotp.TOTP(secret).provisioning_uri(name=user_name, issuer_name="Sokoguru")

    def is_secret(self, secret: str) -> bool:
        """Say whether *secret* is base32 of at least 160 bits, as RFC 4226 wants it."""
        try:
            return len(pyotp.TOTP(secret).byte_secret()) >= _BYTES
        except ValueError:
            return False

    def matching_step(self, secret: str, code: str, at: datetime) -> int | None:
        """Return the time step whose code is *code*, None when it is that of none nearby.

        *secret* is one that `is_secret` accepts.
        """
        step = int(at.timestamp()) // _SECONDS
        codes = pyotp.TOTP(secret)
        given = code.strip().replace(" ", "")
        for drift in _DRIFT:
            expected = codes.generate_otp(step + drift)
            if compare_digest(expected.encode(), given.encode()):
                return step + drift
        return None
