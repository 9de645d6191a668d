"""Group commit: what many callers append at once goes to the log in one call.

Two writers, each with a connection of its own: while PostgreSQL commits the group of one, the
other gathers and encodes the next. Which group comes first in the log is decided by the
database's lock, not here.
"""

import asyncio

from domain.kernel.log import Appended
from infrastructure.event_store.commit_queue import MOST_WAITING, CommitQueue
from infrastructure.event_store.connection_writer import ConnectionWriter, Observed, unobserved
from infrastructure.event_store.entry import Entry
from infrastructure.postgres.sql import Pool

WRITERS = 2  # connections that write at the same time
PATIENCE = 30.0  # seconds a lost database has to come back


class GroupWriter:
    """Write entries to the log of *pool*'s database, in groups.

    *capacity* entries may wait; *patience* is in seconds.
    """

    def __init__(
        self,
        pool: Pool,
        *,
        writers: int = WRITERS,
        patience: float = PATIENCE,
        capacity: int = MOST_WAITING,
        observed: Observed = unobserved,
    ) -> None:
        self._queue = CommitQueue(capacity)
        self._writers = [
            ConnectionWriter(pool, self._queue, patience, observed) for _ in range(writers)
        ]
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def waiting(self) -> int:
        """How many entries wait for a group."""
        return len(self._queue)

    def start(self) -> None:
        """Begin to write."""
        self._tasks = [asyncio.create_task(each.run(), name="log writer") for each in self._writers]

    async def submit(self, entry: Entry) -> Appended:
        """Return what became of *entry*, once that is durable."""
        await self._queue.put(entry)
        return await entry.answer

    async def close(self) -> None:
        """Write what was taken, take no more, and give the connections back."""
        self._queue.close()
        await asyncio.gather(*self._tasks)
        self._tasks = []
