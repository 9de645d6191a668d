"""The session in README.md happens as it is written, against a server as it is started."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from tests.support.command_line import Running, answer_to, serving

README = Path(__file__).parents[2] / "README.md"
SESSION = re.compile(r"<!-- session -->(.*)<!-- end of session -->", re.DOTALL)
TURN = re.compile(r"(.*?)```graphql\n(.*?)```\n```json\n(.*?)```", re.DOTALL)
ACCOUNT = re.compile(r"`(\S+\.kota-semarang)`")
POSITION = re.compile(r'"position": "(\d+)"')
REGISTRATIONS = 10


class Turn(msgspec.Struct, frozen=True):
    """What *account* asks, and the answer that the page gives."""

    account: str
    query: str
    answer: str


def turns() -> Iterator[Turn]:
    """Read the session; whoever was named last goes on asking."""
    found = SESSION.search(README.read_text(encoding="utf-8"))
    assert found is not None
    account = ""
    for text, query, answer in TURN.findall(found[1]):
        account = (ACCOUNT.findall(text) or [account])[-1]
        yield Turn(account, query, answer)


def tokens(running: Running) -> dict[str, str]:
    """Read the welcome, and return the token of each account by its user name."""
    running.read_until("admin.peraga")
    lines = [line.split() for line in running.printed if "sgs_" in line]
    return {words[0]: words[-1] for words in lines}


def ask(endpoint: str, token: str, query: str, variables: Mapping[str, str]) -> Any:
    """Send *query* and return the data of the answer."""
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    body = {"query": query, "variables": variables}
    return answer_to(endpoint, headers, json.dumps(body).encode())


def lengthen(endpoint: str, token: str) -> int:
    """Let somebody write to the log, and return where it stands then."""
    mutation = """mutation ($name: String!) { registerCooperative(input: {name: $name, kind: KSP,
      legalNumber: $name, address: "Jalan Pemuda 1", village: "33.74.01.1001"}) {
      ... on CooperativeDone { position } } }"""
    answers = [
        ask(endpoint, token, mutation, {"name": f"KSP Panjang {number}/BH/2026"})
        for number in range(REGISTRATIONS)
    ]
    return int(answers[-1]["registerCooperative"]["position"])


def test_the_session_of_the_readme_happens_as_it_is_written(tmp_path: Path) -> None:
    """Verify, correct, ask as of before, word by word, on a log that is longer than the page's."""
    asked = list(turns())
    assert len(asked) == 4
    with serving("--demo", "--cooperatives", "1", "--data-dir", tmp_path) as running:
        endpoint = running.read_until("Sokoguru: ").split()[-1]
        holders = tokens(running)
        stood = lengthen(endpoint, holders["petugas1.kota-semarang"])
        assert stood > max(int(each) for turn in asked for each in POSITION.findall(turn.answer))
        reached: list[str] = []
        for turn in asked:
            variables = {"position": reached[0]} if "$position" in turn.query else {}
            answer = json.dumps(ask(endpoint, holders[turn.account], turn.query, variables))
            found = POSITION.findall(answer)
            assert without_positions(answer) == without_positions(turn.answer)
            assert all(int(position) > stood for position in found)
            reached += found
    assert len(reached) == 2


def test_no_command_of_the_readme_names_a_position() -> None:
    """What is written there works on a log of any length."""
    assert not any(re.search(r'position: *"', turn.query) for turn in turns())


def without_positions(answer: str) -> Any:
    """Return *answer* with every position of a log left out."""
    return json.loads(POSITION.sub('"position": null', answer))
