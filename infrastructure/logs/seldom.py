"""Lines that would come again and again: each kind once a minute, with a count of the others.

SELDOM = Seldom()
if (left_out := SELDOM.due("listener_lost", "ConnectionRefusedError")) is not None:
    LOG.warning("listener_lost", left_out=left_out)
"""

import time
from collections.abc import Callable

MINUTE = 60.0
MOST_KINDS = 1_000  # that are remembered; kinds are few, and the memory is bounded in any case


class Seldom:
    """Remembers of each kind when it was told last; *clock* counts seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._told: dict[tuple[str, ...], float] = {}
        self._left_out: dict[tuple[str, ...], int] = {}

    def due(self, *kind: str) -> int | None:
        """Return how many of *kind* were left out since the last one, None if this one is too.

        >>> seldom = Seldom(lambda: 7.0)
        >>> seldom.due("listener_lost"), seldom.due("listener_lost"), seldom.due("views_not_seen")
        (0, None, 0)
        """
        now = self._clock()
        if now - self._told.get(kind, -MINUTE) < MINUTE:
            self._left_out[kind] = self._left_out.get(kind, 0) + 1
            return None
        if len(self._told) >= MOST_KINDS:
            self._told.clear()
            self._left_out.clear()
        self._told[kind] = now
        return self._left_out.pop(kind, 0)
