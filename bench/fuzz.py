"""Requests that no client would send, by every kind of caller: no fault of ours, no delay.

Documents, variables, cursors and ids are guessed, forged and mutated, for the real schema, on a
database with the demonstration. The same seed gives the same requests; what is found is printed
whole, so that it can be sent again. Exits with 1 when something was found.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import msgspec
from rich.console import Console
from rich.progress import track

from api.building.schema import build_schema
from api.execution.services import Services
from api.http.app import create_app
from bench._callers import Caller, body_of, callers
from bench._database import prepared
from bench._loop import Gauge, gauged, measured
from cli.composition import Options, open_services
from cli.demonstration.every_area import EveryArea
from cli.demonstration.fill import all_stories, fill, target_of
from cli.processes.parts import set_apart_what_stays
from infrastructure.embedded_postgres.embedded import embedded_postgres
from infrastructure.logs.configure import configure_logging
from infrastructure.rulesets.bundled import bundled_rulesets
from infrastructure.settings.settings import Settings
from tests.support.databases import FORGETFUL
from tests.support.fuzz import Fuzz, Request
from tests.support.mutations import Mutations

LIMIT = 50.0  # milliseconds
SIGNED_IN_ANEW = 500  # requests, after which those are back who signed themselves out
REPETITIONS = 3
NO_ANSWER = 500
THINGS = """{
  cooperatives(first: 20) { edges { cursor node { id assessments(first: 5) { nodes { id } } } } }
  scores(first: 20) { edges { cursor node { id } } }
  auditTrail(first: 20) { edges { cursor node { id } } }
  offices { nodes { id } }
}"""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A request by *caller* that met a fault, or took too long; and what it took."""

    number: int
    caller: str
    request: Request
    status: int
    answer: bytes
    took: Gauge

    @property
    def is_fault(self) -> bool:
        """Whether the answer says that something of ours went wrong, or there was none."""
        return self.status >= NO_ANSWER or b'"INTERNAL"' in self.answer


def main(argv: Sequence[str]) -> int:
    """Send everything, and say what was found."""
    options = _options(argv)
    settings = Settings(human_check=False, rate_limit=1_000_000, log_level="error")
    configure_logging(settings)
    print(f"seed {options.seed}, {options.tries} requests", flush=True)
    with tempfile.TemporaryDirectory() as folder, _database(Path(folder)) as url:
        results = asyncio.run(_fuzz(url, settings, options, Path(folder)))
    return _report(results, options)


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/fuzz", description=__doc__)
    parser.add_argument("--tries", type=int, default=10_000, help="how many requests (10000)")
    parser.add_argument("--seed", type=int, default=14, help="which requests (14)")
    parser.add_argument("--only", type=int, help="send just the request of this number")
    parser.add_argument("--cooperatives", type=int, default=150, help="in the database (150)")
    parser.add_argument("--limit", type=float, default=LIMIT, help="milliseconds at a stretch (50)")
    parser.add_argument("--json", action="store_true", help="print one object as the last line")
    return parser.parse_args(argv)


@contextmanager
def _database(folder: Path) -> Iterator[str]:
    with embedded_postgres(folder / "pg", FORGETFUL) as url:
        yield url


async def _fuzz(
    url: str, settings: Settings, options: argparse.Namespace, folder: Path
) -> list[Found]:
    """Return what became of each request."""
    given = Options(areas=EveryArea(), mail_to=folder)
    async with open_services(await prepared(url), settings, given) as services:
        today = services.access.clock.now().date()
        rulesets = {ruleset.id: ruleset for ruleset in bundled_rulesets()}
        stories = all_stories(options.cooperatives, rulesets, today)
        await fill(target_of(services), stories, lambda: None)
        await services.runner.wait_until(await services.store.last_position(), 120)
        run = Run(services, options.seed, options.limit)
        await run.prepare()
        set_apart_what_stays()
        with measured():
            return [each for _ in _shown(options.tries) if (each := await run.next(options.only))]


def _shown(tries: int) -> Iterator[int]:
    yield from track(range(tries), "Fuzzing", console=Console(stderr=True))


class Run:
    """Sends one request after the other, the caller chosen at random."""

    def __init__(self, services: Services, seed: int, limit: float) -> None:
        self._services = services
        self._seed = seed
        self._limit = limit
        self._caller = Caller(create_app(services))
        self._random = Random(seed)
        self._mutations = Mutations(seed)
        self._number = 0

    async def prepare(self) -> None:
        """Let the callers in, and learn which things there are."""
        self._tokens = await callers(self._services)
        ids, cursors = await self._things()
        schema = build_schema()._schema  # noqa: SLF001 - Strawberry names no other way
        self._requests = Fuzz(schema, ids, self._seed, cursors).requests(sys.maxsize)

    async def next(self, only: int | None) -> Found | None:
        """Send the next request; one that takes long is sent again, because chance only adds.

        With *only* just the request of that number is sent, and None stands for the others.
        """
        if self._number and self._number % SIGNED_IN_ANEW == 0:
            self._tokens = await callers(self._services)
        self._number += 1
        who = self._random.choice(sorted(self._tokens))
        request = self._mutations.of(next(self._requests))
        if only not in {None, self._number}:
            return None
        found = await self._sent(who, request)
        for again in range(1, REPETITIONS):
            if found.took.longest >= self._limit:
                document, variables = request
                once_more = await self._sent(who, (document + "\n" * again, variables))
                found = min(found, once_more, key=lambda each: each.took.longest)
        return found

    async def _sent(self, who: str, request: Request) -> Found:
        answers: list[tuple[int, bytes]] = []

        async def send() -> None:
            try:
                answers.append(await self._caller.send(body_of(*request), self._tokens[who]))
            except (Exception, asyncio.CancelledError):  # noqa: BLE001 - whatever ends a request
                answers.append((NO_ANSWER, traceback.format_exc().encode()))

        took = await gauged(send())
        ((status, answer),) = answers
        return Found(
            number=self._number,
            caller=who,
            request=request,
            status=status,
            answer=answer,
            took=took,
        )

    async def _things(self) -> tuple[list[str], list[str]]:
        """Return ids and cursors of things that exist."""
        _, answer = await self._caller.send(body_of(THINGS, {}), self._tokens["auditor"])
        found: dict[str, list[str]] = {"id": [], "cursor": []}
        _collect(json.loads(answer), found)
        assert found["id"], answer
        return found["id"], found["cursor"]


def _collect(value: Any, found: Mapping[str, list[str]]) -> None:  # noqa: ANN401 - JSON
    """Put every id and cursor below *value* where it belongs in *found*."""
    for each in value if isinstance(value, list) else ():
        _collect(each, found)
    for name, each in value.items() if isinstance(value, dict) else ():
        if name in found:
            found[name].append(each)
        else:
            _collect(each, found)


def _report(results: Sequence[Found], options: argparse.Namespace) -> int:
    """Print every offender and the figures; return the exit status."""
    faults = [each for each in results if each.is_fault]
    slow = [each for each in results if each.took.longest >= options.limit]
    for each in (*faults, *slow):
        print(
            f"\n{'FAULT' if each.is_fault else 'TOO LONG'}, number {each.number}, by {each.caller}"
        )
        print(f"took {each.took.longest:.1f} ms at a stretch, {each.took.total:.1f} altogether")
        print(body_of(*each.request).decode())
        print(each.answer[:2_000].decode())
    figures: dict[str, float] = {
        "requests": len(results),
        "answered with data": sum(b'"data":{' in each.answer for each in results),
        "faults": len(faults),
        "above the limit": len(slow),
        "longest stretch, ms": max(each.took.longest for each in results),
        "most for a document, ms": max(each.took.document for each in results),
        "most altogether, ms": max(each.took.total for each in results),
    }
    print()
    for name, value in figures.items():
        print(f"{name:26} {value:10,.1f}")
    print("by", dict(Counter(each.caller for each in results)))
    if options.json:
        print(
            msgspec.json.encode({"name": "fuzz", "seed": options.seed, "figures": figures}).decode()
        )
    return int(bool(faults or slow))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
