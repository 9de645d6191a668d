"""The areas of a throw-away installation: every code counts as one.

Reading the published list of 92,000 codes takes a moment that a demonstration does not wait for.
"""

from collections.abc import Collection
from datetime import date


class EveryArea:
    """The port `Areas` without a list."""

    async def known(self, codes: Collection[str], _day: date, /) -> frozenset[str]:
        """Return all of *codes*."""
        return frozenset(codes)

    async def living_below(self, _code: str, _day: date, /) -> frozenset[str]:
        """Return none: no list says what lies below."""
        return frozenset()

    async def seen_by_no_other(self, _office: str, _keeping: str | None, /) -> int:
        """Return none: here no office closes."""
        return 0
