"""What a projection is, and how a batch of facts reaches it.

A projection never sees one fact alone: it gets all facts of a batch that it reads, in
the log's order, and writes sets of rows. It must come to the same rows however the log
is cut into batches, and change nothing when it meets a fact again.
"""

from collections.abc import Awaitable, Callable, Sequence
from operator import itemgetter
from typing import Any, TypeAlias

import msgspec

from infrastructure.postgres.sql import Connection
from projections.engine.event_rows import EventRow, Kind

Row: TypeAlias = dict[str, Any]


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """A log_slice of the log: all positions *after* that one, up to and with *up_to*.

    *facts* are those of it that the projection reads.
    """

    after: int
    up_to: int
    facts: Sequence[EventRow]


class Projection(msgspec.Struct, frozen=True, kw_only=True):
    """One read model: what it reads, which tables it fills, and how.

    *apply* writes unqualified tables, so that the same code fills the live schema and
    the one that a rebuild makes beside it. *whole_log* asks for batches without facts
    too, for a view that takes its rows from the log by SQL. A new *version* means that
    old rows are no longer right, and asks for a rebuild.
    """

    name: str
    version: int
    tables: tuple[str, ...]
    reads: frozenset[Kind]
    apply: Callable[[Connection, Batch], Awaitable[None]]
    whole_log: bool = False

    @property
    def tracking_name(self) -> str:
        """The name under which the tracking table knows how far this version is."""
        return f"views.{self.name}.v{self.version}"


async def add_rows(
    connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Row]
) -> None:
    """Copy *rows* into *table*, the fastest way into PostgreSQL for one row or a million."""
    if rows:
        in_order = itemgetter(*columns)
        await connection.copy_records_to_table(
            table, records=map(in_order, rows), columns=list(columns)
        )
