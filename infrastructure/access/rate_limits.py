"""Requests per minute, for each address and each service key: a bucket that refills.

Counted in this process only: several processes allow as many times more. That is enough
to keep one caller from taking everything, and costs no trip to the database.
"""

from collections import OrderedDict

_SECONDS = 60.0
_CALLERS = 100_000


class RateLimits:
    """Buckets of *per_minute* requests; a caller that was quiet finds a full one."""

    def __init__(self, per_minute: int, *, callers: int = _CALLERS) -> None:
        self._full = float(per_minute)
        self._callers = callers
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait_for(self, caller: str, now: float, count: int = 1) -> float:
        """Take *count* requests of *caller*, or none and return the seconds until it may ask again.

        *now* is a monotonic time in seconds.
        """
        left, seen = self._buckets.pop(caller, (self._full, now))
        left = min(self._full, left + (now - seen) * self._full / _SECONDS)
        allowed = left >= count
        self._buckets[caller] = (left - count if allowed else left, now)
        if len(self._buckets) > self._callers:
            self._buckets.popitem(last=False)
        return 0.0 if allowed else (count - left) * _SECONDS / self._full
