"""Does the server's memory stay flat while the log grows? Resident memory, event by event.

The server is the real one, in its own process: it projects what another process writes into
the same log at full speed, and answers queries and mutations meanwhile. What counts is the
memory at the end beside that after the warm-up, and the slope in between.
"""

import argparse
import asyncio
import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import count
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import msgspec
import psutil

from bench._database import prepared
from bench._server import Server, running_server
from bench._writer import write_history
from infrastructure.embedded_postgres.embedded import embedded_postgres

PROTOCOL = {
    "server": "sokoguru serve --demo --cooperatives 20, its own process; fsync on",
    "writer": "another process, one event a command, 256 at a time, through AsyncpgEventStore",
    "data": "cooperatives with an assessment a year for five years, documents from the engine",
    "load": "8 queries and 2 mutations over HTTP, again and again; a fifth with literals in "
    "the document, so that some documents are always new to the server",
    "warm-up": "600 documents before the writer begins, then so many events",
    "rss": "resident memory of the server and of its process for passwords",
    "rss_start": "when the server is ready",
    "rss_warm, rss_end": "medians of the ten samples after the warm-up, and of the last ten",
    "postgres": "private memory of all PostgreSQL processes together, at the same moments",
    "growth": "slope of the samples after the warm-up, least squares, MB per 100,000 events",
}
MB = 1_048_576
DOCUMENTS = 600  # more than the server remembers
PAUSE = 0.05  # seconds between two requests
GROUPS = 20
WINDOW = 10
OFFICER = "petugas1.kota-semarang"

LIST = """query List($area: AreaCode, $after: String) {
  cooperatives(filter: {area: $area}, first: 50, after: $after) {
    nodes { id name kind legalNumber currentScore { total predicate { code } } }
    pageInfo { endCursor }
  }
}"""
SCORES = "{ scores(first: 20) { nodes { total bookYear predicate { code } } } }"
QUEUE = "{ verificationQueue(first: 20) { totalCount nodes { id bookYear state } } }"
ONE = '{ cooperative(legalNumber: "%d/BH/33.74") { name currentScore { total } } }'
REGISTER = """mutation Register($input: RegisterCooperativeInput!) {
  registerCooperative(input: $input) {
    ... on CooperativeDone { position cooperativeId } ... on Refused { code }
  }
}"""


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """What was seen at one moment: events since the beginning, and bytes in memory.

    *rss* is the server's; *postgres* what the database's processes share with nobody.
    """

    seconds: float
    written: int
    projected: int
    rss: int
    postgres: int


class Load:
    """Somebody who asks *client*'s server, now as an officer and now as nobody."""

    def __init__(self, client: httpx.AsyncClient, server: Server) -> None:
        self._client = client
        self._officer = {"authorization": f"Bearer {server.tokens[OFFICER]}"}
        self._numbers = count()
        self.requests = 0

    async def fill_caches(self) -> None:
        """Ask with more documents than the server remembers."""
        for _ in range(DOCUMENTS):
            await self._ask(ONE % next(self._numbers))

    async def run(self) -> None:
        """Ask one thing after the other until cancelled."""
        while True:
            for document, variables in self._round():
                await self._ask(document, **variables)
                await asyncio.sleep(PAUSE)

    def _round(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for _ in range(2):
            number = next(self._numbers)
            yield LIST, {"area": f"{11 + number % 38}.{1 + number % 35:02}"}
            yield ONE % number, {}
            yield REGISTER, {"input": _registration()}
            yield SCORES, {}
            yield QUEUE, {}

    async def _ask(self, document: str, **variables: object) -> None:
        headers = self._officer if self.requests % 2 else {}
        body = {"query": document, "variables": variables}
        answer = await self._client.post("/graphql", json=body, headers=headers)
        self.requests += 1
        assert answer.status_code == 200, answer.text


def _registration() -> dict[str, str]:
    number = uuid4().hex
    return {
        "name": f"KSP Maju {number}",
        "kind": "KSP",
        "legalNumber": f"{number}/BH/XI",
        "membershipArea": "33.74",
        "address": "Jalan Pemuda 1",
        "village": "33.74.01.1001",
    }


class Watch:
    """Takes samples of *server* and of *postgres*, its database.

    Events count from where the log stood at the first sample.
    """

    def __init__(self, client: httpx.AsyncClient, server: Server, postgres: psutil.Process) -> None:
        self._client = client
        self._server = server
        self._postgres = postgres
        self._begun = time.monotonic()
        self._before: int | None = None
        self.samples: list[Sample] = []

    async def look(self) -> Sample:
        """Take one sample and keep it."""
        ready = (await self._client.get("/health/ready")).json()
        log = int(ready["logPosition"])
        if self._before is None:
            self._before = log
        sample = Sample(
            seconds=time.monotonic() - self._begun,
            written=log - self._before,
            projected=min(int(each["position"]) for each in ready["projections"]) - self._before,
            rss=_resident(self._server.process),
            postgres=_private([self._postgres, *self._postgres.children()]),
        )
        self.samples.append(sample)
        return sample


def _resident(server: psutil.Process) -> int:
    """Return the resident bytes of *server* and of the process in which it hashes passwords."""
    return sum(each.memory_info().rss for each in [server, *server.children(recursive=True)])


def _private(processes: Sequence[psutil.Process]) -> int:
    """Return the bytes that *processes* have for themselves; some may be gone by now."""
    total = 0
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            total += process.memory_full_info().uss
    return total


def _postmaster(folder: Path) -> psutil.Process:
    """Return the first process of the PostgreSQL in *folder*."""
    lines = (folder / "postgres" / "postmaster.pid").read_text().split()
    return psutil.Process(int(lines[0]))


def main(argv: Sequence[str]) -> int:
    """Run the benchmark and print its figures."""
    options = _options(argv)
    with (
        tempfile.TemporaryDirectory() as folder,
        embedded_postgres(Path(folder) / "database") as owned,
        running_server(database := asyncio.run(prepared(owned)), Path(folder)) as server,
    ):
        postgres = _postmaster(Path(folder) / "database")
        samples, requests = asyncio.run(_measure(server, postgres, database, options))
    figures = {**_figures(samples, options), "requests": requests}
    ratios = {"end_of_warm": round(figures["rss_end_mb"] / figures["rss_warm_mb"], 3)}
    _report(options, figures, ratios)
    return 0


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench memory", description=__doc__)
    parser.add_argument("events", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--warm", type=int, default=50_000, help="events of the warm-up")
    parser.add_argument("--minutes", type=float, default=60, help="after which it ends anyway")
    parser.add_argument("--json", action="store_true", help="print one object as the last line")
    options = parser.parse_args(argv)
    options.warm = min(options.warm, options.events // 2)
    return options


async def _measure(
    server: Server, postgres: psutil.Process, database: str, options: argparse.Namespace
) -> tuple[list[Sample], int]:
    """Return the samples, and how many requests were answered meanwhile."""
    limits = httpx.Limits(keepalive_expiry=2)  # well before the server hangs up
    async with httpx.AsyncClient(base_url=server.address, timeout=120, limits=limits) as client:
        watch, load = Watch(client, server, postgres), Load(client, server)
        await watch.look()
        await load.fill_caches()
        writer = multiprocessing.get_context("spawn").Process(
            target=write_history, args=(database, options.events), daemon=True
        )
        writer.start()
        asking = asyncio.create_task(load.run())
        try:
            await _follow(watch, writer, asking, options)
        finally:
            asking.cancel()
            writer.kill()
            writer.join()
    return watch.samples, load.requests


async def _follow(
    watch: Watch, writer: BaseProcess, asking: "asyncio.Task[None]", options: argparse.Namespace
) -> None:
    """Watch until all is written and projected, and a little longer; tell what is seen."""
    until = time.monotonic() + options.minutes * 60
    step, told = options.events // GROUPS, 0
    while time.monotonic() < until:
        sample = await watch.look()
        if asking.done():
            asking.result()
        if sample.projected >= told:
            _tell(sample)
            told = sample.projected - sample.projected % step + step
        if not writer.is_alive() and sample.projected >= options.events:
            break
        await asyncio.sleep(1)
    assert writer.is_alive() or writer.exitcode == 0, "the writer failed"
    for _ in range(WINDOW):
        await asyncio.sleep(1)
        sample = await watch.look()
    _tell(sample)


def _tell(sample: Sample) -> None:
    print(
        f"{sample.seconds:8.0f} s {sample.written:>10} written {sample.projected:>10} projected"
        f" {sample.rss / MB:8.1f} MB {sample.postgres / MB:8.1f} MB PostgreSQL",
        flush=True,
    )


def _figures(samples: Sequence[Sample], options: argparse.Namespace) -> dict[str, float]:
    warm = [each for each in samples if each.projected >= options.warm]
    slope, _ = statistics.linear_regression(
        [each.projected for each in warm], [each.rss / MB for each in warm]
    )
    return {
        "events": samples[-1].projected,
        "seconds": round(samples[-1].seconds),
        "rss_start_mb": round(samples[0].rss / MB, 1),
        "rss_warm_mb": _median(each.rss for each in warm[:WINDOW]),
        "rss_end_mb": _median(each.rss for each in warm[-WINDOW:]),
        "rss_highest_mb": round(max(each.rss for each in samples) / MB, 1),
        "growth_mb_per_100000": round(slope * 100_000, 2),
        "postgres_warm_mb": _median(each.postgres for each in warm[:WINDOW]),
        "postgres_end_mb": _median(each.postgres for each in warm[-WINDOW:]),
    }


def _median(sizes: Iterable[int]) -> float:
    return round(statistics.median(sizes) / MB, 1)


def _report(
    options: argparse.Namespace, figures: dict[str, float], ratios: dict[str, float]
) -> None:
    sizes = {name: getattr(options, name) for name in ("events", "warm", "minutes")}
    protocol = PROTOCOL | sizes
    for name, value in [*protocol.items(), *figures.items()]:
        print(f"{name:>22}  {value}")
    print("ratios")
    for name, value in ratios.items():
        print(f"{name:>22}  {value}")
    if options.json:
        found = {"name": "memory", "protocol": protocol, "figures": figures, "ratios": ratios}
        print(msgspec.json.encode(found).decode())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
