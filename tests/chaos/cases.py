"""What the clients work on: an officer who is signed in, and assessments that are open."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx
import msgspec

from tests.chaos.supervisor import QUIET
from tests.support.api import registration
from tests.support.command_line import environment, serving

OFFICER = "petugas1.kota-semarang"
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
        line = running.read_until(f"  {OFFICER} ")
        token = re.split(r"\s+", line.strip())[-1]
        return Cases(token=token, assessments=[_opened(address, token) for _ in range(number)])


def _opened(address: str, token: str) -> str:
    """Have a cooperative registered, verified and assessed, and return the assessment."""
    made = _did(address, token, REGISTER, registration())
    cooperative = made["cooperativeId"]
    _did(address, token, VERIFY, {"cooperative": cooperative})
    opening = {"cooperative": cooperative, "bookYear": 2024, "ruleset": "permenkop-14-2009"}
    return str(_did(address, token, OPEN, opening)["assessmentId"])


def _did(address: str, token: str, document: str, given: Mapping[str, Any]) -> dict[str, str]:
    body = {"query": document, "variables": {"i": given}}
    headers = {"authorization": f"Bearer {token}"} if document != REGISTER else {}
    answer = httpx.post(f"{address}/graphql", json=body, headers=headers, timeout=60).json()
    did: dict[str, str] = answer["data"]["did"]
    assert did, answer
    return did
