"""The reference of the rebuild benchmark: the library's ProjectionRunner on the same log."""

import asyncio
import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec
from eventsourcing.application import Application
from eventsourcing.persistence import StoredEvent, Tracking
from eventsourcing.postgres import PostgresTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner
from psycopg.sql import SQL

from domain.kernel.events import Event
from infrastructure.mapper import Mapper
from infrastructure.postgres.pool import owner_connection
from infrastructure.settings.settings import Settings


class Given(msgspec.Struct):
    """An event as the library hands it to a projection."""

    originator_id: Any
    originator_version: int
    event: Event


class LogMapper:
    """Reads this log's bytes for the library."""

    def __init__(self) -> None:
        self._mapper = Mapper()

    def to_domain_event(self, stored: StoredEvent) -> Given:
        """Decode one event."""
        event = self._mapper.decode(stored.topic, stored.state)
        return Given(stored.originator_id, stored.originator_version, event)


class Log(Application[Any]):
    """The library's application on this log."""

    name = "stored"

    def construct_mapper(self) -> Any:  # noqa: ANN401 - it is no mapper by inheritance
        """Read with the project's own mapper."""
        return LogMapper()


class OneView(PostgresTrackingRecorder):
    """A view of one row an event."""

    def __init__(self, datastore: Any, **names: Any) -> None:  # noqa: ANN401 - the library's own signature
        super().__init__(datastore, **names)
        table = SQL(
            "CREATE TABLE IF NOT EXISTS one_view"
            " (position bigint PRIMARY KEY, stream uuid, version bigint, kind text, details text)"
        )
        index = SQL("CREATE INDEX IF NOT EXISTS one_view_{} ON one_view ({}, position)")
        self.sql_create_statements += [table.format()]
        self.sql_create_statements += [
            index.format(SQL(column), SQL(column)) for column in ("stream", "kind")
        ]

    def add(self, given: Given, tracking: Tracking) -> None:
        """Write one row and move the tracking, in one transaction."""
        row = (
            tracking.notification_id,
            given.originator_id,
            given.originator_version,
            type(given.event).__name__,
            getattr(given.event, "reason", None),
        )
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            cursor.execute("INSERT INTO one_view VALUES (%s, %s, %s, %s, %s)", row, prepare=True)


class OneProjection(Projection[OneView]):
    """Hands each event to the view."""

    name = "oneview"

    def process_event(self, domain_event: Any, tracking: Tracking) -> None:  # noqa: ANN401 - any event
        """Write it."""
        self.view.add(domain_event, tracking)


def events_per_second(url: str, events: int) -> float:
    """Return the events a second of the library's runner, over the first *events*."""
    begin = asyncio.run(_forget(url, events))
    parts = urlsplit(url)
    environment = {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": parts.path.lstrip("/"),
        "POSTGRES_HOST": parts.hostname or parse_qs(parts.query)["host"][0],
        "POSTGRES_PORT": str(parts.port or 5432),
        "POSTGRES_USER": parts.username or "postgres",
        "POSTGRES_PASSWORD": parts.password or "none",
    }
    began = time.perf_counter()
    with ProjectionRunner(
        application_class=Log,
        projection_class=OneProjection,
        view_class=OneView,
        env=environment,
    ) as runner:
        runner.wait(begin + events, timeout=600)
        done = runner.projection.view.max_tracking_id(Log.name)
        spent = time.perf_counter() - began
    assert done is not None
    return float(done - begin) / spent


async def _forget(url: str, events: int) -> int:
    """Let the library begin in the middle of the log, where it is as mixed as it is; say where."""
    async with owner_connection(url, Settings()) as connection:
        await connection.execute("DROP TABLE IF EXISTS one_view, oneview_tracking")
        begin: int = await connection.fetchval(
            "SELECT greatest(max(notification_id) / 2 - $1, 0) FROM stored_events", events
        )
        await connection.execute(
            "CREATE TABLE oneview_tracking"
            " (application_name text PRIMARY KEY, notification_id bigint)"
        )
        for name, position in (("__migration__", 1), (Log.name, begin)):
            await connection.execute("INSERT INTO oneview_tracking VALUES ($1, $2)", name, position)
    return begin
