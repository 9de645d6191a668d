"""Which event a view cannot digest: the last of the shortest beginning of a batch that fails.

A view comes to the same rows however the log is cut into batches, so a beginning of a batch is
as good as the batch. Each is tried in a transaction that is undone again, some ten or sixteen of
them, and only once a view has failed.
"""

from uuid import UUID

import msgspec

from infrastructure.postgres.sql import Connection, statements
from projections.engine.projection import Batch, Projection

SQL = statements(__file__)


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where an event stands: what it takes to look at it."""

    position: int
    topic: str
    stream: UUID

    def __str__(self) -> str:
        return f"position {self.position}, topic {self.topic}, stream {self.stream}"


class ViewFailed(Exception):
    """The view *view* cannot be made from the log, because of the event at *place* if one is known.

    Never a group of errors: whoever rebuilds wants to know about one event, and then the next.
    """

    def __init__(self, view: str, place: Place | None, error: Exception) -> None:
        self.view = view
        self.place = place
        where = f" at {place}" if place else ""
        super().__init__(f"The view {view} failed{where}: {type(error).__name__}: {error}")


async def culprit(connection: Connection, projection: Projection, batch: Batch) -> Place | None:
    """Return where the event of *batch* is that *projection* fails at, None if it is none of them.

    *connection* may be in a transaction, which goes on.
    """
    good, bad = 0, len(batch.events)
    while bad - good > 1:
        middle = (good + bad) // 2
        if await _fails(connection, projection, _beginning(batch, middle)):
            bad = middle
        else:
            good = middle
    if not bad or not await _fails(connection, projection, _beginning(batch, bad)):
        return None
    event = batch.events[bad - 1]
    topic: str = await SQL["topic_at"].value(connection, position=event.position)
    return Place(position=event.position, topic=topic, stream=event.stream)


def _beginning(batch: Batch, count: int) -> Batch:
    """Return the slice of the log that ends with the event number *count* of *batch*."""
    events = batch.events[:count]
    return Batch(after=batch.after, up_to=events[-1].position, events=events)


async def _fails(connection: Connection, projection: Projection, batch: Batch) -> bool:
    """Say whether *projection* fails at *batch*; nothing of what it writes stays."""
    trial = connection.transaction()
    await trial.start()
    try:
        await projection.apply(connection, batch)
    except Exception:
        if connection.is_closed():
            raise
        return True
    else:
        return False
    finally:
        if not connection.is_closed():
            await trial.rollback()
