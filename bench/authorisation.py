"""What the authorisation point costs a list query: the same list with it and without it.

Without means: the caller is known beforehand, no field is guarded, and every row is in
reach. Both answer with the same bytes, which is checked in every round.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid4

import msgspec

from api.execution.services import Services
from api.http.app import create_app
from application.authorisation.rules import EVERYTHING
from bench._database import prepared
from cli.composition import Options, open_services
from cli.demonstration.every_area import EveryArea
from domain.account.commands import CreateAccount
from domain.cooperative.commands import RegisterCooperative, VerifyRegistration
from domain.cooperative.events import Kind, LegalNumber, Location, Profile
from domain.kernel.actors import SYSTEM, Actor, Role
from domain.office.commands import OpenOffice
from infrastructure.embedded_postgres.embedded import embedded_postgres
from infrastructure.logs.configure import configure_logging
from infrastructure.settings.settings import Settings

PROTOCOL = {
    "data": "60 verified cooperatives; a page of 50 with 9 fields",
    "caller": "an officer of the ministry, whose session token is remembered for a second",
    "transport": "the whole application in this process, called as ASGI, no socket",
    "concurrency": "one request at a time",
    "warm-up": "one round of each; then the contenders in turn, round after round",
    "ratio": "median over the rounds of the time with authorisation to the time without",
}
QUERY = """{ cooperatives(first: 50) { nodes {
  id name kind membershipArea address village status registeredAt version
} } }"""
MINISTRY = "ID"


def main(argv: Sequence[str]) -> int:
    """Run the benchmark and print its figures."""
    options = _options(argv)
    with tempfile.TemporaryDirectory() as folder, embedded_postgres(Path(folder) / "pg") as url:
        rounds = asyncio.run(_measure(url, Path(folder), options))
    _report(options, rounds)
    return 0


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench authorisation", description=__doc__)
    parser.add_argument("--requests", type=int, default=200, help="in each round of each")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", action="store_true", help="print one object as the last line")
    return parser.parse_args(argv)


async def _measure(
    url: str, folder: Path, options: argparse.Namespace
) -> list[tuple[float, float]]:
    """Return the seconds of each round, with authorisation and without it."""
    settings = Settings(human_check=False, rate_limit=1_000_000, log_level="error")
    configure_logging(settings)
    given = Options(areas=EveryArea(), mail_to=folder)
    async with open_services(await prepared(url), settings, given) as services:
        actor, token = await _prepare(services)
        caller = Caller(create_app(services), token)
        return [
            await _round(caller, services, actor, options.requests, bare_first=number % 2 == 1)
            for number in range(options.rounds + 1)
        ][1:]


async def _round(
    caller: "Caller", services: Services, actor: Actor, requests: int, *, bare_first: bool
) -> tuple[float, float]:
    """Return the seconds with authorisation and without; who is first takes turns."""
    taken: dict[bool, tuple[float, bytes]] = {}
    for bare in (bare_first, not bare_first):
        with _without(services, actor) if bare else nullcontext():
            taken[bare] = await caller.take(requests)
    (guarded, seen), (without, same) = taken[False], taken[True]
    assert seen == same
    return guarded, without


async def _prepare(services: Services) -> tuple[Actor, str]:
    """Fill the register, and sign an officer of the ministry in."""
    handle, account = services.handler.handle, uuid4()
    await handle(OpenOffice(office=MINISTRY, name="Kementerian", territory=MINISTRY), actor=SYSTEM)
    await handle(
        CreateAccount(account=account, user_name="menteri", role=Role.OFFICER, office=MINISTRY),
        actor=SYSTEM,
    )
    actor = await services.access.identities.actor_of(account)
    assert actor is not None
    for number in range(60):
        cooperative = UUID(int=number + 1)
        await handle(_registration(cooperative, number), actor=SYSTEM)
        await handle(VerifyRegistration(cooperative=cooperative), actor=actor)
    await services.runner.wait_until(await services.store.last_position(), 60)
    token, _ = await services.access.sessions.begin(
        account, at=services.access.clock.now(), address="bench"
    )
    return actor, token


def _registration(cooperative: UUID, number: int) -> RegisterCooperative:
    return RegisterCooperative(
        cooperative=cooperative,
        profile=Profile(
            name=f"KSP Maju Bersama {number}",
            kind=Kind.KSP,
            legal_number=LegalNumber(number=f"{number}/BH/XI"),
            membership_area="33.74",
        ),
        location=Location(address=f"Jalan Pemuda {number}", village="33.74.01.1001"),
    )


@contextmanager
def _without(services: Services, actor: Actor) -> Iterator[None]:
    """Take the authorisation point away for a while."""

    async def known(_token: str | None, _address: str) -> Actor:
        return actor

    with (
        patch.object(services.access.identities, "authenticate", known),
        patch("api.building.rights.permit", lambda _actor, _field, _rule: None),
        patch("api.building.rights.scope", lambda _actor, _field, _rule: EVERYTHING),
    ):
        yield


class Caller:
    """Asks one application the same question again and again."""

    def __init__(self, application: Any, token: str) -> None:  # noqa: ANN401 - any ASGI application
        self._application = application
        self._body = msgspec.json.encode({"query": QUERY})
        self._headers = [
            (b"content-type", b"application/json"),
            (b"accept", b"application/json"),
            (b"content-length", str(len(self._body)).encode()),
            (b"authorization", f"Bearer {token}".encode()),
        ]

    async def take(self, requests: int) -> tuple[float, bytes]:
        """Return the seconds that so many *requests* take, and the last answer."""
        answer, started = b"", time.perf_counter()
        for _ in range(requests):
            answer = await self._ask()
        seconds = time.perf_counter() - started
        assert b'"errors"' not in answer, answer
        return seconds, answer

    async def _ask(self) -> bytes:
        parts: list[bytes] = []

        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": self._body, "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            parts.append(message.get("body", b""))

        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": "POST",
            "scheme": "http",
            "path": "/graphql",
            "raw_path": b"/graphql",
            "root_path": "",
            "query_string": b"",
            "headers": self._headers,
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80),
            "state": {},
        }
        await self._application(scope, receive, send)
        return b"".join(parts)


def _report(options: argparse.Namespace, rounds: Sequence[tuple[float, float]]) -> None:
    """Print a line per figure, the ratio, and with --json the same as one object."""
    figures = {
        name: statistics.median(times[side] for times in rounds) / options.requests * 1000
        for side, name in enumerate(("with_ms", "without_ms"))
    }
    ratios = {"with_of_without": statistics.median(guarded / bare for guarded, bare in rounds)}
    for name, value in figures.items():
        print(f"{name:16} {value:8.3f} milliseconds a request")
    print(f"{'with of without':16} {ratios['with_of_without']:8.3f} (target: below 1.05)")
    if options.json:
        found = {
            "name": "authorisation",
            "protocol": PROTOCOL,
            "figures": figures,
            "ratios": ratios,
        }
        print(msgspec.json.encode(found).decode())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
