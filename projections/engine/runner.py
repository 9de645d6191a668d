"""The runner follows the log and keeps the views up to date, each event exactly once.

Any number of server processes may run one; an advisory lock makes one of them the
leader, and the others only watch how far the views are. The lock belongs to the very
connection that writes: when it is lost, so is everything that was not committed.
"""

import asyncio
from collections.abc import Collection, Sequence
from enum import StrEnum

import msgspec

from infrastructure.postgres.sql import Pool, Record
from projections.engine.batches import last_position
from projections.engine.event_reader import EventReader
from projections.engine.follower import LIVE_BATCH, Follower
from projections.engine.leadership import Leadership, lead_whenever_possible
from projections.engine.observers import Logged, Observer
from projections.engine.progress import Progress
from projections.engine.projection import Projection
from projections.engine.tracking import SQL, Tracked, tracked
from projections.engine.views import VIEWS


class ProjectionState(StrEnum):
    """What a projection is doing."""

    FOLLOWING = "FOLLOWING"
    STALLED = "STALLED"
    NEEDS_REBUILD = "NEEDS_REBUILD"


class ProjectionStatus(msgspec.Struct, frozen=True, kw_only=True):
    """How far a projection is; *lag* counts the positions it is behind the log."""

    name: str
    version: int
    position: int
    lag: int
    state: ProjectionState
    error: str | None = None
    attempts: int = 0


class RunnerStatus(msgspec.Struct, frozen=True, kw_only=True):
    """The state of all views; *leading* says whether this process moves them."""

    leading: bool
    log_position: int
    projections: tuple[ProjectionStatus, ...]


class Runner:
    """Keeps *projections* up to date in *pool*'s database, or watches who does.

    It holds one connection of the pool, and a second while it leads.
    """

    def __init__(
        self,
        pool: Pool,
        projections: Sequence[Projection] = VIEWS,
        *,
        reader: EventReader | None = None,
        observer: Observer | None = None,
        batch: int = LIVE_BATCH,
    ) -> None:
        self._pool = pool
        self._projections = projections
        self._reader = reader or EventReader()
        self._observer = observer or Logged()
        self._batch = batch
        self._progress = Progress(pool, projections)
        self._tasks: list[asyncio.Task[None]] = []
        self._leading = False

    async def start(self) -> None:
        """Begin to work in the background."""
        leading = lead_whenever_possible(
            self._pool, SQL["take_leadership"], self._lead, self._observer.interrupted
        )
        self._tasks = [
            asyncio.create_task(self._progress.watch(), name="views: watch"),
            asyncio.create_task(leading, name="views: lead"),
        ]

    async def stop(self) -> None:
        """Stop; what was committed stays, and another process takes over."""
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)
        self._tasks = []

    async def wait_until(
        self,
        position: int,
        timeout: float,  # noqa: ASYNC109 - to be late is an answer here, not an error
        names: Collection[str] = (),
    ) -> bool:
        """Return True once the views (*names*, or all) are at *position*, else False in time.

        Works in every process, whoever leads.
        """
        return await self._progress.wait_until(position, timeout, names)

    async def status(self) -> RunnerStatus:
        """Return how far each view is, as the database knows it."""
        async with self._pool.acquire() as connection:
            positions = await tracked(connection)
            stalls = {row["name"]: row for row in await SQL["stalls"].rows(connection)}
            end = await last_position(connection)
        return RunnerStatus(
            leading=self._leading,
            log_position=end,
            projections=tuple(
                _status(each, positions, stalls.get(each.name), end) for each in self._projections
            ),
        )

    async def _lead(self, leadership: Leadership) -> None:
        """Move the views on the leader's connection until it is lost."""
        connection, appends = leadership.connection, leadership.appends()
        follower = Follower(self._projections, self._reader, self._observer, batch=self._batch)
        self._leading = True
        try:
            while True:
                if await follower.step(connection):
                    await self._progress.look(connection)
                else:
                    await appends.wait()
        finally:
            self._leading = False


def _status(
    projection: Projection, positions: Tracked, stall: Record | None, end: int
) -> ProjectionStatus:
    position = positions.position(projection)
    state = ProjectionState.FOLLOWING if stall is None else ProjectionState.STALLED
    if positions.outdated(projection):
        state = ProjectionState.NEEDS_REBUILD
    return ProjectionStatus(
        name=projection.name,
        version=projection.version,
        position=position,
        lag=max(end - position, 0),
        state=state,
        error=stall["error"] if stall else None,
        attempts=stall["attempts"] if stall else 0,
    )
