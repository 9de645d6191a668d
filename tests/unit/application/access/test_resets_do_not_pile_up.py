"""Anybody may ask for a new password; whoever asks very often gains nothing and costs little."""

import asyncio
from datetime import UTC, datetime
from typing import Any, cast

from application.access.invitations import MOST_WAITING, Invitations


class SlowCredentials:
    """Credentials that are found only once somebody says so."""

    def __init__(self) -> None:
        self.asked = 0
        self.go_on = asyncio.Event()

    async def by_name(self, _name: str) -> None:
        """Find nobody, slowly."""
        self.asked += 1
        await self.go_on.wait()


class Noon:
    """A clock that stands."""

    def now(self) -> datetime:
        """Return noon."""
        return datetime(2026, 11, 22, 12, tzinfo=UTC)


def invitations(credentials: SlowCredentials) -> Invitations:
    """Return invitations that need nothing but *credentials*."""
    nothing = cast("Any", None)
    return Invitations(
        store=nothing,
        handler=nothing,
        identities=nothing,
        credentials=cast("Any", credentials),
        links=nothing,
        database=nothing,
        clock=Noon(),
        address="http://localhost",
    )


async def test_only_so_many_wait_for_a_reset_at_once() -> None:
    """While the mail server hangs, one more is not put in line; later there is room again."""
    credentials = SlowCredentials()
    asked = invitations(credentials)
    for _ in range(MOST_WAITING + 1):
        asked.ask_for_reset("siti")
    credentials.go_on.set()
    await asked.close()
    assert credentials.asked == MOST_WAITING
    asked.ask_for_reset("siti")
    await asked.close()
    assert credentials.asked == MOST_WAITING + 1
