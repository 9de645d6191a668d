"""Where entries wait for a group commit, and how the next group is chosen.

An entry is what one command writes. Several writers take groups from one queue and may write at
the same time, which is only safe because of the rule here: entries leave in the order in which
they came, except that two which share a key (a stream or a command id) are never being written at
the same time. The later one, and whatever shares a key with it in turn, stays where it is.
An entry that moves a follower's tracking goes alone, because the append function tracks once a
call. A closed queue raises `LogUnavailable`.
"""

import asyncio
from collections import deque

from domain.kernel.log import LogUnavailable
from infrastructure.event_store.entry import Entry

MOST_COMMANDS = 1_000  # in one group
MOST_EVENTS = 5_000  # after which a group takes no further command
MOST_WAITING = 10_000  # entries before callers have to wait for a place

# From so many waiting entries on, a group is half of them if another writer is idle: callers of the
# one half make their next commands while PostgreSQL writes the other. Below, a second commit costs
# more than that gains (bench/append.py).
WORTH_SHARING = 32


class CommitQueue:
    """Entries that wait; several writers take groups from it.

    *capacity* is how many may wait; callers of `put` beyond that wait outside.
    """

    def __init__(self, capacity: int = MOST_WAITING) -> None:
        self._capacity = capacity
        self._entries: deque[Entry] = deque()
        self._in_flight: set[int] = set()  # keys of the entries that are being written
        self._sleeping: deque[asyncio.Future[None]] = deque()  # writers that wait for entries
        self._idle = 0  # writers that sleep, or were woken and have not looked yet
        self._not_full = asyncio.Event()
        self._not_full.set()
        self._open = True

    def __len__(self) -> int:
        return len(self._entries)

    async def put(self, entry: Entry) -> None:
        """Let *entry* wait for its group; when the queue is full, wait for a place first."""
        while len(self._entries) >= self._capacity and self._open:
            self._not_full.clear()
            await self._not_full.wait()
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
            self._sleeping.append(sleeper)
            self._idle += 1
            await sleeper
            self._idle -= 1
        return group

    def release(self, group: list[Entry]) -> None:
        """Let entries that share a key with *group* go, now that it has its answers."""
        for entry in group:
            self._in_flight.difference_update(entry.keys)
        if self._entries or not self._open:
            self._wake()

    def close(self) -> None:
        """Take no more; what waits is still written."""
        self._open = False
        self._not_full.set()
        while self._sleeping:
            self._wake()

    def dismiss(self, error: Exception) -> None:
        """Answer all that wait with *error*; nothing of them was written."""
        while self._entries:
            self._entries.popleft().fail(error)
        self._not_full.set()

    def _choose(self) -> list[Entry]:
        """Take out the next group, as large as it may be; empty when nothing can be written now.

        Walks the queue once, from the oldest entry on, and sorts each into one of three:

        - *group*: shares no key with what is being written, nor with an older entry that stays.
        - *staying*: shares one. Its keys become *held*, so that no younger entry that shares a
          key with it overtakes it, although that key itself may be free.
        - dropped: its caller has stopped waiting, so nobody asked for it any more.

        The walk ends after `_share` entries, at `MOST_EVENTS` events, and around an entry that is
        tracked, which is a group by itself. Those that stay go back to the front, in their order.
        """
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
            if not (self._in_flight.isdisjoint(keys) and held.isdisjoint(keys)):
                held.update(keys)
                staying.append(entry)
                continue
            if entry.tracked is not None and group:
                staying.append(entry)
                break
            self._in_flight.update(keys)
            group.append(entry)
            events += len(entry.lines)
            if entry.tracked is not None:
                break
        self._entries.extendleft(reversed(staying))
        # Only after taking something: writers must not wake each other while nothing can be taken.
        if group and len(self._entries) >= WORTH_SHARING // 2:
            self._wake()
        if len(self._entries) < self._capacity:
            self._not_full.set()
        return group

    def _share(self) -> int:
        """Return how many entries to look at: half of many when another writer is idle."""
        waiting = len(self._entries)
        if self._idle and waiting >= WORTH_SHARING:
            return min((waiting + 1) // 2, MOST_COMMANDS)
        return MOST_COMMANDS

    def _wake(self) -> None:
        """Wake one writer that sleeps, if any does."""
        while self._sleeping:
            sleeper = self._sleeping.popleft()
            if not sleeper.done():
                sleeper.set_result(None)
                return
