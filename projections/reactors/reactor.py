"""What a reactor is: a side effect that certain events have, at least once each.

A reaction must bear being repeated: when a process dies after it and before the cursor has
moved, the next one reacts to the same event again.
"""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

import msgspec

from infrastructure.postgres.sql import Database
from projections.engine.event_rows import EventRow, Kind

React: TypeAlias = Callable[[Database, EventRow], Awaitable[None]]


class Reactor(msgspec.Struct, frozen=True, kw_only=True):
    """*react* is called for each event whose type is in *reads*, in the log's order.

    It is handed the database, to look into the log, and raises what keeps it from its work:
    then the same event comes again later, and the events after it wait; where they are *apart*,
    they go on meanwhile.
    """

    name: str
    reads: frozenset[Kind]
    react: React
    apart: bool = False

    @property
    def tracking_name(self) -> str:
        """The name under which the tracking table knows how far this reactor is."""
        return f"reactors.{self.name}"


class ReactorStatus(msgspec.Struct, frozen=True, kw_only=True):
    """How far a reactor is; *lag* counts the positions it is behind the log.

    *error* is what stopped it the last time and *attempts* how often in a row, None and 0
    while nothing does. *put_off* counts the events whose reaction failed and comes again.
    """

    name: str
    position: int
    lag: int
    error: str | None = None
    attempts: int = 0
    put_off: int = 0
