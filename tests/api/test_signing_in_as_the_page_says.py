"""What docs/api.md says about signing in works as it is printed."""

import json
import re
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib import request

import pyotp
import pytest
import pytest_asyncio

from infrastructure.settings.settings import Settings
from tests.support.api import Api, api_on

pytestmark = pytest.mark.asyncio(loop_scope="module")

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
SECTION = PAGE.partition("## Signing in")[2].partition("## A command")[0]
SOLVER = re.findall(r"```python\n(.*?)```", SECTION, re.DOTALL)
SIGN_IN, CODES = re.findall(r"```graphql\n(.*?)```", SECTION, re.DOTALL)
ANSWERS = [json.loads(each) for each in re.findall(r"```json\n(.*?)```", SECTION, re.DOTALL)]
PORTAL = "https://portal.example.go.id"
PASSWORD = "pelangi di atas bukit teh"  # noqa: S105 - of a test


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def api(module_database: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Api]:
    """A server that asks for the human check, and that the portal may call."""
    settings = Settings(pool_min=1, pool_max=8, cors_origins=(PORTAL,))
    async with api_on(module_database, tmp_path_factory.mktemp("mail"), settings) as found:
        for who in ("petugas1", "petugas2"):
            await found.give_password(who, PASSWORD)
        yield found


async def solved(api: Api, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what the printed lines make of a challenge of the server."""
    challenge = (await api.client.get("/human-check")).content
    monkeypatch.setattr(request, "urlopen", lambda _address: BytesIO(challenge))
    (lines,) = SOLVER
    known: dict[str, Any] = {}
    exec(lines, known)  # noqa: S102 - the lines of our own page
    return str(known["human_check"]("http://sokoguru"))


async def sign_in(api: Api, human_check: str | None, **more: str) -> Any:
    """Send the printed request, as petugas1 of this server unless it says *more*."""
    given = {"userName": "petugas1", "password": PASSWORD, "humanCheck": human_check, **more}
    return (await api.ask(SIGN_IN, None, input=given))["signIn"]


def shape(answer: Any) -> Any:
    """Return the names in *answer*, without what differs from one time to the next."""
    return {name: shape(each) if isinstance(each, dict) else None for name, each in answer.items()}


async def test_the_printed_lines_solve_the_check_and_sign_in(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In as many lines as the page has; the solution is good once."""
    solution = await solved(api, monkeypatch)
    printed = [each["data"]["signIn"] for each in ANSWERS if "signIn" in each.get("data", {})]
    assert shape(await sign_in(api, solution)) == shape(printed[0])
    assert (await sign_in(api, solution))["code"] == "human_check_wrong"
    assert (await sign_in(api, None))["code"] == "human_check_missing"
    wrong = await sign_in(api, await solved(api, monkeypatch), password=PASSWORD[1:])
    assert wrong == printed[1]


async def test_the_printed_requests_set_codes_up(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """After that the name and the password alone are answered as the page says."""
    headers = api.headers("petugas2")
    asked = {"query": CODES, "operationName": "Propose"}
    answer = (await api.client.post("/graphql", json=asked, headers=headers)).json()
    secret = answer["data"]["proposeSecondFactor"]["secret"]
    given = {"secret": secret, "code": pyotp.TOTP(secret).now(), "password": PASSWORD}
    asked = {"query": CODES, "operationName": "Confirm", "variables": {"input": given}}
    answer = (await api.client.post("/graphql", json=asked, headers=headers)).json()
    printed = next(each for each in ANSWERS if "setSecondFactor" in each.get("data", {}))
    assert shape(answer) == shape(printed)
    missing = await sign_in(api, await solved(api, monkeypatch), userName="petugas2")
    assert missing == ANSWERS[-1]["data"]["signIn"]


async def test_another_origin_is_answered_as_the_page_prints(api: Api) -> None:
    """Every line about access that is printed comes back, and nothing for another origin."""
    asking = {
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type",
    }
    before = await api.client.options("/graphql", headers={"origin": PORTAL, **asking})
    body = {"query": "{ viewer { role } }"}
    after = await api.client.post("/graphql", json=body, headers={"origin": PORTAL})
    first, second = SECTION.partition("HTTP/1.1 200 OK")[::2]
    for printed, answer in ((first, before), (second, after)):
        lines = re.findall(r"^(access-control-\S+): (.*)$", printed, re.MULTILINE)
        assert lines
        assert [(name, answer.headers[name]) for name, _ in lines] == lines
    other = await api.client.options("/graphql", headers={"origin": "https://x.example", **asking})
    assert (other.status_code, other.text) == (400, "Disallowed CORS Origin")
    assert "access-control-allow-origin" not in other.headers
