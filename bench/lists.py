"""How many lists a second are answered: 50 cooperatives, and the same with 5 assessments each.

Beside it, on the same tables: a handler written by hand for these two answers, and with
--reference PostGraphile, which translates GraphQL into one SQL statement.
"""

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import msgspec
import uvloop

from bench import _postgraphile
from bench._database import prepared
from bench._load import Load, client_name
from bench._server import running_server
from bench._writer import EVENTS_EACH, write_history
from infrastructure.embedded_postgres.embedded import embedded_postgres
from infrastructure.postgres.pool import owner_connection
from infrastructure.settings.settings import Settings
from projections.engine.rebuild import Rebuild
from projections.engine.views import VIEWS

PROTOCOL = {
    "data": "an invented national log, five book years",
    "list": "50 cooperatives by name with 10 fields",
    "nested": "the same, each with its 5 latest assessments of 5 fields",
    "caller": "an auditor of the ministry; PostGraphile asks nobody who they are",
    "servers": "one process each, embedded PostgreSQL, the server's usual settings",
    "client": client_name(),
    "order": "the contenders in turn, once to warm up and then round after round",
    "ratios": "median over the rounds of ours to the reference of the same round",
}
AUDITOR = "auditor.nasional"
FIELDS = "id name kind membershipArea address village status registeredAt changedAt version"
ASSESSMENTS = "assessments(first: 5) { nodes { id bookYear state total predicate } }"
QUERY = "{{ cooperatives(first: 50) {{ nodes {{ {} }} }} }}"
OURS = {"list": QUERY.format(FIELDS), "nested": QUERY.format(f"{FIELDS} {ASSESSMENTS}")}
BY_HAND = {name: name for name in OURS}
ROOT = Path(__file__).parents[1]

Round = Mapping[str, float]


def main(argv: Sequence[str]) -> int:
    """Run the benchmark and print its figures."""
    options = _options(argv)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = stack.enter_context(embedded_postgres(folder / "pg"))
        served = uvloop.run(_fill(url, options.cooperatives))
        loads = _loads(stack, (url, served), folder, options)
        uvloop.run(_compare(loads))
        rounds = [_round(loads, options.seconds) for _ in range(options.rounds + 1)][1:]
    _report(options, rounds)
    return 0


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench lists", description=__doc__)
    parser.add_argument("--reference", action="store_true", help="beside PostGraphile as well")
    parser.add_argument("--cooperatives", type=int, default=2_000, help="in the log")
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=5.0, help="of each run")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="print one object as the last line")
    return parser.parse_args(argv)


async def _fill(url: str, cooperatives: int) -> str:
    """Write the log and build the views; return the address for a server."""
    served = await prepared(url)
    await asyncio.to_thread(write_history, served, cooperatives * EVENTS_EACH)
    await Rebuild(lambda: owner_connection(url, Settings()), VIEWS).run()
    return served


# --- The contenders --------------------------------------------------------------------------


def _loads(
    stack: ExitStack, urls: tuple[str, str], folder: Path, options: argparse.Namespace
) -> dict[str, Load]:
    """Start every contender, and return what is asked of each, by list and contender.

    *urls* are those of the database's owner and of a server.
    """
    url, served = urls
    server = stack.enter_context(running_server(served, folder))
    by_hand = _program(sys.executable, "-m", "bench._handwritten", served)
    places = {
        "ours": (server.address, OURS),
        "handwritten": (stack.enter_context(by_hand), BY_HAND),
    }
    if not options.reference:
        print("PostGraphile is left out; --reference measures beside it as well.")
    else:
        try:
            command = _postgraphile.command(_postgraphile.installed(), url)
            uvloop.run(_postgraphile.prepare(url))
            reference = stack.enter_context(_program(*command))
            places["postgraphile"] = (reference, _postgraphile.QUERIES)
        except _postgraphile.Missing as missing:
            print(missing)
    return {
        f"{name}_{who}": Load(
            address=address,
            body=msgspec.json.encode({"query": queries[name]}),
            token=server.tokens[AUDITOR],
            connections=options.connections,
        )
        for name in OURS
        for who, (address, queries) in places.items()
    }


@contextmanager
def _program(*words: str) -> Iterator[str]:
    """Run a server of its own and lend its address, which is its first line."""
    environment = {**os.environ, "NODE_ENV": "production"}
    process = subprocess.Popen(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own words
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait(30)


async def _compare(loads: Mapping[str, Load]) -> None:
    """Stop when the contenders do not answer the same: by hand to the byte, the other by names."""
    for name in OURS:
        answers = {who: await load.ask() for who, load in loads.items() if who.startswith(name)}
        ours = answers[f"{name}_ours"]
        by_hand = answers[f"{name}_handwritten"]
        assert ours == by_hand, by_hand[:500]
        for answer in answers.values():
            assert _names(answer) == _names(ours), answer[:500]
        assert len(_names(ours)) == 50


def _names(answer: bytes) -> list[Any]:
    """Return what tells the rows: names, and years and totals of assessments."""
    (rows,) = msgspec.json.decode(answer)["data"].values()
    return [
        (
            row["name"],
            [
                each["bookYear"]
                for part in row.values()
                if isinstance(part, dict)
                for each in part["nodes"]
            ],
        )
        for row in rows["nodes"]
    ]


# --- Measuring -------------------------------------------------------------------------------


def _round(loads: Mapping[str, Load], seconds: float) -> Round:
    return {name: load.per_second(seconds) for name, load in loads.items()}


def _report(options: argparse.Namespace, rounds: Sequence[Round]) -> None:
    """Print the protocol, a line per figure and the ratios; one object last where asked."""
    sizes = {name: value for name, value in vars(options).items() if name != "json"}
    figures = {name: round(statistics.median(each[name] for each in rounds)) for name in rounds[0]}
    ratios = {
        f"{name}_of_{other}": round(
            statistics.median(each[f"{name}_ours"] / each[f"{name}_{other}"] for each in rounds), 2
        )
        for name in OURS
        for other in ("postgraphile", "handwritten")
        if f"{name}_{other}" in rounds[0]
    }
    protocol = {**PROTOCOL, **sizes}
    for title, value in [*protocol.items(), *figures.items()]:
        print(f"{title:>22}  {value}")
    print("ratios")
    for title, ratio in ratios.items():
        print(f"{title:>22}  {ratio}")
    if options.json:
        found = {"name": "lists", "protocol": protocol, "figures": figures, "ratios": ratios}
        print(msgspec.json.encode(found).decode())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
