"""Build views again from the log, beside the live ones, compare, and swap.

The server goes on meanwhile: it reads and moves the live tables until one short
transaction puts the rebuilt ones in their place, and continues from where those stand.
The code that changes rows is the same as live; only the batches are larger.
"""

import asyncio
import gc
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import TypeAlias

import asyncpg
import msgspec

from infrastructure.postgres.sql import Connection
from projections.engine import next_tables
from projections.engine.batches import LogReader, last_position
from projections.engine.event_rows import EventReader
from projections.engine.next_tables import SQL as NEXT_SQL
from projections.engine.next_tables import Difference
from projections.engine.projection import Batch, Projection
from projections.engine.tracking import SQL, tracked

REBUILD_BATCH = 50_000
TRIES = 20  # how often a swap begs readers of the live tables for a moment
LOCK_TIMEOUT = "2s"  # how long each time; whoever reads them meanwhile waits behind it
LIVE_POLLS = 100  # how often a rebuild looks whether the live views have come as far as it

Connect: TypeAlias = Callable[[], AbstractAsyncContextManager[Connection]]
Say: TypeAlias = Callable[[int], None]


class AlreadyRebuilding(Exception):
    """Another process rebuilds views of this database."""


class Busy(Exception):
    """Readers kept the live tables for so long that the swap gave up; nothing changed."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a rebuild came to.

    *position* is where the rebuilt views stand. *compared* names the views that stood
    at the same position live, so that their rows could be compared; *differences* are
    the tables in which the live rows were not those that the log gives.
    """

    position: int
    compared: tuple[str, ...]
    differences: tuple[Difference, ...]
    swapped: bool


class Rebuild:
    """Rebuilds *projections*; *connect* lends connections that own the schema.

    *say* hears how far the loading is, as a position of the log.
    """

    def __init__(
        self,
        connect: Connect,
        projections: Sequence[Projection],
        *,
        reader: EventReader | None = None,
        batch: int = REBUILD_BATCH,
        say: Say = lambda _: None,
    ) -> None:
        self._connect = connect
        self._projections = projections
        self._log = LogReader(projections, reader or EventReader())
        self._batch = batch
        self._say = say
        self._tables = [table for each in projections for table in each.tables]

    async def run(self, *, swap: bool = True) -> Report:
        """Rebuild, compare, and with *swap* put the rebuilt tables in place."""
        async with self._connect() as main:
            if not await NEXT_SQL["take_rebuilding"].value(main):
                raise AlreadyRebuilding
            await next_tables.create(main, self._tables)
            try:
                position = await self.load(await last_position(main))
                position, compared, differences = await self._compare(main, position)
                if swap:
                    position = await self._swap(main, position)
            finally:
                await next_tables.drop(main)
        return Report(position=position, compared=compared, differences=differences, swapped=swap)

    async def load(self, end: int) -> int:
        """Fill the tables from the log up to *end*, each view on a connection of its own.

        Python's collector of cycles rests meanwhile: a rebuild makes millions of rows and
        no cycles, and looking for some costs a tenth of the time.
        """
        collecting = gc.isenabled()
        gc.disable()
        try:
            await self._load(end)
        finally:
            if collecting:
                gc.enable()
        return end

    async def _load(self, end: int) -> None:
        """Share the log out among the views, log_slice by log_slice."""
        lanes = {each.name: asyncio.Queue[Batch | None](maxsize=2) for each in self._projections}
        async with self._connect() as source, asyncio.TaskGroup() as tasks:
            for projection in self._projections:
                tasks.create_task(self._fill(projection, lanes[projection.name]))
            for after in range(0, end, self._batch):
                up_to = min(after + self._batch, end)
                log_slice = await self._log.whole(source, after=after, up_to=up_to)
                for name, batch in log_slice.shares(self._projections).items():
                    await lanes[name].put(batch)
                self._say(up_to)
            for lane in lanes.values():
                await lane.put(None)

    async def _fill(self, projection: Projection, lane: "asyncio.Queue[Batch | None]") -> None:
        """Write the batches of *lane*, then make the indexes that wait for the rows."""
        async with self._connect() as connection:
            await connection.execute(f"SET synchronous_commit = off; {next_tables.SEARCH}")
            while (batch := await lane.get()) is not None:
                async with connection.transaction():
                    await _apply(connection, projection, batch)
            for table in projection.tables:
                await next_tables.index(connection, table)

    async def _catch_up(self, connection: Connection, after: int, end: int) -> None:
        """Bring all rebuilt tables from *after* to *end* in the transaction of *connection*."""
        await connection.execute(next_tables.SEARCH)
        for start in range(after, end, self._batch):
            up_to = min(start + self._batch, end)
            log_slice = await self._log.whole(connection, after=start, up_to=up_to)
            shares = log_slice.shares(self._projections)
            for projection in self._projections:
                await _apply(connection, projection, shares[projection.name])

    async def _compare(
        self, main: Connection, loaded: int
    ) -> tuple[int, tuple[str, ...], tuple[Difference, ...]]:
        """Compare with the live views in one snapshot, in which neither side moves.

        Live views that are not as far as the rebuilt ones are waited for while somebody
        moves them; what stands elsewhere then, or is of another version, is left out.
        """
        await self._await_live(main, loaded)
        async with main.transaction(isolation="repeatable_read"):
            live = await tracked(main)
            position = max(loaded, *(live.position(each) for each in self._projections))
            await self._catch_up(main, loaded, position)
            alike = [each for each in self._projections if live.position(each) == position]
            found = [
                await next_tables.difference(main, table) for each in alike for table in each.tables
            ]
        return (
            position,
            tuple(each.name for each in alike),
            tuple(one for one in found if one is not None),
        )

    async def _await_live(self, main: Connection, position: int) -> None:
        """Wait, bounded, until the live views are at *position*, if somebody moves them."""
        for _ in range(LIVE_POLLS):
            live = await tracked(main)
            behind = any(live.position(each) < position for each in self._projections)
            if not behind or not await NEXT_SQL["is_led"].value(main):
                return
            await asyncio.sleep(0.05)

    async def _swap(self, main: Connection, position: int) -> int:
        """Bring the rebuilt tables up to the end of the log and put them in place."""
        for _ in range(TRIES):
            try:
                async with main.transaction():
                    await main.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
                    await SQL["begin_swap"].run(main)
                    end = await last_position(main)
                    await self._catch_up(main, position, end)
                    await next_tables.swap(main, self._tables)
                    await self._move_tracking(main, end)
            except asyncpg.LockNotAvailableError:
                continue
            return end
        raise Busy

    async def _move_tracking(self, main: Connection, position: int) -> None:
        """Say that the views stand at *position* now, in the version of this code."""
        for each in self._projections:
            await SQL["set_position"].run(main, name=each.tracking_name, position=position)
            await SQL["forget_versions"].run(main, name=each.name, kept=each.tracking_name)
        await SQL["forget_stalls"].run(main, views=[each.name for each in self._projections])
        await SQL["announce"].run(main)


async def _apply(connection: Connection, projection: Projection, batch: Batch) -> None:
    """Write *batch* into the rebuilt tables of *projection*."""
    if batch.facts or projection.whole_log:
        await projection.apply(connection, batch)
