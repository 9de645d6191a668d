"""What a projection is, and how a batch of events reaches it.

A projection never sees one event alone: it gets all events of a batch that it reads, in
the log's order, and writes sets of rows. It must come to the same rows however the log
is cut into batches, and change nothing when it meets an event again.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, TypeAlias, get_args

import msgspec

from infrastructure.postgres.sql import Connection
from projections.engine.event_rows import EventRow, Kind
from projections.engine.tables import Tables

Row: TypeAlias = dict[str, Any]


class Unclassified(TypeError):
    """A projection does not say of every event of its unions what becomes of it, once."""


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """A slice of the log: all positions *after* that one, up to and with *up_to*.

    *events* are those of it that the projection reads.
    """

    after: int
    up_to: int
    events: Sequence[EventRow]


class Projection(msgspec.Struct, frozen=True, kw_only=True):
    """One read model: which events it follows, which tables it fills, and how.

    *unions* are the unions of events that it follows. Each of their members is in *reads*,
    and changes rows, or in *ignores*, with the reason why it changes none; a member in
    neither is `Unclassified`, so nobody adds an event and forgets a view.

    *apply* writes unqualified tables, so that the same code fills the live schema and
    the one that a rebuild makes beside it. *whole_log* asks for batches without events
    too, for a view that takes its rows from the log by SQL. A new *version* means that
    old rows, or the old tables, are no longer right, and asks for a rebuild.
    """

    name: str
    version: int
    tables: Tables
    unions: tuple[Any, ...]
    reads: frozenset[Kind]
    apply: Callable[[Connection, Batch], Awaitable[None]]
    ignores: Mapping[Kind, str] = {}
    whole_log: bool = False

    def __post_init__(self) -> None:
        members = {kind for union in self.unions for kind in get_args(union) or (union,)}
        known = [*self.reads, *self.ignores]
        wrong = {kind.__name__ for kind in members if known.count(kind) != 1}
        wrong |= {kind.__name__ for kind in known if kind not in members}
        if wrong:
            raise Unclassified(
                f"The view {self.name} must read or ignore each event of its unions, and no "
                f"other: {', '.join(sorted(wrong))}."
            )

    @property
    def tracking_name(self) -> str:
        """The name under which the tracking table knows how far this version is."""
        return f"views.{self.name}.v{self.version}"


def ignoring(why: str, *kinds: Kind) -> dict[Kind, str]:
    """Return *kinds* as ignored for one and the same reason."""
    return dict.fromkeys(kinds, why)


async def add_rows(connection: Connection, table: str, rows: Sequence[Row]) -> None:
    """Copy *rows* into *table*, the fastest way into PostgreSQL for one row or a million.

    Each names every column, so the first one tells which columns there are.
    """
    if rows:
        columns = list(rows[0])
        in_order = itemgetter(*columns)
        await connection.copy_records_to_table(table, records=map(in_order, rows), columns=columns)
