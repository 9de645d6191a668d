"""Ports with nothing behind them, for tests that are about something else."""

from collections.abc import Collection
from datetime import date

from application.kernel.ports import RefusedCommand


class EveryArea:
    """Knows every code."""

    async def known(self, codes: Collection[str], _day: date, /) -> frozenset[str]:
        """Return all of *codes*."""
        return frozenset(codes)

    async def living_below(self, _code: str, _day: date, /) -> frozenset[str]:
        """Return none: no list says what lies below."""
        return frozenset()


class NullRefusedCommands:
    """Keeps no record of refused commands."""

    async def record(self, refused: RefusedCommand) -> None:
        """Forget *refused*."""
