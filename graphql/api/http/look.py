"""A look at the database that never keeps anybody waiting for more than a moment.

Whoever watches the server asks while the database hangs, too, and asks again and again. So
one look at a time is under way, all who ask share it, and none of them waits for it longer
than `PATIENCE`: a look that hangs stays one connection, however often it is asked for.
"""

import asyncio

import msgspec
import structlog

from api.execution.services import Services
from application.kernel.score_checks import Check
from infrastructure.logs.seldom import Seldom
from infrastructure.postgres.away import is_away
from projections.engine.runner import RunnerStatus

LOG = structlog.get_logger("sokoguru.health")

PATIENCE = 0.7  # seconds


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """What a look sees: how the *views* are, and the last time that all scores were recomputed."""

    views: RunnerStatus
    check: Check | None = None


class Look:
    """Looks at the database of *services*."""

    def __init__(self, services: Services, patience: float = PATIENCE) -> None:
        self._services = services
        self._patience = patience
        self._under_way: asyncio.Task[Seen] | None = None
        self._seldom = Seldom()

    async def status(self) -> Seen | None:
        """Return how things are, None when the database does not say so in time."""
        if self._under_way is None or self._under_way.done():
            self._under_way = asyncio.create_task(self._look())
            self._under_way.add_done_callback(_hear)
        look = self._under_way
        done, _ = await asyncio.wait([look], timeout=self._patience)
        if not done:
            self._tell("TimeoutError")
            return None
        try:
            return look.result()
        except Exception as error:
            if not is_away(error):
                raise
            self._tell(type(error).__name__)
            return None

    async def _look(self) -> Seen:
        await self._services.views.fetchval("SELECT 1")
        return Seen(
            views=await self._services.runner.status(), check=await self._services.checks.last()
        )

    def _tell(self, kind: str) -> None:
        """Say so in one line, once a minute for each kind."""
        if (left_out := self._seldom.due(kind)) is not None:
            LOG.warning("database_unreachable", error=kind, left_out=left_out)


def _hear(look: asyncio.Task[Seen]) -> None:
    """Know of the error of a *look* that nobody waits for any more."""
    if not look.cancelled():
        look.exception()
