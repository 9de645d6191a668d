"""Locks for streams that several commands want at once.

Commands are decided without waiting for one another; only those that have met a conflict
wait, each for the stream it met it in. Commands of other processes hold no lock here, so
holding one promises nothing: the store alone decides who was first.
"""

from asyncio import Lock
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID
from weakref import WeakValueDictionary


class StreamLocks:
    """The locks of one process; a lock lives only as long as somebody holds it or waits."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[UUID, Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def at(self, stream: UUID | None) -> AsyncIterator[None]:
        """Hold the lock of *stream*; with None there is nothing to wait for."""
        if stream is None:
            yield
            return
        lock = self._locks.get(stream)
        if lock is None:
            lock = self._locks[stream] = Lock()
        async with lock:
            yield
