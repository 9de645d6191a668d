"""Failed sign-ins, counted per user name and per address, with a growing delay.

A user name is counted whether or not an account has it, so a lock says nothing about who
exists. An address may fail more often than a name: many people share one.
"""

from datetime import datetime, timedelta
from hashlib import sha256

from infrastructure.postgres.sql import Database, statements

SQL = statements(__file__)

QUIET = timedelta(minutes=15)
SHORTEST = timedelta(seconds=30)
LONGEST = timedelta(hours=1)
ADDRESS_SHARE = 10
"""So many times more failures are allowed to an address than to a name."""


def delay_after(failures: int, allowed: int) -> timedelta:
    """Return how long to refuse after so many *failures*: doubling from the limit on.

    >>> [delay_after(count, 10).total_seconds() for count in (9, 10, 11, 30)]
    [0.0, 30.0, 60.0, 3600.0]
    """
    beyond = failures - allowed
    if beyond < 0:
        return timedelta(0)
    return min(SHORTEST * (1 << min(beyond, 16)), LONGEST)


class SignInFailureTable:
    """The port `SignInFailures` on a table; a name locks after *allowed* failures."""

    def __init__(self, database: Database, *, allowed: int) -> None:
        self._database = database
        self._allowed = allowed

    async def locked_until(
        self, user_name: str | None, address: str, at: datetime
    ) -> datetime | None:
        """Return until when *user_name* or *address* is refused, None when neither is."""
        names = [] if user_name is None else [_name(user_name)]
        until: datetime | None = await SQL["locked_until"].value(
            self._database, subjects=[*names, _address(address)], at=at
        )
        return until

    async def note(self, user_name: str | None, address: str, at: datetime) -> bool:
        """Count a failure against both; say whether the name is locked by it."""
        await self._count(_address(address), self._allowed * ADDRESS_SHARE, at)
        return user_name is not None and await self._count(_name(user_name), self._allowed, at)

    async def forgive(self, user_name: str) -> None:
        """Forget the failures of *user_name*, whose owner has just come in."""
        await SQL["forgive"].run(self._database, subject=_name(user_name))

    async def sweep(self, at: datetime) -> None:
        """Remove what is long past."""
        await SQL["forgive_quiet"].run(self._database, quiet_since=at - QUIET, at=at)

    async def _count(self, subject: str, allowed: int, at: datetime) -> bool:
        failures = await SQL["note_failure"].value(
            self._database, subject=subject, at=at, quiet_since=at - QUIET
        )
        delay = delay_after(failures, allowed)
        if delay:
            await SQL["lock"].run(self._database, subject=subject, until=at + delay)
        return bool(delay)


def _name(user_name: str) -> str:
    """Return the key of a user name; people type passwords there, so it is hashed."""
    return "name:" + sha256(user_name.strip().lower().encode()).hexdigest()


def _address(address: str) -> str:
    return f"address:{address}"
