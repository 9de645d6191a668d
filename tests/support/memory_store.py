"""The log in memory, honouring the contract of the real one.

`tests/contracts/test_event_store.py` runs one body of rules against both, so a unit test that
uses this store learns nothing that PostgreSQL would not have told it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

from domain.kernel.events import Event
from domain.kernel.log import (
    Append,
    Appended,
    CommandReused,
    Conflict,
    NewEvent,
    PrivateValue,
    Recorded,
)
from infrastructure.mapper import Mapper

START = datetime(2026, 1, 1, tzinfo=UTC)


class MemoryEventStore:
    """The port `EventStore` on two dictionaries and a list; *clock* is the time of recording."""

    def __init__(
        self, mapper: Mapper | None = None, clock: Callable[[], datetime] = lambda: START
    ) -> None:
        self.log: list[Recorded[Event]] = []
        self.private: dict[tuple[UUID, str], PrivateValue] = {}
        self._mapper = mapper or Mapper()
        self._clock = clock
        self._streams: dict[UUID, list[Recorded[Event]]] = {}
        self._commands: dict[UUID, tuple[bytes, Appended]] = {}

    async def append(self, append: Append) -> Appended:
        """Write all events of *append* or none."""
        if append.command_id in self._commands:
            return self._repeat(append)
        self._check(append.events)
        moment = max(self._clock(), self.log[-1].recorded_at if self.log else START)
        for new in append.events:
            self._write(append, new, moment)
        for value in append.private:
            self.private[value.subject, value.name] = value
        appended = Appended(position=len(self.log), outcome=append.outcome)
        self._commands[append.command_id] = (append.fingerprint, appended)
        return appended

    async def outcome_of(self, command_id: UUID) -> Appended | None:
        """Return what a command came to, None when it was never carried out."""
        if command_id not in self._commands:
            return None
        appended = self._commands[command_id][1]
        return Appended(position=appended.position, outcome=appended.outcome, repeated=True)

    async def read(
        self, streams: Sequence[UUID], *, up_to: int | None = None
    ) -> Mapping[UUID, Sequence[Recorded[Event]]]:
        """Return the events of each stream in order, up to position *up_to*."""
        last = len(self.log) if up_to is None else up_to
        return {
            stream: [event for event in self._streams.get(stream, []) if event.position <= last]
            for stream in streams
        }

    async def read_log(
        self, *, after: int, limit: int, topics: Sequence[str] = ()
    ) -> Sequence[Recorded[Event]]:
        """Return at most *limit* events after position *after*, in order."""
        wanted = [event for event in self.log[after:] if not topics or event.topic in topics]
        return wanted[:limit]

    async def last_position(self) -> int:
        """Return the position of the newest event, 0 for an empty log."""
        return len(self.log)

    async def position_at(self, moment: datetime) -> int:
        """Return the last position recorded at or before *moment*, 0 if none."""
        before = [event.position for event in self.log if event.recorded_at <= moment]
        return max(before, default=0)

    def _repeat(self, append: Append) -> Appended:
        """Answer a command that was carried out before."""
        fingerprint, appended = self._commands[append.command_id]
        if fingerprint != append.fingerprint:
            raise CommandReused(append.command_id)
        return Appended(position=appended.position, outcome=appended.outcome, repeated=True)

    def _check(self, events: Sequence[NewEvent]) -> None:
        """Raise `Conflict` when a stream has moved on, `ValueError` when versions do not follow."""
        newest: dict[UUID, int] = {}
        for new in events:
            if new.stream in newest and new.version != newest[new.stream] + 1:
                raise ValueError(f"Version {new.version} of {new.stream} does not follow.")
            newest.setdefault(new.stream, new.version)
            newest[new.stream] = new.version
        for stream in sorted(newest):
            first = min(new.version for new in events if new.stream == stream)
            if first != len(self._streams.get(stream, [])) + 1:
                raise Conflict(stream)

    def _write(self, append: Append, new: NewEvent, moment: datetime) -> None:
        """Put one event at the end of the log, as decoded from its own bytes."""
        topic, state = self._mapper.encode(new.event)
        recorded = Recorded(
            position=len(self.log) + 1,
            stream=new.stream,
            version=new.version,
            topic=topic,
            event=self._mapper.decode(topic, state),
            recorded_at=moment,
            actor=append.actor,
            office=append.office,
            command_id=append.command_id,
            causation=append.causation,
            effective_on=append.effective_on,
        )
        self.log.append(recorded)
        self._streams.setdefault(new.stream, []).append(recorded)
