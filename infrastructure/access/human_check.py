"""A human check without third parties: the browser works for a second before it may ask.

The work is ALTCHA's: find the number that a signed challenge hides. It costs a person
nothing and somebody who tries a million passwords a million seconds. A solution is good
once; the signing key belongs to the installation, so any server process can check it.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from secrets import randbelow, token_bytes

import altcha
import msgspec

from infrastructure.postgres.sql import Database, statements

SQL = statements(__file__)

_NAME = "human-check"
_ALGORITHM = "PBKDF2/SHA-256"
_COST = 1_000  # rounds of the hash for each number tried
_NUMBERS = 2_000
_GOOD_FOR = timedelta(minutes=10)
_LONGEST = 4_096  # characters of a solution


class AltchaHumanCheck:
    """The port `HumanCheck`, with the tables of used solutions and of the installation's key.

    *numbers* is how many a browser may have to try: 2,000 take it about a second.
    """

    def __init__(self, database: Database, *, enabled: bool, numbers: int = _NUMBERS) -> None:
        self._database = database
        self._numbers = numbers
        self._key: bytes | None = None
        self.enabled = enabled

    async def challenge(self, at: datetime) -> Mapping[str, object]:
        """Return a challenge, in the form that ALTCHA's widget reads as JSON."""
        made = altcha.create_challenge(
            _ALGORITHM,
            _COST,
            counter=randbelow(self._numbers),
            expires_at=at + _GOOD_FOR,
            hmac_secret=await self._secret(),
        )
        return made.to_dict()

    async def passes(self, solution: str, at: datetime) -> bool:
        """Say whether *solution* solves a challenge of ours, in time and for the first time."""
        if len(solution) > _LONGEST:
            return False
        payload = _read(solution)
        if payload is None or not altcha.verify_solution(payload, await self._secret()).verified:
            return False
        challenge = payload.challenge
        expires = datetime.fromtimestamp(challenge.parameters.expires_at or 0, at.tzinfo)
        used = await SQL["use_solution"].value(
            self._database, challenge=challenge.signature, expires_at=expires
        )
        return expires > at and used is not None

    async def sweep(self, at: datetime) -> None:
        """Forget what has expired."""
        await SQL["forget_expired"].run(self._database, at=at)

    async def _secret(self) -> bytes:
        """Return the installation's key, made when it is first asked for."""
        if self._key is None:
            await SQL["make_secret"].run(self._database, name=_NAME, value=token_bytes(32))
            key: bytes = await SQL["secret"].value(self._database, name=_NAME)
            self._key = key
        return self._key


def _read(solution: str) -> altcha.Payload | None:
    """Return what *solution* holds, None when it is no solution at all."""
    try:
        return altcha.Payload.from_base64(solution)
    except (ValueError, KeyError, TypeError, RecursionError, msgspec.DecodeError):
        return None
