"""Build views again from the log, beside the live ones, compare, and swap.

The server goes on meanwhile: it reads and moves the live tables until one short
transaction puts the rebuilt ones in their place, and continues from where those stand.
The code that changes rows is the same as live; only the batches are larger.
"""

import asyncio
from collections.abc import Sequence

import asyncpg
import msgspec

from infrastructure.postgres.sql import Connection
from projections.engine import next_tables
from projections.engine.batches import last_position
from projections.engine.event_reader import EventReader
from projections.engine.loading import Connect, Loader, Say
from projections.engine.next_tables import SQL as NEXT_SQL
from projections.engine.next_tables import Difference
from projections.engine.projection import Projection
from projections.engine.tracking import SQL, tracked

REBUILD_BATCH = 50_000
TRIES = 20  # how often a swap begs readers of the live tables for a moment
LOCK_TIMEOUT = "2s"  # how long each time; whoever reads them meanwhile waits behind it
LIVE_POLLS = 100  # how often a rebuild looks whether the live views have come as far as it


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
        self._loader = Loader(connect, projections, reader or EventReader(), batch=batch, say=say)
        self._tables = [table for each in projections for table in each.tables.names]

    async def run(self, *, swap: bool = True) -> Report:
        """Rebuild, compare, and with *swap* put the rebuilt tables in place."""
        async with self._connect() as main:
            if not await NEXT_SQL["take_rebuilding"].value(main):
                raise AlreadyRebuilding
            await next_tables.create(main, self._projections)
            try:
                position = await last_position(main)
                await self._loader.load(position)
                position, compared, differences = await self._compare(main, position)
                if swap:
                    position = await self._swap(main, position)
            finally:
                await next_tables.drop(main)
        return Report(position=position, compared=compared, differences=differences, swapped=swap)

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
            await self._loader.catch_up(main, loaded, position)
            alike = [each for each in self._projections if live.stands_at(each, position)]
            names = [table for each in alike for table in each.tables.names]
            found = [await next_tables.difference(main, table) for table in names]
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
                    await self._loader.catch_up(main, position, end)
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
