"""Wait for what another process does, by looking; never by guessing how long it takes."""

import time
from collections.abc import Callable

PATIENCE_SECONDS = 60


def wait_until(holds: Callable[[], bool]) -> None:
    """Return as soon as *holds* does; a minute without it fails the test."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < deadline, "waited a minute in vain"
        time.sleep(0.01)
