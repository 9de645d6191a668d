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
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import asyncpg
import msgspec
import uvloop

from bench import _history, _library
from infrastructure.embedded_postgres.embedded import embedded_postgres
from infrastructure.postgres.migrate import migrate
from infrastructure.postgres.pool import owner_connection
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
        reference.append(_library.events_per_second(large, options.library))
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
