"""Ports with nothing behind them, for tests and tools that do without."""

from collections.abc import Collection

from application.kernel.ports import RefusedCommand


class EveryArea:
    """Knows every code: for tools that have no list of areas."""

    async def known(self, codes: Collection[str]) -> frozenset[str]:
        """Return all of *codes*."""
        return frozenset(codes)


class NullRefusedCommands:
    """Remembers no refused command."""

    async def record(self, refused: RefusedCommand) -> None:
        """Forget *refused*."""
