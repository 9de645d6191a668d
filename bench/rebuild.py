"""How fast all read models are rebuilt from the log, beside the library's ProjectionRunner.

Both read the same log in the same database. The library writes one small view, one row an
event; Sokoguru writes all of its own, makes their indexes, compares them with the live
ones and swaps. A second log, a quarter of the size, shows that the cost is linear.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import asyncpg
import msgspec
import uvloop
from eventsourcing.application import Application
from eventsourcing.persistence import StoredEvent, Tracking
from eventsourcing.postgres import PostgresTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner
from psycopg.sql import SQL

from bench import _history
from domain.kernel.events import Event
from infrastructure.embedded_postgres.embedded import embedded_postgres
from infrastructure.mapper import Mapper
from infrastructure.postgres.migrate import migrate
from infrastructure.postgres.pool import owner_connection
from infrastructure.postgres.sql import Connection
from infrastructure.settings.settings import Settings
from projections.engine.rebuild import REBUILD_BATCH, Rebuild
from projections.engine.views import VIEWS

PROTOCOL = {
    "data": "cooperatives with a yearly assessment each, documents from the engine, interleaved",
    "server": "the embedded PostgreSQL, its defaults (fsync on)",
    "ours": "all views: load, indexes, comparison with the live rows, swap",
    "library": "eventsourcing ProjectionRunner, one view of one row an event, three indexes",
    "order": "ours and the reference in turn; the median of each counts",
}

Connect = Callable[[], AbstractAsyncContextManager[Connection]]


def main(argv: Sequence[str]) -> int:
    """Run the benchmark and print its figures."""
    options = _options(argv)
    with tempfile.TemporaryDirectory() as folder, embedded_postgres(Path(folder)) as url:
        figures = _measure(url, options)
    ratios = {
        "events_per_second": round(
            figures["events_per_second"] / figures["library_events_per_second"], 1
        ),
        "linearity": round(figures["best"] / figures["best_small"], 2),
    }
    _report(options, figures, ratios)
    return 0


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench rebuild", description=__doc__)
    parser.add_argument("--cooperatives", type=int, default=10_000)
    parser.add_argument("--years", type=int, default=5)
    parser.add_argument("--batch", type=int, default=REBUILD_BATCH, help="events in a batch")
    parser.add_argument("--library", type=int, default=4_000, help="events for the library")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="print one object as the last line")
    return parser.parse_args(argv)


def _measure(url: str, options: argparse.Namespace) -> dict[str, float]:
    """Return events per second of ours, of the reference, and of a log of a quarter the size."""
    small = _database(url, max(options.cooperatives // 4, 1), options.years)
    large = _database(url, options.cooperatives, options.years)
    ours, reference, smaller = [], [], []
    for _ in range(options.rounds):
        reference.append(_library(large, options.library))
        ours.append(_rebuild(large, options.batch))
        smaller.append(_rebuild(small, options.batch))
    return {
        "events": float(_run(_count(large))),
        "events_per_second": round(statistics.median(ours)),
        "events_per_second_small": round(statistics.median(smaller)),
        "best": round(max(ours)),
        "best_small": round(max(smaller)),
        "library_events_per_second": round(statistics.median(reference)),
    }


def _run(work: Any) -> Any:  # noqa: ANN401 - whatever the coroutine returns
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(work)


def _database(url: str, cooperatives: int, years: int) -> str:
    """Make a database with a log of that size, its views built once, and return its address."""
    name = f"bench_{uuid4().hex}"
    _run(_create(url, name))
    made = urlsplit(url)._replace(path=f"/{name}").geturl()
    _run(_fill(made, cooperatives, years))
    _rebuild(made, REBUILD_BATCH)
    return made


async def _create(url: str, name: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(f"CREATE DATABASE {name}")
    await connection.close()


async def _fill(url: str, cooperatives: int, years: int) -> None:
    async with owner_connection(url, Settings()) as connection:
        await migrate(connection)
        await _history.write(connection, cooperatives, years)


async def _count(url: str) -> int:
    async with owner_connection(url, Settings()) as connection:
        count: int = await connection.fetchval("SELECT count(*) FROM stored_events")
    return count


def _rebuild(url: str, batch: int) -> float:
    """Return the events a second of a rebuild of all views."""
    rebuild = Rebuild(lambda: owner_connection(url, Settings()), VIEWS, batch=batch)
    began = time.perf_counter()
    report = _run(rebuild.run())
    spent = time.perf_counter() - began
    assert not report.differences
    position: int = report.position
    return position / spent


# --- The reference ---------------------------------------------------------------------------


class Told(msgspec.Struct):
    """An event as the library hands it to a projection."""

    originator_id: Any
    originator_version: int
    event: Event


class LogMapper:
    """Reads this log's bytes for the library."""

    def __init__(self) -> None:
        self._mapper = Mapper()

    def to_domain_event(self, stored: StoredEvent) -> Told:
        """Decode one event."""
        event = self._mapper.decode(stored.topic, stored.state)
        return Told(stored.originator_id, stored.originator_version, event)


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

    def add(self, told: Told, tracking: Tracking) -> None:
        """Write one row and move the tracking, in one transaction."""
        row = (
            tracking.notification_id,
            told.originator_id,
            told.originator_version,
            type(told.event).__name__,
            getattr(told.event, "reason", None),
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


def _library(url: str, events: int) -> float:
    """Return the events a second of the library's runner, over the first *events*."""
    begin = _run(_forget(url, events))
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


def _report(
    options: argparse.Namespace, figures: dict[str, float], ratios: dict[str, float]
) -> None:
    protocol = {**PROTOCOL, **{key: value for key, value in vars(options).items() if key != "json"}}
    for name, value in [*protocol.items(), *figures.items()]:
        print(f"{name:>24}  {value}")
    print("ratios")
    for name, value in ratios.items():
        print(f"{name:>24}  {value}")
    if options.json:
        found = {"name": "rebuild", "protocol": protocol, "figures": figures, "ratios": ratios}
        print(msgspec.json.encode(found).decode())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
