"""Rounds of harm under load: one thing is done, and everything must come back by itself."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from random import Random

import httpx
import msgspec

from tests.chaos.cases import make_cases
from tests.chaos.harms import HARMS, ON_A_DISK_OF_ITS_OWN, Harm, Victims
from tests.chaos.load import Heard, Writer
from tests.chaos.supervisor import GLANCE, Supervised, supervised
from tests.chaos.verdict import faults
from tests.support.command_line import environment

WRITERS, SERVERS = 8, 2
PATIENCE = 180.0  # seconds until everything must be ready again


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """One round: the *harm*, and *seconds* from its end until every server was ready."""

    harm: str
    seconds: float
    answers: dict[str, int]


class Trial(msgspec.Struct, kw_only=True):
    """What came of it: *faults* are sentences, none when all went well."""

    rounds: list[Round] = msgspec.field(default_factory=list)
    heard: Heard = msgspec.field(default_factory=Heard)
    starts: int = 0
    faults: Sequence[str] = ()


class NeedsHelp(Exception):
    """Not everything was ready in time."""


def chosen(number: int, dice: Random, *, own_disk: bool) -> list[str]:
    """Return the names of so many harms, each as often as any other, in any order."""
    names = [*HARMS, *(ON_A_DISK_OF_ITS_OWN if own_disk else ())]
    dice.shuffle(names)
    wanted = (names * (number // len(names) + 1))[:number]
    dice.shuffle(wanted)
    return wanted


async def carry_out(
    data: Path,
    logs: Path,
    harms: Sequence[str],
    dice: Random,
    *,
    longest: float,
    say: Callable[[Round], None] = lambda _: None,
) -> Trial:
    """Do the *harms* in order to servers on the new folder *data*; they log in *logs*.

    *longest* is how many seconds something is held or full at most.
    """
    trial = Trial()
    cases = await asyncio.to_thread(make_cases, data, WRITERS)
    known: dict[str, Harm] = {**HARMS, **ON_A_DISK_OF_ITS_OWN}
    async with AsyncExitStack() as stack:
        servers = [
            await stack.enter_async_context(
                supervised(data, logs / f"server{number}.log", environment())
            )
            for number in range(SERVERS)
        ]
        victims = Victims(servers=servers, data=data, dice=dice, longest=longest)
        await _all_ready(servers)
        begin = await _end_of_log(servers[0])
        async with _load(servers, trial.heard, dice, cases.token, cases.assessments):
            for name in harms:
                before = trial.heard.answers.copy()
                await known[name](victims)
                seconds = await _all_ready(servers, trial.heard)
                answers = dict(trial.heard.answers - before)
                trial.rounds.append(Round(harm=name, seconds=seconds, answers=answers))
                say(trial.rounds[-1])
        trial.starts = sum(each.starts for each in servers)
    trial.faults = await asyncio.to_thread(faults, data, trial.heard, begin)
    return trial


@asynccontextmanager
async def _load(
    servers: Sequence[Supervised], heard: Heard, dice: Random, token: str, cases: Sequence[str]
) -> AsyncIterator[None]:
    """Have clients write, one for each of *cases*; what is begun at the end is answered."""
    over = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        for case in cases:
            writer = Writer(servers, heard, Random(dice.random()), token, case)
            group.create_task(writer.write(over))
        try:
            yield
        finally:
            over.set()


async def _end_of_log(server: Supervised) -> int:
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{server.address}/health/ready")
    return int(answer.json()["logPosition"])


async def _all_ready(servers: Sequence[Supervised], heard: Heard | None = None) -> float:
    """Return after how many seconds all *servers* are ready and, where asked, work is done again.

    Both hold for a second look, because a server may not have noticed yet what befell it.
    """
    began, looks = time.monotonic(), 0
    wanted = heard.answers["done"] + WRITERS if heard else 0
    async with httpx.AsyncClient() as client:
        while looks < 2:
            ready = [await each.is_ready(client) for each in servers]
            working = heard is None or heard.answers["done"] >= wanted
            looks = looks + 1 if working and all(ready) else 0
            if time.monotonic() > began + PATIENCE:
                raise NeedsHelp(f"not ready after {PATIENCE:.0f} seconds: {ready}")
            await asyncio.sleep(GLANCE)
    return time.monotonic() - began
