"""A key that reads the whole country: one asks for it, another of the ministry agrees."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.support.api import REFUSED, SEMARANG, Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

SHOWN = {
    "requestServiceKey": "... on ServiceKeyAsked { keyId }",
    "collectServiceKey": "... on ServiceKeyIssued { secret }",
    "createServiceKey": "... on ServiceKeyIssued { secret }",
}
REQUESTS = "{ serviceKeyRequests { id name state requestReason requestUntil } }"


async def give(api: Api, who: str, name: str, /, **given: Any) -> Any:
    """Give the mutation *name*, and return what came of it."""
    kind = f"{name[0].upper()}{name[1:]}Input"
    document = (
        f"mutation ($input: {kind}!) {{ did: {name}(input: $input) "
        f"{{ __typename {SHOWN.get(name, '')} {REFUSED} }} }}"
    )
    did = (await api.ask(document, who, input=given))["did"]
    await api.caught_up()
    return did


def wanted(**more: object) -> dict[str, object]:
    """Return what a key is made of."""
    soon = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    return {"name": "Nasional", "scopes": ["READ"], "expiresAt": soon, **more}


async def test_an_administrator_asks_and_the_ministry_agrees(api: Api) -> None:
    """The secret is shown once, to whoever asked; the trail shows both persons."""
    alone = await give(api, "admin", "createServiceKey", **wanted())
    assert alone["code"] == "key_needs_second_person"
    national = await give(api, "admin", "createServiceKey", **wanted(office="ID"))
    assert national["code"] == "key_needs_second_person"
    asked = await give(api, "admin", "requestServiceKey", **wanted(reason="Laporan nasional"))
    key = asked["keyId"]
    for who in ("admin", "menteri"):
        listed = (await api.ask(REQUESTS, who))["serviceKeyRequests"]
        mine = next(each for each in listed if each["id"] == key)
        assert (mine["state"], mine["requestReason"]) == ("REQUESTED", "Laporan nasional")
    assert (await give(api, "admin", "collectServiceKey", key=key))["code"] == "key_undecided"
    await give(api, "menteri", "approveServiceKey", key=key)
    once = {"key": key, "commandId": "collect-1"}
    secret = (await give(api, "admin", "collectServiceKey", **once))["secret"]
    again = await give(api, "admin", "collectServiceKey", **once)
    assert again["code"] == "secret_shown_once"
    api.tokens["negara"] = secret
    assert (await api.ask("{ viewer { name } }", "negara"))["viewer"]["name"] == "Nasional"
    await api.ask("{ assessments { totalCount } }", "negara")
    listed = (await api.ask(REQUESTS, "admin"))["serviceKeyRequests"]
    assert key not in {each["id"] for each in listed}


async def test_a_refused_request_leads_to_no_key(api: Api) -> None:
    """With its reason; nobody else may decide."""
    asked = await give(api, "admin", "requestServiceKey", **wanted(reason="Laporan nasional"))
    for who in ("admin", "petugas1", "kepala"):
        document = (
            f'mutation {{ approveServiceKey(input: {{key: "{asked["keyId"]}"}}) {{ __typename }} }}'
        )
        assert (await api.error(document, who))["extensions"]["code"] == "FORBIDDEN"
    refused = await give(
        api, "menteri", "refuseServiceKey", key=asked["keyId"], reason="Belum ada perjanjian"
    )
    assert refused["__typename"] == "AccessDone"
    over = await give(api, "admin", "collectServiceKey", key=asked["keyId"])
    assert over["code"] == "key_request_over"


async def test_a_key_of_one_office_takes_one(api: Api) -> None:
    """It reaches that office's territory only."""
    did = await give(api, "admin", "createServiceKey", **wanted(office=SEMARANG))
    assert did["secret"]
    keys = "{ serviceKeys { nodes { office state requestedBy } } }"
    listed = (await api.ask(keys, "admin"))["serviceKeys"]["nodes"]
    assert {"office": SEMARANG, "state": "ISSUED", "requestedBy": None} in listed
