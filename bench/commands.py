"""How many mutations a second go over HTTP, each durable when answered, and how long they take.

Beside them, in the same round: a mutation that is refused before it reaches the log, which is
what HTTP and GraphQL cost alone; and appends straight to the log from this process, which is
what durability costs alone. With several numbers of workers there is a server for each, on a
database of its own, and they are asked in turn.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import asyncpg
import msgspec
import uvloop

from bench._client import Client
from bench._database import prepared
from bench._server import Server, running_server
from domain.cooperative.events import CooperativeDeactivated
from domain.kernel.log import Append, NewEvent
from infrastructure.embedded_postgres.embedded import embedded_postgres
from infrastructure.event_store import AsyncpgEventStore
from infrastructure.mapper import Mapper
from infrastructure.postgres.pool import server_pool
from infrastructure.settings.settings import Settings

PROTOCOL = {
    "server": "sokoguru serve in a process of its own, embedded PostgreSQL, fsync on",
    "client": "this process, bare keep-alive connections, one request at a time on each",
    "register": "registerCooperative by the public: two events in two streams, a receipt, durable",
    "enter": "enterStatements by an officer, on 256 assessments in turn",
    "refused": "reference: submitAssessment with an id that is none; never reaches the log",
    "append": "reference: AsyncpgEventStore.append of one event, no HTTP, from this process",
    "order": "the contenders in turn, once to warm up and then round after round",
    "figures": "per second, and the median and 99th percentile in milliseconds; median of rounds",
    "processor": "milliseconds for each, of all processes of the server (append: of this process)",
    "ratios": "median over the rounds: mutations per second to the reference's, those of several "
    "workers (_w2) to one's, and the 99th percentile to the median (_tail)",
}
CALLERS = (1, 16, 64)
OFFICER, COLLEAGUE = "petugas1.kota-semarang", "petugas2.kota-semarang"
CASES, OPENERS = 256, 16
RULESET = "perdep-06-2016"
AREA, VILLAGE = "33.74", "33.74.01.1001"

ANSWER = "{ __typename ... on Refused { code message } }"
REGISTER = (
    f"mutation R($i: RegisterCooperativeInput!) {{ did: registerCooperative(input: $i) {ANSWER} }}"
)
ENTER = f"mutation E($i: EnterStatementsInput!) {{ did: enterStatements(input: $i) {ANSWER} }}"
REFUSED = f'mutation {{ did: submitAssessment(input: {{assessment: "x"}}) {ANSWER} }}'
OPENED = """mutation ($c: RegisterCooperativeInput!) {
  did: registerCooperative(input: $c) { ... on CooperativeDone { cooperativeId } }
}"""
VERIFY = """mutation ($i: VerifyRegistrationInput!) {
  did: verifyRegistration(input: $i) { ... on CooperativeDone { position } }
}"""
OPEN = """mutation ($i: OpenAssessmentInput!) {
  did: openAssessment(input: $i) { ... on AssessmentDone { assessmentId } }
}"""


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What one run took: requests per second, and milliseconds of each.

    *p50* and *p99* are how long a caller waited, *cpu* is what it took of a processor.
    """

    rate: float
    p50: float
    p99: float
    cpu: float


Call = Callable[[Client], Awaitable[None]]
Run = Callable[[int, int], Awaitable[Taken]]


def main(argv: Sequence[str]) -> int:
    """Run the benchmark and print its figures."""
    options = _options(argv)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = stack.enter_context(embedded_postgres(folder / "pg"))
        database = ""
        servers: dict[int, Server] = {}
        for workers in options.workers:
            own, database = folder / f"w{workers}", asyncio.run(_database(url, f"w{workers}"))
            lent = running_server(database, own, cooperatives=5, workers=workers)
            servers[workers] = stack.enter_context(lent)
        rounds = uvloop.run(_measure(servers, database, options))
    figures = _figures(rounds)
    _report(options, figures, _ratios(rounds, options.workers))
    return 0


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench commands", description=__doc__)
    parser.add_argument("--mutations", type=int, default=1_600, help="in each run of many callers")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--workers",
        type=lambda text: tuple(map(int, text.split(","))),
        default=(1,),
        help="numbers of processes that answer, such as 1,2",
    )
    parser.add_argument("--json", action="store_true", help="print one object as the last line")
    return parser.parse_args(argv)


async def _database(url: str, name: str) -> str:
    """Make a database *name* and return its address for a server."""
    connection = await asyncpg.connect(url)
    await connection.execute(f"CREATE DATABASE {name}")
    await connection.close()
    return await prepared(urlsplit(url)._replace(path=f"/{name}").geturl())


async def _measure(
    servers: Mapping[int, Server], database: str, options: argparse.Namespace
) -> list[dict[str, Taken]]:
    """Return what each contender took with each number of callers, for each round.

    *servers* are by their number of workers; what is only appended goes to *database*.
    """
    runs: dict[str, Run] = {}
    for workers, server in servers.items():
        named = "" if workers == 1 else f"_w{workers}"
        runs |= {f"{name}{{}}{named}": run for name, run in (await _contenders(server)).items()}
    async with (
        server_pool(database, Settings(pool_min=1, pool_max=4)) as pool,
        AsyncpgEventStore(pool, Mapper()) as store,
    ):
        runs["append{}"] = lambda n, each: _appended(store, n, each)
        rounds = []
        for _ in range(options.rounds + 1):
            found = {}
            for callers in CALLERS:
                each = max(options.mutations // max(callers, 4), 1)
                for name, run in runs.items():
                    found[name.format(f"_{callers}")] = await run(callers, each)
            rounds.append(found)
    return rounds[1:]


async def _contenders(server: Server) -> dict[str, Run]:
    """Return how each kind of mutation is sent to *server* by so many callers, so often each."""
    officer, cases = server.tokens[OFFICER], await _assessments(server)
    return {
        "register": lambda n, each: _over_http(server, None, n, each, _register),
        "enter": lambda n, each: _over_http(server, officer, n, each, _enter(cases)),
        "refused": lambda n, each: _over_http(server, officer, n, each, _refused),
    }


# --- Over HTTP -------------------------------------------------------------------------------


async def _over_http(
    server: Server, token: str | None, callers: int, each: int, call: Call
) -> Taken:
    """Return what *callers* took who make *call* each so many times."""
    times: list[float] = []
    clients = [Client(server.address, token) for _ in range(callers)]
    for client in clients:
        await client.__aenter__()
    began, worked = time.perf_counter(), _processor(server)
    await asyncio.gather(*(_calls(client, each, call, times) for client in clients))
    spent, worked = time.perf_counter() - began, _processor(server) - worked
    for client in clients:
        await client.__aexit__(None, None, None)
    return _taken(times, spent, worked)


def _processor(server: Server) -> float:
    """Return the seconds that the processes of *server* have had of a processor."""
    every = [server.process, *server.process.children(recursive=True)]
    return sum(each.cpu_times().user + each.cpu_times().system for each in every)


async def _calls(client: Client, each: int, call: Call, times: list[float]) -> None:
    for _ in range(each):
        began = time.perf_counter()
        await call(client)
        times.append(time.perf_counter() - began)


def _registration() -> dict[str, str]:
    number = str(uuid4().int)[:12]
    return {
        "name": f"Koperasi {number}",
        "kind": "KSP",
        "legalNumber": f"{number}/BH",
        "membershipArea": AREA,
        "address": "Jalan Pemuda 1",
        "village": VILLAGE,
    }


def _body(document: str, **variables: object) -> bytes:
    return msgspec.json.encode({"query": document, "variables": variables})


async def _register(client: Client) -> None:
    answer = await client.post(_body(REGISTER, i=_registration()))
    assert answer == b'{"data":{"did":{"__typename":"CooperativeDone"}}}', answer


def _enter(cases: Iterator[str]) -> Call:
    async def enter(client: Client) -> None:
        amount = str(time.perf_counter_ns())
        figures = [{"name": name, "amount": amount} for name in ("kas", "bank", "total_aset")]
        answer = await client.post(_body(ENTER, i={"assessment": next(cases), "figures": figures}))
        assert answer == b'{"data":{"did":{"__typename":"AssessmentDone"}}}', answer

    return enter


async def _refused(client: Client) -> None:
    answer = await client.post(_body(REFUSED))
    assert b'"malformed_id"' in answer, answer


async def _assessments(server: Server) -> Iterator[str]:
    """Open the assessments, each of a cooperative of its own, and return them again and again."""
    found = await asyncio.gather(*(_opened(server, CASES // OPENERS) for _ in range(OPENERS)))
    return cycle([case for opened in found for case in opened])


async def _opened(server: Server, number: int) -> list[str]:
    """Open so many assessments, one after the other, and return their ids."""
    found = []
    office, other = (Client(server.address, server.tokens[name]) for name in (OFFICER, COLLEAGUE))
    async with office as officer, other as colleague:
        for _ in range(number):
            made = await _did(colleague, OPENED, c=_registration())
            cooperative = made["cooperativeId"]
            await _did(officer, VERIFY, i={"cooperative": cooperative})
            opening = {"cooperative": cooperative, "bookYear": 2024, "ruleset": RULESET}
            found.append((await _did(officer, OPEN, i=opening))["assessmentId"])
    return found


async def _did(client: Client, document: str, **variables: object) -> dict[str, str]:
    answer = msgspec.json.decode(await client.post(_body(document, **variables)))
    did: dict[str, str] = answer["data"]["did"]
    assert did, answer
    return did


# --- Straight to the log ---------------------------------------------------------------------


async def _appended(store: AsyncpgEventStore, callers: int, each: int) -> Taken:
    """Return what *callers* took who append so many events each."""
    times: list[float] = []

    async def calls() -> None:
        for _ in range(each):
            began = time.perf_counter()
            await store.append(_command())
            times.append(time.perf_counter() - began)

    began, worked = time.perf_counter(), time.process_time()
    await asyncio.gather(*(calls() for _ in range(callers)))
    return _taken(times, time.perf_counter() - began, time.process_time() - worked)


def _command() -> Append:
    """Return a command that no view cares for: the stream has no cooperative."""
    return Append(
        command_id=uuid4(),
        fingerprint=b"f" * 32,
        actor="bench",
        office=None,
        events=[NewEvent(uuid4(), 1, CooperativeDeactivated(reason="x" * 300))],
        outcome=b"{}",
    )


# --- The report ------------------------------------------------------------------------------


def _taken(times: Sequence[float], spent: float, worked: float) -> Taken:
    ordered = sorted(times)
    return Taken(
        rate=len(ordered) / spent,
        p50=ordered[len(ordered) // 2] * 1_000,
        p99=ordered[int(len(ordered) * 0.99)] * 1_000,
        cpu=worked / len(ordered) * 1_000,
    )


def _figures(rounds: Sequence[dict[str, Taken]]) -> dict[str, dict[str, float]]:
    """Return the medians over the rounds."""
    return {
        name: {
            part: round(statistics.median(getattr(each[name], part) for each in rounds), digits)
            for part, digits in (("rate", 0), ("p50", 2), ("p99", 2), ("cpu", 2))
        }
        for name in rounds[0]
    }


def _ratios(rounds: Sequence[dict[str, Taken]], workers: Sequence[int]) -> dict[str, float]:
    """Return rates by those of each reference of the same round, of one worker, and the tails."""
    found: dict[str, list[float]] = {}
    for each in rounds:
        for ratio, value in _ratios_of(each, workers):
            found.setdefault(ratio, []).append(value)
    return {ratio: round(statistics.median(values), 2) for ratio, values in found.items()}


def _ratios_of(found: dict[str, Taken], workers: Sequence[int]) -> Iterator[tuple[str, float]]:
    """Yield the ratios of one round."""
    for name, taken in found.items():
        kind, callers, *more = name.split("_")
        if kind in {"register", "enter"}:
            yield f"{name}_tail", taken.p99 / taken.p50
        if kind in {"register", "enter"} and not more and 1 in workers:
            for reference in ("refused", "append"):
                yield f"{name}_of_{reference}", taken.rate / found[f"{reference}_{callers}"].rate
        if more and 1 in workers:
            yield f"{name}_of_one", taken.rate / found[f"{kind}_{callers}"].rate


def _report(
    options: argparse.Namespace,
    figures: dict[str, dict[str, float]],
    ratios: dict[str, float],
) -> None:
    """Print the protocol, a line per figure and the ratios; one object last where asked."""
    sizes = {name: getattr(options, name) for name in ("mutations", "rounds", "workers")}
    for name, value in (PROTOCOL | sizes).items():
        print(f"{name:>12}  {value}")
    print("figures                per second    p50 ms    p99 ms    cpu ms")
    for name, each in figures.items():
        waits = " ".join(f"{each[part]:>9.2f}" for part in ("p50", "p99", "cpu"))
        print(f"{name:>20} {each['rate']:>12.0f} {waits}")
    print("ratios")
    for name, ratio in ratios.items():
        print(f"{name:>28}  {ratio}")
    if options.json:
        found = {
            "name": "commands",
            "protocol": PROTOCOL | sizes,
            "figures": figures,
            "ratios": ratios,
        }
        print(msgspec.json.encode(found).decode())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
