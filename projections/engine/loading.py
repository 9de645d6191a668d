"""Fill the tables of a rebuild from the log, each view on a connection of its own."""

import asyncio
import gc
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import TypeAlias

from infrastructure.postgres.away import is_away
from infrastructure.postgres.sql import Connection
from projections.engine import next_tables
from projections.engine.batches import LogReader
from projections.engine.culprits import ViewFailed, culprit
from projections.engine.event_reader import EventReader
from projections.engine.projection import Batch, Projection

Connect: TypeAlias = Callable[[], AbstractAsyncContextManager[Connection]]
Say: TypeAlias = Callable[[int], None]
Queue: TypeAlias = asyncio.Queue[Batch | None]

AHEAD = 2  # batches that wait for a view while it writes another


class Loader:
    """Writes slices of *batch* events into the next tables of *projections*.

    *say* hears how far the loading is, as a position of the log.
    """

    def __init__(
        self,
        connect: Connect,
        projections: Sequence[Projection],
        reader: EventReader,
        *,
        batch: int,
        say: Say,
    ) -> None:
        self._connect = connect
        self._projections = projections
        self._log = LogReader(projections, reader)
        self._batch = batch
        self._say = say

    async def load(self, end: int) -> None:
        """Fill the empty tables up to position *end*; `ViewFailed` says at which event one fails.

        Python's collector of cycles rests meanwhile: a rebuild makes millions of rows and
        no cycles, and looking for some costs a tenth of the time.
        """
        collecting = gc.isenabled()
        gc.disable()
        try:
            await self._load(end)
        except ExceptionGroup as group:
            raise _first(group) from group
        finally:
            if collecting:
                gc.enable()

    async def catch_up(self, connection: Connection, after: int, end: int) -> None:
        """Bring all rebuilt tables from *after* to *end* in the transaction of *connection*."""
        await connection.execute(next_tables.SEARCH)
        for start in range(after, end, self._batch):
            up_to = min(start + self._batch, end)
            log_slice = await self._log.whole(connection, after=start, up_to=up_to)
            shares = log_slice.shares(self._projections)
            for projection in self._projections:
                await _apply(connection, projection, shares[projection.name])

    async def _load(self, end: int) -> None:
        """Share the log out among the views, slice by slice."""
        queues = {each.name: Queue(maxsize=AHEAD) for each in self._projections}
        async with self._connect() as source, asyncio.TaskGroup() as tasks:
            for projection in self._projections:
                tasks.create_task(self._fill(projection, queues[projection.name]))
            for after in range(0, end, self._batch):
                up_to = min(after + self._batch, end)
                log_slice = await self._log.whole(source, after=after, up_to=up_to)
                for name, batch in log_slice.shares(self._projections).items():
                    await queues[name].put(batch)
                self._say(up_to)
            for queue in queues.values():
                await queue.put(None)

    async def _fill(self, projection: Projection, queue: Queue) -> None:
        """Write the batches of *queue*, then make the indexes that wait for the rows."""
        async with self._connect() as connection:
            await connection.execute(f"SET synchronous_commit = off; {next_tables.SEARCH}")
            while (batch := await queue.get()) is not None:
                async with connection.transaction():
                    await _apply(connection, projection, batch)
            await next_tables.index(connection, projection.tables)


async def _apply(connection: Connection, projection: Projection, batch: Batch) -> None:
    """Write *batch* into the rebuilt tables of *projection*, in a transaction that is open."""
    if not batch.events and not projection.whole_log:
        return
    try:
        async with connection.transaction():
            await projection.apply(connection, batch)
    except Exception as error:
        if is_away(error):
            raise
        place = await culprit(connection, projection, batch)
        raise ViewFailed(projection.name, place, error) from error


def _first(group: ExceptionGroup) -> Exception:
    """Return what went wrong: the view that failed, else the first of *group*."""
    errors = group.exceptions
    return next((each for each in errors if isinstance(each, ViewFailed)), errors[0])
