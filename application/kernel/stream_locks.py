"""Taking turns at a stream that several commands want at once.

Commands are decided without waiting for one another; only those that have met a conflict
queue up, each for the stream it met it in. Commands of other processes do not queue here,
so a turn is no promise: the store alone decides who was first.
"""

from asyncio import Lock
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID
from weakref import WeakValueDictionary


class StreamLocks:
    """The queues of one process; a queue lives only as long as somebody stands in it."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[UUID, Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def at(self, stream: UUID | None) -> AsyncIterator[None]:
        """Wait for a turn at *stream*, and not at all when there is none to wait for."""
        if stream is None:
            yield
            return
        lock = self._locks.get(stream)
        if lock is None:
            lock = self._locks[stream] = Lock()
        async with lock:
            yield
