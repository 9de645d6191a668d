"""How far each view has come: rows in the library's tracking table, moved with the views.

A row is named after the view and its version, so two versions of one view are told
apart. A view whose rows are of another version than the code must be rebuilt first.
"""

from collections.abc import Mapping, Sequence

import msgspec

from infrastructure.postgres.sql import Connection, Database, statements
from projections.engine.projection import Projection

SQL = statements(__file__)

CHANNEL = "views_moved"


class Elsewhere(Exception):
    """Somebody else moved a view while it was being written; the batch must not count."""


class Tracked(msgspec.Struct, frozen=True, kw_only=True):
    """The positions of all versions of all views, by their tracking names."""

    positions: Mapping[str, int]

    def position(self, projection: Projection) -> int:
        """Return how far *projection* is, 0 when it never moved."""
        return self.positions.get(projection.tracking_name, 0)

    def stands_at(self, projection: Projection, position: int) -> bool:
        """Say whether *projection*, in this very version, is at *position*."""
        return self.positions.get(projection.tracking_name) == position

    def is_new(self, projection: Projection) -> bool:
        """Say whether no version of *projection* has ever been tracked."""
        prefix = f"views.{projection.name}.v"
        return not any(name.startswith(prefix) for name in self.positions)

    def outdated(self, projection: Projection) -> bool:
        """Say whether the rows of *projection* were written by another version of it."""
        return projection.tracking_name not in self.positions and not self.is_new(projection)


async def tracked(database: Database) -> Tracked:
    """Return how far all views are."""
    rows = await SQL["tracked"].rows(database)
    return Tracked(positions={row["name"]: row["position"] for row in rows})


async def advance(
    connection: Connection, projections: Sequence[Projection], *, after: int, up_to: int
) -> None:
    """Move *projections* on in the transaction that wrote their rows; `Elsewhere` if they moved."""
    names = [each.tracking_name for each in projections]
    moved = await SQL["advance"].rows(
        connection,
        views=[each.name for each in projections],
        names=names,
        after=after,
        up_to=up_to,
    )
    if len(moved) != len(names):
        raise Elsewhere(", ".join(names))
    await SQL["announce"].run(connection)
