"""How fast commands become durable, beside the library's own PostgreSQL recorder and raw COPY.

Both write the same size of event into the same server, in turn, several rounds; the ratio of a
round compares what ran in the same seconds, and the median of the rounds counts. The library
commits once a command, from threads; Sokoguru commits commands in groups. No command has
returned before it is on disk, in either.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import asyncpg
import msgspec
import uvloop
from eventsourcing.persistence import StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore

from bench._database import prepared
from domain.assessment.events import AssessmentReturned, ReturnFinding
from domain.kernel.log import Append, NewEvent
from infrastructure.embedded_postgres.embedded import embedded_postgres
from infrastructure.event_store import AsyncpgEventStore
from infrastructure.mapper import Mapper
from infrastructure.postgres.pool import owner_connection, server_pool
from infrastructure.postgres.sql import Pool
from infrastructure.settings.settings import Settings

PROTOCOL = {
    "server": "the embedded PostgreSQL, its defaults (fsync on)",
    "data": "events of 400 bytes, each the first of a stream of its own; bulk: streams of 250",
    "ours": "AsyncpgEventStore.append, one event a command, N callers that each wait for theirs",
    "reference": "eventsourcing PostgresApplicationRecorder.insert_events, 1 and 16 threads",
    "bulk": "commands of 250 events, 8 at a time, beside COPY of as many rows into a table alike",
    "order": "the contenders in turn, once to warm up and then round after round",
    "ratios": "median over the rounds of ours / reference in the same round; 1 caller is "
    "compared with 1 thread, the others with 16, bulk with COPY",
}

CALLERS = (1, 16, 64, 256)
THREADS = 16
BULK = 250
BULK_CALLERS = 8
COLUMNS = (
    "originator_id, originator_version, topic, state, notification_id, recorded_at, actor, "
    "office, command_id, causation, effective_on"
)

EVENT = AssessmentReturned(
    submission=1,
    findings=(ReturnFinding(item="SIMPANAN_POKOK", text="Lampirkan daftar anggota. " * 12),),
)
TOPIC, STATE = Mapper().encode(EVENT)

Contender = Callable[[], Awaitable[float]]


def main(argv: Sequence[str]) -> int:
    """Run the benchmark and print its figures."""
    options = _options(argv)
    with tempfile.TemporaryDirectory() as folder, embedded_postgres(Path(folder)) as url:
        rounds = uvloop.run(_measure(url, options))
    figures = {name: round(statistics.median(each[name] for each in rounds)) for name in rounds[0]}
    ratios = _ratios(rounds)
    _report(options, figures, ratios)
    return 0


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench append", description=__doc__)
    parser.add_argument("--commands", type=int, default=8_000, help="ours, in each round")
    parser.add_argument("--reference", type=int, default=800, help="the library's, in each round")
    parser.add_argument("--bulk", type=int, default=20_000, help="events written in bulk")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true", help="print one object as the last line")
    return parser.parse_args(argv)


async def _measure(url: str, options: argparse.Namespace) -> list[dict[str, float]]:
    """Return events per second of every contender, for each round."""
    ours, theirs = await _database(url, "ours"), await _database(url, "theirs")
    served = await prepared(ours)
    with (
        _datastore(theirs) as datastore,
        ThreadPoolExecutor(1) as alone,
        ThreadPoolExecutor(THREADS) as together,
    ):
        recorder = PostgresApplicationRecorder(datastore)
        recorder.create_table()
        async with (
            server_pool(served, Settings()) as pool,
            AsyncpgEventStore(pool, Mapper()) as store,
        ):
            library = Library(recorder, options.reference)
            sokoguru = Sokoguru(store, options.commands)
            contenders: dict[str, Contender] = {
                "reference_1": lambda: library.run(alone, 1),
                "concurrent_1": lambda: sokoguru.run(1),
                "reference_16": lambda: library.run(together, THREADS),
                "concurrent_16": lambda: sokoguru.run(16),
                "concurrent_64": lambda: sokoguru.run(64),
                "concurrent_256": lambda: sokoguru.run(256),
                "bulk": lambda: sokoguru.bulk(options.bulk),
                "copy": lambda: _copy(pool, ours, options.bulk),
            }
            rounds = [
                {name: await run() for name, run in contenders.items()}
                for _ in range(options.rounds + 1)
            ]
    return rounds[1:]


async def _database(url: str, name: str) -> str:
    """Make a database and return its address."""
    connection = await asyncpg.connect(url)
    await connection.execute(f"CREATE DATABASE {name}")
    await connection.close()
    return urlsplit(url)._replace(path=f"/{name}").geturl()


# --- The references --------------------------------------------------------------------------


def _datastore(url: str) -> PostgresDatastore:
    """Return the library's own pool, with a connection for each thread."""
    where = urlsplit(url)
    [host] = parse_qs(where.query)["host"]
    name = where.path.lstrip("/")
    return PostgresDatastore(name, host, 5432, where.username or "", "", pool_size=THREADS)


class Library:
    """The library's recorder, from threads; *commands* in a run of sixteen, fewer alone."""

    def __init__(self, recorder: PostgresApplicationRecorder, commands: int) -> None:
        self._recorder = recorder
        self._commands = commands

    async def run(self, threads: ThreadPoolExecutor, number: int) -> float:
        """Return events a second that *number* threads write."""
        each = self._commands // THREADS if number > 1 else self._commands // 2
        loop = asyncio.get_running_loop()
        began = time.perf_counter()
        await asyncio.gather(
            *(loop.run_in_executor(threads, self._insert, each) for _ in range(number))
        )
        return each * number / (time.perf_counter() - began)

    def _insert(self, number: int) -> None:
        for _ in range(number):
            self._recorder.insert_events([StoredEvent(uuid4(), 1, TOPIC, STATE)])


async def _copy(pool: Pool, url: str, events: int) -> float:
    """Return rows a second that COPY writes into a table like the log, of rows of the log."""
    async with pool.acquire() as connection:
        rows = await connection.fetch(
            f"SELECT {COLUMNS} FROM stored_events ORDER BY notification_id DESC LIMIT $1",  # noqa: S608 - our own columns
            events,
        )
    assert len(rows) == events
    async with owner_connection(url, Settings()) as connection:
        await connection.execute("CREATE TABLE copied (LIKE stored_events INCLUDING ALL)")
        records = [tuple(row) for row in rows]
        began = time.perf_counter()
        await connection.copy_records_to_table(
            "copied", records=records, columns=COLUMNS.split(", ")
        )
        spent = time.perf_counter() - began
        await connection.execute("DROP TABLE copied")
    return events / spent


# --- Ours ------------------------------------------------------------------------------------


class Sokoguru:
    """The server's store; *commands* in a run of many callers, a quarter of it for one."""

    def __init__(self, store: AsyncpgEventStore, commands: int) -> None:
        self._store = store
        self._commands = commands

    async def run(self, callers: int) -> float:
        """Return commands a second that *callers* write, each waiting for its own."""
        each = self._commands // callers if callers > 1 else self._commands // 8
        return await self._timed(callers, each, 1)

    async def bulk(self, events: int) -> float:
        """Return events a second, written by few large commands."""
        return await self._timed(BULK_CALLERS, events // BULK_CALLERS // BULK, BULK)

    async def _timed(self, callers: int, each: int, events: int) -> float:
        began = time.perf_counter()
        await asyncio.gather(*(self._call(each, events) for _ in range(callers)))
        return callers * each * events / (time.perf_counter() - began)

    async def _call(self, number: int, events: int) -> None:
        for _ in range(number):
            await self._store.append(_command(uuid4(), events))


def _command(stream: UUID, events: int) -> Append:
    """Return a command that writes *events* to *stream*."""
    return Append(
        command_id=uuid4(),
        fingerprint=b"f" * 32,
        actor="officer-7",
        office="dinas-3374",
        events=[NewEvent(stream, version, EVENT) for version in range(1, events + 1)],
        outcome=b'{"position":1}',
    )


# --- The report ------------------------------------------------------------------------------


def _ratios(rounds: Sequence[dict[str, float]]) -> dict[str, float]:
    """Return the median ratio to the reference of the same round, by contender."""
    pairs = {f"concurrent_{n}": ("reference_1" if n == 1 else "reference_16") for n in CALLERS}
    ratios = {
        name: round(statistics.median(each[name] / each[reference] for each in rounds), 1)
        for name, reference in pairs.items()
    }
    bulk = statistics.median(each["bulk"] / each["copy"] for each in rounds)
    return ratios | {"bulk_of_copy": round(bulk, 2)}


def _report(options: argparse.Namespace, figures: dict[str, int], ratios: dict[str, float]) -> None:
    """Print the protocol, a line per figure and the ratios; one object last where asked."""
    sizes = {name: getattr(options, name) for name in ("commands", "reference", "bulk", "rounds")}
    for name, value in (PROTOCOL | sizes).items():
        print(f"{name:>16}  {value}")
    print("figures (events per second)")
    for name, value in figures.items():
        print(f"{name:>16}  {value}")
    print("ratios")
    for name, ratio in ratios.items():
        print(f"{name:>16}  {ratio}")
    if options.json:
        found = {
            "name": "append",
            "protocol": PROTOCOL | sizes,
            "figures": figures,
            "ratios": ratios,
        }
        print(msgspec.json.encode(found).decode())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
