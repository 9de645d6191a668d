"""Where entries wait for a group, and how a group is chosen.

Entries leave in the order in which they came, except that two which share a stream or a command
id are never out at the same time: the later one, and whatever shares something with it, stays.
One that moves a follower's tracking goes alone, because the append function tracks once a call.
"""

import asyncio
from collections import deque

from domain.kernel.log import LogUnavailable
from infrastructure.event_store.entry import Entry

MOST_COMMANDS = 1_000  # in one group
MOST_EVENTS = 5_000  # after which a group takes no further command
MOST_WAITING = 10_000  # entries before callers have to wait for a place

# From so many on, what waits is shared with a lane that sleeps: one encodes while the other's
# group commits. Below, a second commit costs more than that gains (measured with bench/append.py).
WORTH_SHARING = 128


class CommitQueue:
    """Entries that have come and not yet gone; several lanes take groups from it."""

    def __init__(self, room: int = MOST_WAITING) -> None:
        self._most = room
        self._entries: deque[Entry] = deque()
        self._out: set[int] = set()
        self._sleepers: deque[asyncio.Future[None]] = deque()
        self._idle = 0  # lanes that sleep, or were woken and have not looked yet
        self._place = asyncio.Event()
        self._place.set()
        self._open = True

    def __len__(self) -> int:
        return len(self._entries)

    async def put(self, entry: Entry) -> None:
        """Let *entry* wait for its group; where all places are taken, wait for one first."""
        while len(self._entries) >= self._most and self._open:
            self._place.clear()
            await self._place.wait()
        if not self._open:
            raise LogUnavailable("The log is closed.")
        self._entries.append(entry)
        self._wake()

    async def take(self) -> list[Entry]:
        """Return the next group; an empty one means that none will come any more."""
        while not (group := self._choose()):
            if not self._open and not self._entries:
                return []
            sleeper = asyncio.get_running_loop().create_future()
            self._sleepers.append(sleeper)
            self._idle += 1
            await sleeper
            self._idle -= 1
        return group

    def release(self, group: list[Entry]) -> None:
        """Let others touch what *group* touched, now that it has its answers."""
        for entry in group:
            self._out.difference_update(entry.keys)
        if self._entries or not self._open:
            self._wake()

    def close(self) -> None:
        """Take no more; what waits is still written."""
        self._open = False
        self._place.set()
        while self._sleepers:
            self._wake()

    def dismiss(self, error: Exception) -> None:
        """Answer all that wait with *error*; nothing of them was written."""
        while self._entries:
            self._entries.popleft().fail(error)
        self._place.set()

    def _choose(self) -> list[Entry]:
        """Take out the next group, as large as it may be."""
        group: list[Entry] = []
        staying: list[Entry] = []
        held: set[int] = set()
        events = 0
        most = self._share()
        while self._entries and len(group) + len(staying) < most and events < MOST_EVENTS:
            entry = self._entries.popleft()
            keys = entry.keys
            if entry.answer.done():
                continue
            if not (self._out.isdisjoint(keys) and held.isdisjoint(keys)):
                held.update(keys)
                staying.append(entry)
                continue
            if entry.tracked is not None and group:
                staying.append(entry)
                break
            self._out.update(keys)
            group.append(entry)
            events += len(entry.lines)
            if entry.tracked is not None:
                break
        self._entries.extendleft(reversed(staying))
        if group and len(self._entries) >= WORTH_SHARING // 2:
            self._wake()
        if len(self._entries) < self._most:
            self._place.set()
        return group

    def _share(self) -> int:
        """Return how many entries to look at: half of many when another lane has none."""
        waiting = len(self._entries)
        if self._idle and waiting >= WORTH_SHARING:
            return min((waiting + 1) // 2, MOST_COMMANDS)
        return MOST_COMMANDS

    def _wake(self) -> None:
        """Wake one lane that sleeps, if any does."""
        while self._sleepers:
            sleeper = self._sleepers.popleft()
            if not sleeper.done():
                sleeper.set_result(None)
                return
