"""Ports with nothing behind them, for tests that are about something else."""

from collections.abc import Collection
from datetime import date, datetime

from application.kernel.ports import RefusedCommand
from domain.kernel.area_codes import well_formed


class EveryArea:
    """Knows every code that looks like one."""

    async def known(self, codes: Collection[str], _day: date, /) -> frozenset[str]:
        """Return those of *codes* that an area could have."""
        return frozenset(filter(well_formed, codes))

    async def living_below(self, _code: str, _day: date, /) -> frozenset[str]:
        """Return none: no list says what lies below."""
        return frozenset()

    async def seen_by_no_other(self, _office: str, _keeping: str | None, /) -> int:
        """Return none: no register says what an office sees."""
        return 0


class NullRefusedCommands:
    """Keeps no record of refused commands."""

    async def record(self, refused: RefusedCommand) -> None:
        """Forget *refused*."""


class NullOrigins:
    """Remembers nothing of where anybody comes from."""

    async def note(self, subject: str, address: str, at: datetime) -> None:
        """Forget *subject* and *address*."""

    async def shared(self, _one: str, _other: str, _at: datetime) -> bool:
        """Say no."""
        return False
