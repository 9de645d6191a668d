"""The library's four recorders, synchronous, on the asyncpg store.

They know no commands, actors or offices: what they write into the server's log has none.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from eventsourcing import persistence
from eventsourcing.persistence import Notification, StoredEvent, Tracking

from infrastructure.event_store.entry import Tracked
from infrastructure.eventsourcing_recorders.datastore import Datastore, Open
from infrastructure.eventsourcing_recorders.subscription import Subscription
from infrastructure.eventsourcing_recorders.tables import (
    LOG,
    LOG_TRACKING,
    create_tracking,
    events_table,
    move_tracking,
    on,
    quoted,
)
from infrastructure.postgres.sql import Record

FIRST = -(2**63)
LAST = 2**63 - 1


class AggregateRecorder(persistence.AggregateRecorder):
    """Insert and select the events of streams."""

    numbered = False

    def __init__(
        self,
        datastore: Datastore,
        *,
        events_table_name: str = LOG,
        tracking_table_name: str = LOG_TRACKING,
    ) -> None:
        self.datastore = datastore
        self.events_table_name = events_table_name
        self.tracking_table_name = tracking_table_name
        self._events = events_table(events_table_name, tracking_table_name, numbered=self.numbered)

    def create_table(self) -> None:
        """Make the tables that are missing."""
        self.datastore.run(self._events.create)

    def insert_events(
        self,
        stored_events: Sequence[StoredEvent],
        **kwargs: Any,  # noqa: ANN401 - the library's signature
    ) -> Sequence[int] | None:
        """Insert *stored_events*, all or none; raise the library's `IntegrityError` on conflict."""
        self._insert(stored_events, **kwargs)
        return None

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        """Return the events of a stream, with versions above *gt* and up to *lte*."""
        name = "select_events_backwards" if desc else "select_events"
        statement = on(name, self.events_table_name)

        async def select(opened: Open) -> list[Record]:
            return await statement.rows(
                opened.pool,
                stream=originator_id,
                gt=FIRST if gt is None else gt,
                lte=LAST if lte is None else lte,
                limit=limit,
            )

        return [StoredEvent(*row) for row in self.datastore.run(select)]

    def _insert(
        self,
        events: Sequence[StoredEvent],
        tracking: Tracking | None = None,
        **_: object,
    ) -> Sequence[int]:
        """Insert *events* and move *tracking*, both or neither."""
        tracked = _tracked(tracking) if tracking else None
        if not events and tracked is None:
            return ()
        return self.datastore.run(lambda opened: self._events.insert(opened, events, tracked))


class ApplicationRecorder(AggregateRecorder, persistence.ApplicationRecorder):
    """Insert and select events, and read all of them in the order of their positions."""

    numbered = True

    def insert_events(
        self,
        stored_events: Sequence[StoredEvent],
        **kwargs: Any,  # noqa: ANN401 - the library's signature
    ) -> Sequence[int] | None:
        """Insert *stored_events*, all or none, and return their positions."""
        return list(self._insert(stored_events, **kwargs)) or None

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """Return at most *limit* events from *start* to *stop*, of *topics* or of all."""
        first = FIRST if start is None else start + (not inclusive_of_start)
        statement = on("select_notifications", self.events_table_name)

        async def select(opened: Open) -> list[Record]:
            return await statement.rows(
                opened.pool,
                start=first,
                stop=LAST if stop is None else stop,
                topics=list(topics),
                limit=limit,
            )

        return [Notification(*row) for row in self.datastore.run(select)]

    def max_notification_id(self) -> int | None:
        """Return the newest position, None where there is none."""
        statement = on("max_notification_id", self.events_table_name)

        async def select(opened: Open) -> int | None:
            newest: int | None = await statement.value(opened.pool)
            return newest

        return self.datastore.run(select)

    def subscribe(
        self, gt: int | None = None, topics: Sequence[str] = ()
    ) -> persistence.Subscription[persistence.ApplicationRecorder]:
        """Return an iterator over the events after *gt*, which waits for new ones."""
        return Subscription(self, gt=gt, topics=topics)


class TrackingRecorder(persistence.TrackingRecorder):
    """Keep how far followers of a log have come."""

    def __init__(self, datastore: Datastore, *, tracking_table_name: str = LOG_TRACKING) -> None:
        self.datastore = datastore
        self.tracking_table_name = tracking_table_name
        quoted(tracking_table_name)

    def create_table(self) -> None:
        """Make the table if it is missing."""
        self.datastore.run(lambda opened: create_tracking(opened, self.tracking_table_name))

    def insert_tracking(self, tracking: Tracking) -> None:
        """Move a follower ahead; raise the library's `IntegrityError` when it has been there."""

        async def move(opened: Open) -> None:
            async with opened.pool.acquire() as connection:
                await move_tracking(connection, self.tracking_table_name, _tracked(tracking))

        self.datastore.run(move)

    def max_tracking_id(self, application_name: str) -> int | None:
        """Return how far a follower has come, None when it has not begun."""
        statement = on("max_tracking_id", self.tracking_table_name)

        async def select(opened: Open) -> int | None:
            newest: int | None = await statement.value(opened.pool, name=application_name)
            return newest

        return self.datastore.run(select)


class ProcessRecorder(TrackingRecorder, ApplicationRecorder, persistence.ProcessRecorder):
    """Insert events and move a follower in one transaction."""

    def __init__(
        self,
        datastore: Datastore,
        *,
        events_table_name: str = LOG,
        tracking_table_name: str = LOG_TRACKING,
    ) -> None:
        TrackingRecorder.__init__(self, datastore, tracking_table_name=tracking_table_name)
        ApplicationRecorder.__init__(
            self,
            datastore,
            events_table_name=events_table_name,
            tracking_table_name=tracking_table_name,
        )

    def create_table(self) -> None:
        """Make the tables that are missing."""
        ApplicationRecorder.create_table(self)
        TrackingRecorder.create_table(self)


def _tracked(tracking: Tracking) -> Tracked:
    """Return *tracking* as the store knows it."""
    return Tracked(tracking.application_name, tracking.notification_id)
