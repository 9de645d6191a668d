"""Clients that write all the time, and remember what they were told."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from random import Random
from typing import Any
from uuid import uuid4

import httpx
import msgspec

from tests.chaos.supervisor import Supervised
from tests.support.api import registration

OUTCOME = "{ __typename %s ... on Refused { code message } }"
DOCUMENTS = {
    "registerCooperative": "mutation ($i: RegisterCooperativeInput!) "
    f"{{ did: registerCooperative(input: $i) {OUTCOME % '... on CooperativeDone { position }'} }}",
    "enterStatements": "mutation ($i: EnterStatementsInput!) "
    f"{{ did: enterStatements(input: $i) {OUTCOME % '... on AssessmentDone { position }'} }}",
}
EVENTS = {"registerCooperative": 2, "enterStatements": 1}
PAUSE = 0.1  # seconds between two commands of one client


class Heard(msgspec.Struct):
    """What all clients were told.

    By command: how many events each that was *sent* comes to, and at which position each was
    *acknowledged*, or at which ones, where answers *contradict* each other. Kinds of *answers*.
    """

    sent: dict[str, int] = msgspec.field(default_factory=dict)
    acknowledged: dict[str, int] = msgspec.field(default_factory=dict)
    contradict: dict[str, tuple[int, int]] = msgspec.field(default_factory=dict)
    answers: Counter[str] = msgspec.field(default_factory=Counter)

    def done(self, command_id: str, position: int) -> None:
        """Hear that a command stands at *position*."""
        if (known := self.acknowledged.setdefault(command_id, position)) != position:
            self.contradict[command_id] = (known, position)


class Writer:
    """One client with a *case* to enter statements into; it knows every server."""

    def __init__(
        self, servers: Sequence[Supervised], heard: Heard, dice: Random, token: str, case: str
    ) -> None:
        self._servers = servers
        self._heard = heard
        self._dice = dice
        self._token = token
        self._case = case

    async def write(self, over: asyncio.Event) -> None:
        """Give one command after the other, each until it is carried out; now and then once more.

        Nothing new is begun once it is *over*.
        """
        async with httpx.AsyncClient(timeout=30) as client:
            while not over.is_set():
                name, given = self._command()
                while not await self._given(client, name, given):  # noqa: ASYNC110 - asked again
                    await asyncio.sleep(PAUSE)
                if self._dice.random() < PAUSE:
                    await self._given(client, name, given)
                await asyncio.sleep(PAUSE)

    def _command(self) -> tuple[str, dict[str, Any]]:
        command_id = str(uuid4())
        if self._dice.random() < 0.5:
            number = f"{self._dice.randrange(10**12)}/BH"
            asked = registration(legalNumber=number, name=f"KSP {number}")
            return "registerCooperative", {**asked, "commandId": command_id}
        amount = str(self._dice.randrange(10**9))
        figures = [{"name": name, "amount": amount} for name in ("kas", "bank", "total_aset")]
        entered = {"assessment": self._case, "figures": figures, "commandId": command_id}
        return "enterStatements", entered

    async def _given(self, client: httpx.AsyncClient, name: str, given: dict[str, Any]) -> bool:
        """Give the command to any server, and say whether it was carried out."""
        self._heard.sent[given["commandId"]] = EVENTS[name]
        headers = {"authorization": f"Bearer {self._token}"} if name == "enterStatements" else {}
        body = {"query": DOCUMENTS[name], "variables": {"i": given}}
        place = self._dice.choice(self._servers).address
        try:
            answer = await client.post(f"{place}/graphql", json=body, headers=headers)
        except httpx.TransportError:
            self._heard.answers["no answer"] += 1
            return False
        kind = _kind(answer)
        self._heard.answers[kind] += 1
        if kind == "done":
            position = int(answer.json()["data"]["did"]["position"])
            self._heard.done(given["commandId"], position)
        return kind == "done"


def _kind(answer: httpx.Response) -> str:
    """Return what the *answer* says: done, or the code of its error or refusal."""
    said = answer.json()
    if errors := said.get("errors"):
        return str(errors[0].get("extensions", {}).get("code", errors[0]["message"]))
    did = said["data"]["did"]
    return "done" if did["__typename"].endswith("Done") else f"refused: {did['code']}"
