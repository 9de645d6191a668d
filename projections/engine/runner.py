"""The runner follows the log and keeps the views up to date, each event exactly once.

Any number of server processes may run one; an advisory lock makes one of them the
leader, and the others only watch how far the views are. The lock belongs to the very
connection that writes: when it is lost, so is everything that was not committed.
"""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

import msgspec

from infrastructure.postgres.sql import Connection, Pool, Record
from projections.engine.event_reader import EventReader
from projections.engine.follower import LIVE_BATCH, Follower
from projections.engine.heartbeat import SQL as LEADERSHIP
from projections.engine.heartbeat import Heartbeat
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
    """How far a projection is; *lag* counts the positions it is behind the log.

    *lag_seconds* is the age of the oldest event that it does not have, 0 when it has all.
    """

    name: str
    version: int
    position: int
    lag: int
    state: ProjectionState
    lag_seconds: float = 0.0
    error: str | None = None
    attempts: int = 0


class RunnerStatus(msgspec.Struct, frozen=True, kw_only=True):
    """The state of all views; *leading* says whether this process moves them.

    *leaders* are the seconds since each leader was heard of, whichever process that is;
    *hearing* says whether this process hears at once that views move. *ahead* is how many
    seconds the newest event was recorded ahead of the database's clock, 0 as a rule.
    """

    leading: bool
    log_position: int
    projections: tuple[ProjectionStatus, ...]
    leaders: Mapping[str, float] = {}
    hearing: bool = True
    ahead: float = 0.0


class Runner:
    """Keeps *projections* up to date in *pool*'s database, or watches who does.

    It holds one connection of the pool, and a second while it leads. Where it does not *lead*, it
    only ever watches.
    """

    def __init__(
        self,
        pool: Pool,
        projections: Sequence[Projection] = VIEWS,
        *,
        reader: EventReader | None = None,
        observer: Observer | None = None,
        batch: int = LIVE_BATCH,
        lead: bool = True,
    ) -> None:
        self._pool = pool
        self._may_lead = lead
        self._projections = projections
        self._reader = reader or EventReader()
        self._observer = observer or Logged()
        self._batch = batch
        self._progress = Progress(pool, projections)
        self._tasks: list[asyncio.Task[None]] = []
        self._leading = False

    async def start(self) -> None:
        """Begin to work in the background."""
        self._tasks = [asyncio.create_task(self._progress.watch(), name="views: watch")]
        if self._may_lead:
            leading = lead_whenever_possible(
                self._pool,
                SQL["take_leadership"],
                Heartbeat("views", self._observer.jumped),
                self._lead,
                self._observer.interrupted,
            )
            self._tasks.append(asyncio.create_task(leading, name="views: lead"))

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
            ages = await self._ages(connection, positions)
            silences = await LEADERSHIP["silences"].rows(connection)
            (log,) = await SQL["end_of_log"].rows(connection)
        return RunnerStatus(
            leading=self._leading,
            log_position=log["position"],
            projections=tuple(
                _status(each, positions, stalls.get(each.name), log["position"], ages)
                for each in self._projections
            ),
            leaders={row["name"]: row["seconds"] for row in silences},
            hearing=self._progress.hearing,
            ahead=log["ahead"],
        )

    async def _ages(self, connection: Connection, positions: Tracked) -> Mapping[int, float]:
        """Return how old the first event after each position is, where there is one."""
        places = {positions.position(each) for each in self._projections}
        rows = await SQL["waiting"].rows(connection, positions=sorted(places))
        return {row["position"]: row["seconds"] for row in rows}

    async def _lead(self, leadership: Leadership) -> None:
        """Move the views on the leader's connection until it is lost."""
        connection, appends = leadership.connection, leadership.appends()
        follower = Follower(self._projections, self._reader, self._observer, batch=self._batch)
        self._leading = True
        try:
            while True:
                await leadership.beat()
                if await follower.step(connection):
                    await self._progress.look(connection)
                else:
                    await appends.wait()
        finally:
            self._leading = False


def _status(
    projection: Projection,
    positions: Tracked,
    stall: Record | None,
    end: int,
    ages: Mapping[int, float],
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
        lag_seconds=ages.get(position, 0.0),
        error=stall["error"] if stall else None,
        attempts=stall["attempts"] if stall else 0,
    )
