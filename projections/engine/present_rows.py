"""Read models that hold one row for each thing, as it is now: the row is patched and put back.

An event that the row has seen before (by its version) changes nothing, so a batch may come
twice.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

import msgspec

from infrastructure.postgres.sql import Connection
from projections.engine.event_rows import EventRow, Kind
from projections.engine.projection import Batch, Row, add_rows

Change = Callable[[EventRow, Row], Row]


class PresentRows(msgspec.Struct, frozen=True, kw_only=True):
    """A *table* with a row per stream; *changes* say what each kind of event sets in it."""

    table: str
    changes: Mapping[Kind, Change]

    async def apply(self, connection: Connection, batch: Batch) -> None:
        """Write what the events of *batch* change."""
        streams = list({recorded.stream for recorded in batch.events})
        known = await connection.fetch(
            f"SELECT * FROM {self.table} WHERE id = ANY($1)",  # noqa: S608 - the name is a constant of ours
            streams,
        )
        changed = self.fold(batch.events, {row["id"]: dict(row) for row in known})
        await connection.execute(
            f"DELETE FROM {self.table} WHERE id = ANY($1)",  # noqa: S608 - as above
            [row["id"] for row in changed],
        )
        await add_rows(connection, self.table, changed)

    def fold(self, events: Iterable[EventRow], before: Mapping[UUID, Row]) -> list[Row]:
        """Return the rows that *events* leave other than *before*."""
        changed: dict[UUID, Row] = {}
        for recorded in events:
            row: dict[str, Any] = changed.get(recorded.stream) or before.get(recorded.stream, {})
            if recorded.version > row.get("version", 0):
                patch = self.changes[recorded.kind](recorded, row)
                changed[recorded.stream] = {**row, **patch, "version": recorded.version}
        return list(changed.values())
