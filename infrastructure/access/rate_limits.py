"""Requests per minute, for each address and each service key: a bucket that refills.

All processes of one server count in the same memory, so that a limit is one whichever of them
answers. Two that count the same caller in the same instant may lose one of the counts; nothing is
locked for it. Each number is written at once, and so never seen half. Several servers on one
database count apart.

The memory is a table of sets of places. A caller has a place in the set that its hash names; when
all of them are others', the one that was quiet for longest is forgotten.
"""

import os
from hashlib import blake2b
from mmap import mmap
from tempfile import TemporaryFile

SETS, WAYS = 16_384, 8
_PLACE = 3  # numbers of a place: whose, requests left, when seen
SIZE = SETS * WAYS * _PLACE * 8
_SECONDS = 60.0


def memory_file() -> int:
    """Return the number of a file that processes may share; it has no name and ends with them."""
    with TemporaryFile() as file:
        file.truncate(SIZE)
        return os.dup(file.fileno())


def shared_memory(number: int) -> mmap:
    """Return the memory of the file *number*."""
    return mmap(number, SIZE)


class RateLimits:
    """Buckets of *per_minute* requests; a caller that was quiet finds a full one.

    They lie in *memory*, in that of this process alone without one.
    """

    def __init__(self, per_minute: int, memory: mmap | None = None) -> None:
        self._full = float(per_minute)
        shared = memoryview(memory if memory is not None else mmap(-1, SIZE))
        self._whose, self._numbers = shared.cast("Q"), shared.cast("d")

    def wait_for(self, caller: str, now: float, count: int = 1) -> float:
        """Take *count* requests of *caller*, or none and return the seconds until it may ask again.

        *now* is the computer's monotonic time in seconds, the same in every process.
        """
        name = int.from_bytes(blake2b(caller.encode(), digest_size=8).digest(), "little") | 1
        place, left, seen = self._place_of(name, now)
        left = min(self._full, left + (now - seen) * self._full / _SECONDS)
        allowed = left >= count
        self._numbers[place + 1] = left - count if allowed else left
        self._numbers[place + 2] = now
        self._whose[place] = name
        return 0.0 if allowed else (count - left) * _SECONDS / self._full

    def _place_of(self, name: int, now: float) -> tuple[int, float, float]:
        """Return where the bucket *name* lies, how full it was left, and when; or a new one."""
        first = (name >> 1) % SETS * WAYS * _PLACE
        quietest, longest = first, now
        for place in range(first, first + WAYS * _PLACE, _PLACE):
            seen = self._numbers[place + 2]
            if self._whose[place] == name:
                return place, self._numbers[place + 1], seen
            if seen < longest:
                quietest, longest = place, seen
        return quietest, self._full, now
