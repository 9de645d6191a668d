"""One batch after another: the log's next slice written into all views at once.

All views of a batch share a transaction, each behind a savepoint of its own, and their
positions move in the same transaction: an event is in a view exactly once, whatever
dies and when. A view that fails is left where it was and tried again later.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

import msgspec

from infrastructure.postgres.sql import Connection
from projections.engine.batches import LogReader, LogSlice, last_position
from projections.engine.culprits import Place, culprit
from projections.engine.event_reader import EventReader
from projections.engine.observers import Observer
from projections.engine.projection import Batch, Projection
from projections.engine.tracking import SQL, Elsewhere, Tracked, advance, tracked

LIVE_BATCH = 1_000
FIRST_RETRY = 0.5  # seconds
LAST_RETRY = 60.0
LONGEST_ERROR = 500  # signs of an error that are kept


class Retry(msgspec.Struct, frozen=True, kw_only=True):
    """When a view that failed may be tried again, by the monotonic clock; where it failed first."""

    wait: float
    due: float
    place: Place | None


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """A view that could not take a batch, at which event, and why."""

    projection: Projection
    place: Place | None
    error: Exception


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Views that stand at the same position, and how far they may go in one batch."""

    projections: tuple[Projection, ...]
    after: int
    up_to: int


class Follower:
    """Moves *projections* along the log; the leader's, one for each time it leads."""

    def __init__(
        self,
        projections: Sequence[Projection],
        reader: EventReader,
        observer: Observer,
        *,
        batch: int = LIVE_BATCH,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._projections = projections
        self._log = LogReader(projections, reader)
        self._observer = observer
        self._batch = batch
        self._clock = clock
        self._retries: dict[str, Retry] = {}

    async def step(self, connection: Connection) -> bool:
        """Write one batch into every group of views; False when there was nothing to do."""
        end = await last_position(connection)
        groups = self._groups(await tracked(connection), end)
        for group in groups:
            await self._move(connection, group)
        return bool(groups)

    def _groups(self, positions: Tracked, end: int) -> Sequence[Group]:
        """Return the views that are behind *end* and may be tried, hindmost first.

        A group goes no further than where the next one stands, so that they join.
        """
        now = self._clock()
        ready = [
            each
            for each in self._projections
            if not positions.outdated(each)
            and (each.name not in self._retries or self._retries[each.name].due <= now)
        ]
        at = {after: tuple(them) for after, them in _by_position(ready, positions) if after < end}
        borders = [*list(at)[1:], end]
        return [
            Group(projections=them, after=after, up_to=border)
            for (after, them), border in zip(at.items(), borders, strict=False)
        ]

    async def _move(self, connection: Connection, group: Group) -> None:
        """Write the next batch of *group*; when somebody else moved it, leave it for now."""
        begun = self._clock()
        failed: list[Failure] = []
        try:
            async with connection.transaction():
                await SQL["begin_batch"].run(connection)
                log_slice = await self._log.next(
                    connection, after=group.after, up_to=group.up_to, limit=self._batch
                )
                failed = await self._write(connection, group.projections, log_slice)
        except Elsewhere:
            return
        for failure in failed:
            await self._stall(connection, failure, group.after)
        self._observer.moved(events=log_slice.size, seconds=self._clock() - begun)

    async def _write(
        self, connection: Connection, projections: Sequence[Projection], log_slice: LogSlice
    ) -> list[Failure]:
        """Write *log_slice* into *projections*, move those that took it, return the others."""
        failed: list[Failure] = []
        shares = log_slice.shares(projections)
        for projection in projections:
            batch = shares[projection.name]
            error = await _apply(connection, projection, batch)
            if error is not None:
                place = await self._place(connection, projection, batch)
                failed.append(Failure(projection=projection, place=place, error=error))
        moved = [each for each in projections if each not in [one.projection for one in failed]]
        for projection in moved:
            self._retries.pop(projection.name, None)
        await advance(connection, moved, after=log_slice.after, up_to=log_slice.up_to)
        return failed

    async def _place(
        self, connection: Connection, projection: Projection, batch: Batch
    ) -> Place | None:
        """Return at which event of *batch* the projection fails; looked for the first time only."""
        known = self._retries.get(projection.name)
        return known.place if known else await culprit(connection, projection, batch)

    async def _stall(self, connection: Connection, failure: Failure, position: int) -> None:
        """Note that a projection failed, and leave it alone for a while."""
        name, error, place = failure.projection.name, failure.error, failure.place
        earlier = self._retries.get(name)
        wait = min(earlier.wait * 2, LAST_RETRY) if earlier else FIRST_RETRY
        self._retries[name] = Retry(wait=wait, due=self._clock() + wait, place=place)
        where = f" ({place})" if place else ""
        attempts: int = await SQL["stall"].value(
            connection,
            name=name,
            position=position,
            error=f"{type(error).__name__}: {error}"[:LONGEST_ERROR] + where,
        )
        self._observer.stalled(name, error, attempts=attempts, place=place)


def _by_position(
    projections: Sequence[Projection], positions: Tracked
) -> Iterable[tuple[int, Iterator[Projection]]]:
    return groupby(sorted(projections, key=positions.position), key=positions.position)


async def _apply(connection: Connection, projection: Projection, batch: Batch) -> Exception | None:
    """Let *projection* write *batch*, all of it or nothing; return what kept it from that."""
    if not batch.events and not projection.whole_log:
        return None
    try:
        async with connection.transaction():
            await projection.apply(connection, batch)
    except Exception as error:  # whatever a view does wrong, the others go on
        if connection.is_closed():
            raise
        return error
    return None
