"""Wait for what another process does, by looking; never by guessing how long it takes."""

import asyncio
import time
from collections.abc import Awaitable, Callable

PATIENCE_SECONDS = 60


def wait_until(holds: Callable[[], bool]) -> None:
    """Return as soon as *holds* does; a minute without it fails the test."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < deadline, "waited a minute in vain"
        time.sleep(0.01)


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    """Return as soon as *holds* does, whose answer is awaited; a minute without it fails."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not await holds():  # noqa: ASYNC110 - what is waited for happens elsewhere
            await asyncio.sleep(0.01)


def truth(holds: Callable[[], bool]) -> Callable[[], Awaitable[bool]]:
    """Return *holds* as something to be awaited, for `until`."""

    async def answer() -> bool:
        return holds()

    return answer
