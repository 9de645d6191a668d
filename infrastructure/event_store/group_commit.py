"""Group commit: what many callers append at once goes to the log in one call.

Two lanes take turns: while PostgreSQL commits the group of one, the other gathers and encodes
the next. Which group comes first is decided by the database's lock, not here.
"""

import asyncio

from domain.kernel.log import Appended
from infrastructure.event_store.commit_queue import MOST_WAITING, CommitQueue
from infrastructure.event_store.connection_writer import ConnectionWriter, Observed, unobserved
from infrastructure.event_store.entry import Entry
from infrastructure.postgres.sql import Pool

LANES = 2
PATIENCE = 30.0  # seconds a lost database has to come back


class GroupWriter:
    """Write entries to the log of *pool*'s database, in groups."""

    def __init__(
        self,
        pool: Pool,
        *,
        lanes: int = LANES,
        patience: float = PATIENCE,
        room: int = MOST_WAITING,
        observed: Observed = unobserved,
    ) -> None:
        self._room = CommitQueue(room)
        self._lanes = [ConnectionWriter(pool, self._room, patience, observed) for _ in range(lanes)]
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def waiting(self) -> int:
        """How many entries wait for a group."""
        return len(self._room)

    def start(self) -> None:
        """Begin to write."""
        self._tasks = [asyncio.create_task(lane.run(), name="log writer") for lane in self._lanes]

    async def submit(self, entry: Entry) -> Appended:
        """Return what became of *entry*, once that is durable."""
        await self._room.put(entry)
        return await entry.answer

    async def close(self) -> None:
        """Write what was taken, take no more, and give the connections back."""
        self._room.close()
        await asyncio.gather(*self._tasks)
        self._tasks = []
