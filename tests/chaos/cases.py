"""What the clients work on: an officer who is signed in, and assessments that are open."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx
import msgspec

from tests.chaos.supervisor import QUIET
from tests.support.api import registration
from tests.support.command_line import Running, environment, serving

OFFICER, COLLEAGUE = "petugas1.kota-semarang", "petugas2.kota-semarang"
REGISTER = """mutation ($i: RegisterCooperativeInput!) {
  did: registerCooperative(input: $i) { ... on CooperativeDone { cooperativeId } }
}"""
VERIFY = """mutation ($i: VerifyRegistrationInput!) {
  did: verifyRegistration(input: $i) { ... on CooperativeDone { position } }
}"""
OPEN = """mutation ($i: OpenAssessmentInput!) {
  did: openAssessment(input: $i) { ... on AssessmentDone { assessmentId } }
}"""


class Cases(msgspec.Struct, frozen=True, kw_only=True):
    """The officer's *token*, and the ids of the *assessments*."""

    token: str
    assessments: Sequence[str]


def make_cases(data: Path, number: int) -> Cases:
    """Fill the new folder *data*, with so many open assessments."""
    words = ("--demo", "--cooperatives", "1", "--data-dir", data)
    with serving(*words, env=environment(**QUIET)) as running:
        address = running.read_until("Sokoguru: ").split()[-1].removesuffix("/graphql")
        token, colleague = (_token_of(running, name) for name in (OFFICER, COLLEAGUE))
        opened = [_opened(address, token, colleague) for _ in range(number)]
        return Cases(token=token, assessments=opened)


def _token_of(running: Running, name: str) -> str:
    """Return the token of *name*, as the server prints it."""
    return re.split(r"\s+", running.read_until(f"  {name} ").strip())[-1]


def _opened(address: str, token: str, colleague: str) -> str:
    """Have a cooperative registered by a *colleague*, verified and assessed; return the case."""
    made = _did(address, colleague, REGISTER, registration())
    cooperative = made["cooperativeId"]
    _did(address, token, VERIFY, {"cooperative": cooperative})
    opening = {"cooperative": cooperative, "bookYear": 2024, "ruleset": "perdep-06-2016"}
    return str(_did(address, token, OPEN, opening)["assessmentId"])


def _did(address: str, token: str, document: str, given: Mapping[str, Any]) -> dict[str, str]:
    body = {"query": document, "variables": {"i": given}}
    headers = {"authorization": f"Bearer {token}"}
    answer = httpx.post(f"{address}/graphql", json=body, headers=headers, timeout=60).json()
    did: dict[str, str] = answer["data"]["did"]
    assert did, answer
    return did
