"""How long queries take while people sign in: hashing passwords must not be felt.

The reference runs in the same round on the same server: the same queries with nobody
signing in. What is compared is the 99th percentile, because hashing on the event loop
would show there first.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec
import uvloop

from application.access.demonstration import PASSWORD
from bench._client import Client
from bench._database import prepared
from bench._server import Server, running_server
from infrastructure.embedded_postgres.embedded import embedded_postgres

PROTOCOL = {
    "server": "sokoguru serve in a process of its own, embedded PostgreSQL, argon2 as by default",
    "queries": "a page of 20 cooperatives, from 4 connections, one request at a time on each",
    "pause": "each connection rests 5 ms after an answer, so that the server is busy, not drowned",
    "sign-ins": "one person after the other signs in, without a rest",
    "order": "alone and beside in turn, once to warm up and then round after round",
    "ratio": "median over the rounds of the 99th percentile beside sign-ins to that alone",
}
QUERY = msgspec.json.encode(
    {"query": "{ cooperatives(first: 20) { nodes { id name kind status registeredAt } } }"}
)
SIGN_IN = """mutation ($i: SignInInput!) {
  did: signIn(input: $i) { __typename ... on Refused { code } }
}"""
OFFICER = "petugas1.kota-semarang"
CALLERS = 4
REST = 0.005


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """Percentiles of the queries in milliseconds, and how many signed in meanwhile."""

    p50: float
    p99: float
    signed_in: float


def main(argv: Sequence[str]) -> int:
    """Run the benchmark and print its figures."""
    options = _options(argv)
    with (
        tempfile.TemporaryDirectory() as folder,
        embedded_postgres(Path(folder) / "pg") as url,
        running_server(asyncio.run(prepared(url)), Path(folder), cooperatives=30) as server,
    ):
        rounds = uvloop.run(_measure(server, options))
    _report(options, rounds)
    return 0


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench sign_in", description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0, help="of each run")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true", help="print one object as the last line")
    return parser.parse_args(argv)


async def _measure(server: Server, options: argparse.Namespace) -> list[tuple[Taken, Taken]]:
    """Return what the queries took alone and beside sign-ins, for each round."""
    rounds = []
    for _ in range(options.rounds + 1):
        alone = await _run(server, options.seconds, sign_ins=False)
        beside = await _run(server, options.seconds, sign_ins=True)
        rounds.append((alone, beside))
    return rounds[1:]


async def _run(server: Server, seconds: float, *, sign_ins: bool) -> Taken:
    """Ask for so many *seconds*, with or without somebody signing in."""
    until = time.perf_counter() + seconds
    async with asyncio.TaskGroup() as group:
        askers = [group.create_task(_ask(server, until)) for _ in range(CALLERS)]
        door = group.create_task(_sign_in(server, until)) if sign_ins else None
    times = sorted(each for asker in askers for each in asker.result())
    cuts = statistics.quantiles(times, n=100)
    return Taken(
        p50=cuts[49] * 1000,
        p99=cuts[98] * 1000,
        signed_in=door.result() / seconds if door is not None else 0.0,
    )


async def _ask(server: Server, until: float) -> list[float]:
    """Return the seconds of each answer to the query."""
    times = []
    async with Client(server.address, server.tokens[OFFICER]) as client:
        while (started := time.perf_counter()) < until:
            answer = await client.post(QUERY)
            times.append(time.perf_counter() - started)
            assert b'"errors"' not in answer, answer
            await asyncio.sleep(REST)
    return times


async def _sign_in(server: Server, until: float) -> int:
    """Return how many have signed in one after the other."""
    given = {"userName": OFFICER, "password": PASSWORD}
    body = msgspec.json.encode({"query": SIGN_IN, "variables": {"i": given}})
    count = 0
    async with Client(server.address) as client:
        while time.perf_counter() < until:
            answer = await client.post(body)
            assert b'"SignedIn"' in answer, answer
            count += 1
    return count


def _report(options: argparse.Namespace, rounds: Sequence[tuple[Taken, Taken]]) -> None:
    """Print a line per figure, the ratio, and with --json the same as one object."""
    alone, beside = zip(*rounds, strict=True)
    figures = {
        "alone_p50_ms": statistics.median(each.p50 for each in alone),
        "alone_p99_ms": statistics.median(each.p99 for each in alone),
        "beside_p50_ms": statistics.median(each.p50 for each in beside),
        "beside_p99_ms": statistics.median(each.p99 for each in beside),
        "sign_ins_per_second": statistics.median(each.signed_in for each in beside),
    }
    ratios = {"p99_beside_of_alone": statistics.median(b.p99 / a.p99 for a, b in rounds)}
    for name, value in figures.items():
        print(f"{name:20} {value:8.2f}")
    print(f"{'p99 beside of alone':20} {ratios['p99_beside_of_alone']:8.2f} (target: at most 1.5)")
    if options.json:
        found = {"name": "sign_in", "protocol": PROTOCOL, "figures": figures, "ratios": ratios}
        print(msgspec.json.encode(found).decode())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
