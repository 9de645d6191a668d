"""Anybody may ask for a new password; whoever asks very often gains nothing and costs little."""

import asyncio
from typing import Any, cast

from application.access.resets import MOST_WAITING, Resets


class SlowCredentials:
    """Credentials that are found only once somebody says so."""

    def __init__(self) -> None:
        self.asked = 0
        self.go_on = asyncio.Event()

    async def by_name(self, _name: str) -> None:
        """Find nobody, slowly."""
        self.asked += 1
        await self.go_on.wait()


def resets(credentials: SlowCredentials) -> Resets:
    """Return the service, which needs nothing but *credentials*."""
    nothing = cast("Any", None)
    return Resets(
        handler=nothing,
        identities=nothing,
        credentials=cast("Any", credentials),
        private_values=nothing,
        store=nothing,
        clock=nothing,
    )


async def test_only_so_many_wait_for_a_reset_at_once() -> None:
    """While the database hangs, one more is not put in line; later there is room again."""
    credentials = SlowCredentials()
    asked = resets(credentials)
    for _ in range(MOST_WAITING + 1):
        asked.ask("siti")
    credentials.go_on.set()
    await asked.close()
    assert credentials.asked == MOST_WAITING
    asked.ask("siti")
    await asked.close()
    assert credentials.asked == MOST_WAITING + 1
