"""The session in README.md happens as it is written, against a server as it is started."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from tests.support.command_line import Running, answer_to, serving

README = Path(__file__).parents[2] / "README.md"
SESSION = re.compile(r"<!-- session -->(.*)<!-- end of session -->", re.DOTALL)
TURN = re.compile(r"(.*?)```graphql\n(.*?)```\n```json\n(.*?)```", re.DOTALL)
ACCOUNT = re.compile(r"`(\S+\.kota-semarang)`")
POSITION = re.compile(r'"(\d{3,})"')


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


def ask(endpoint: str, token: str, query: str) -> Any:
    """Send *query* and return the data of the answer."""
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    return answer_to(endpoint, headers, json.dumps({"query": query}).encode())


def position_in(answer: object) -> str | None:
    """Return the position that a mutation reached, None for a query."""
    found = re.search(r'"position": "(\d+)"', json.dumps(answer))
    return found[1] if found else None


def test_the_session_of_the_readme_happens_as_it_is_written(tmp_path: Path) -> None:
    """Verify, correct, and ask as of before; only the positions are those of this run."""
    asked = list(turns())
    assert len(asked) == 4
    with serving("--demo", "--cooperatives", "1", "--data-dir", tmp_path) as running:
        endpoint = running.read_until("Sokoguru: ").split()[-1]
        holders = tokens(running)
        positions: dict[str, str] = {}
        for turn in asked:
            query = _here(turn.query, positions)
            answer = ask(endpoint, holders[turn.account], query)
            written, reached = position_in(json.loads(turn.answer)), position_in(answer)
            if written and reached:
                positions[written] = reached
            assert answer == json.loads(_here(turn.answer, positions))


def _here(text: str, positions: dict[str, str]) -> str:
    """Return *text* with the positions of the page replaced by those of this run."""
    return POSITION.sub(lambda found: f'"{positions.get(found[1], found[1])}"', text)
