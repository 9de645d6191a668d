"""From the log to projections: a log_slice of it, decoded once, shared out by what each reads.

An event that cannot be decoded holds up only the projections that look into it: the
error waits in the fact and is raised when somebody asks the event for something.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from infrastructure.postgres.sql import Connection, statements
from projections.engine.event_rows import UNREAD, EventReader, EventRow, Kind
from projections.engine.projection import Batch, Projection

SQL = statements(__file__)


class LogSlice(msgspec.Struct, frozen=True, kw_only=True):
    """All facts *after* a position, up to and with *up_to*, out of *events* events."""

    after: int
    up_to: int
    events: int
    facts: Sequence[EventRow]

    def shares(self, projections: Iterable[Projection]) -> Mapping[str, Batch]:
        """Return the batch of each projection, by name."""
        taken: dict[str, list[EventRow]] = {each.name: [] for each in projections}
        takers: dict[Kind, list[Callable[[EventRow], None]]] = {}
        for each in projections:
            for kind in each.reads:
                takers.setdefault(kind, []).append(taken[each.name].append)
        for fact in self.facts:
            for take in takers.get(fact.kind, ()):
                take(fact)
        return {
            name: Batch(after=self.after, up_to=self.up_to, facts=facts)
            for name, facts in taken.items()
        }


class LogReader:
    """Reads stretches of the log for some projections, and decodes what they look into."""

    def __init__(self, projections: Sequence[Projection], reader: EventReader) -> None:
        self._reader = reader
        kinds = frozenset[Kind]().union(*(each.reads for each in projections))
        self._decoded = reader.topics_of(kinds - UNREAD)
        self._undecoded = reader.topics_of(kinds & UNREAD)

    async def next(self, connection: Connection, *, after: int, up_to: int, limit: int) -> LogSlice:
        """Return the log_slice, or its beginning when it holds more than *limit* events."""
        rows = await SQL["read_log"].rows(
            connection, topics=self._decoded, after=after, up_to=up_to, limit=limit
        )
        end = rows[-1]["notification_id"] if len(rows) == limit else up_to
        return LogSlice(after=after, up_to=end, events=len(rows), facts=self._reader.read(rows))

    async def whole(self, connection: Connection, *, after: int, up_to: int) -> LogSlice:
        """Return the log_slice with only those events that make a difference to somebody."""
        rows = await SQL["read_topics"].rows(
            connection,
            decoded=self._decoded,
            undecoded=self._undecoded,
            after=after,
            up_to=up_to,
        )
        return LogSlice(
            after=after, up_to=up_to, events=up_to - after, facts=self._reader.read(rows)
        )


async def last_position(connection: Connection) -> int:
    """Return where the log ends, 0 when it is empty."""
    position: int = await SQL["last_position"].value(connection)
    return position
