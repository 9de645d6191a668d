"""From the log to projections: a slice of it, decoded once, shared out by what each reads.

An event that cannot be decoded holds up only the projections that look into it: the
error waits in its row and is raised when somebody asks the event for something.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from infrastructure.postgres.sql import Connection, Database, statements
from projections.engine.event_reader import EventReader
from projections.engine.event_rows import UNREAD, EventRow, Kind
from projections.engine.projection import Batch, Projection

SQL = statements(__file__)


class LogSlice(msgspec.Struct, frozen=True, kw_only=True):
    """The *events* after a position, up to and with *up_to*, of so many (*size*) in the log."""

    after: int
    up_to: int
    size: int
    events: Sequence[EventRow]

    def shares(self, projections: Iterable[Projection]) -> Mapping[str, Batch]:
        """Return the batch of each projection, by name."""
        taken: dict[str, list[EventRow]] = {each.name: [] for each in projections}
        takers: dict[Kind, list[Callable[[EventRow], None]]] = {}
        for each in projections:
            for kind in each.reads:
                takers.setdefault(kind, []).append(taken[each.name].append)
        for recorded in self.events:
            for take in takers.get(recorded.kind, ()):
                take(recorded)
        return {
            name: Batch(after=self.after, up_to=self.up_to, events=events)
            for name, events in taken.items()
        }


class LogReader:
    """Reads slices of the log for some projections, and decodes what they look into."""

    def __init__(self, projections: Sequence[Projection], reader: EventReader) -> None:
        self._reader = reader
        kinds = frozenset[Kind]().union(*(each.reads for each in projections))
        self._decoded = reader.topics_of(kinds - UNREAD)
        self._undecoded = reader.topics_of(kinds & UNREAD)

    async def next(self, connection: Connection, *, after: int, up_to: int, limit: int) -> LogSlice:
        """Return the slice, or its beginning when it holds more than *limit* events."""
        rows = await SQL["read_log"].rows(
            connection, topics=self._decoded, after=after, up_to=up_to, limit=limit
        )
        end = rows[-1]["position"] if len(rows) == limit else up_to
        return LogSlice(after=after, up_to=end, size=len(rows), events=self._reader.read(rows))

    async def whole(self, connection: Connection, *, after: int, up_to: int) -> LogSlice:
        """Return the slice with only those events that make a difference to somebody."""
        rows = await SQL["read_topics"].rows(
            connection,
            decoded=self._decoded,
            undecoded=self._undecoded,
            after=after,
            up_to=up_to,
        )
        return LogSlice(
            after=after, up_to=up_to, size=up_to - after, events=self._reader.read(rows)
        )


async def last_position(connection: Database) -> int:
    """Return where the log ends, 0 when it is empty."""
    position: int = await SQL["last_position"].value(connection)
    return position
