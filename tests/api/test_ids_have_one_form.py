"""What one field shows as an id, every argument of its kind takes; anything else is refused."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from api.http.app import create_app
from api.relay.nodes import opaque
from tests.support.api import Api, changed
from tests.support.null_ports import EveryArea

pytestmark = pytest.mark.asyncio(loop_scope="module")

INTEREST = """
mutation ($i: InterestInput!) {
  did: declareInterest(input: $i) {
    __typename
    ... on AccountDone { accountId }
    ... on Refused { code field message }
  }
}
"""


async def own_account(api: Api, who: str | None) -> str:
    """Return the id that the viewer shows."""
    account: str = (await api.ask("{ viewer { account } }", who))["viewer"]["account"]
    return account


async def test_the_viewer_shows_an_account_that_mutations_take(api: Api) -> None:
    """Anybody may declare a stake, and so must be able to say whose."""
    account, cooperative = await own_account(api, "petugas2"), await api.active_cooperative()
    given = {"account": account, "cooperative": cooperative, "reason": "member"}
    did = (await api.ask(INTEREST, "petugas2", i=given))["did"]
    assert did == {"__typename": "AccountDone", "accountId": account}
    found = await api.ask("query ($id: ID!) { node(id: $id) { id } }", "admin", id=account)
    assert found["node"] == {"id": account}


async def test_an_id_of_another_kind_is_refused_by_name(api: Api) -> None:
    """A cooperative where an account is wanted; a plain UUID is no id at all."""
    account, cooperative = await own_account(api, "petugas2"), await api.active_cooperative()
    given = {"account": cooperative, "cooperative": account, "reason": "member"}
    did = (await api.ask(INTEREST, "petugas2", i=given))["did"]
    assert (did["code"], did["field"]) == ("malformed_id", "account")
    assert "Cooperative where Account is needed" in did["message"]
    plain = {**given, "account": str(uuid4()), "cooperative": cooperative}
    did = (await api.ask(INTEREST, "petugas2", i=plain))["did"]
    assert (did["code"], did["field"]) == ("malformed_id", "account")


async def test_a_guest_has_a_word_and_no_account(api: Api) -> None:
    """The word finds what guests did."""
    assert await own_account(api, None) == "guest"
    await api.active_cooperative()
    document = '{ auditTrail(filter: {actor: "guest"}) { nodes { actor actorName } } }'
    nodes = (await api.ask(document, "auditor"))["auditTrail"]["nodes"]
    assert {each["actor"] for each in nodes} == {"guest"}


async def test_the_author_of_an_event_finds_what_else_the_author_did(api: Api) -> None:
    """The actor of one line of the trail, given to the filter; and so for its stream."""
    case = await api.opened_assessment()
    document = "query ($a: String) { auditTrail(filter: {actor: $a}) { nodes { actor stream } } }"
    account = await own_account(api, "petugas1")
    nodes = (await api.ask(document, "auditor", a=account))["auditTrail"]["nodes"]
    assert {each["actor"] for each in nodes} == {account}
    stream = "query ($id: ID!) { stream(id: $id) { stream topic } }"
    whole = (await api.ask(stream, "auditor", id=nodes[0]["stream"]))["stream"]
    assert {each["stream"] for each in whole} == {nodes[0]["stream"]}
    assert (await api.ask(stream, "auditor", id=case))["stream"]
    nobody = opaque("ServiceKey", UUID(int=1))
    assert (await api.ask(document, "auditor", a=nobody))["auditTrail"]["nodes"] == []


async def test_what_was_refused_names_the_account_and_the_stream(api: Api) -> None:
    """The lists for auditors take and show the same ids."""
    case = await api.opened_assessment()
    await api.refused("verifyAssessment", "petugas1", assessment=case)
    account = await own_account(api, "petugas1")
    document = "query ($a: String) { refusedCommands(actor: $a) { actor subject } }"
    found = (await api.ask(document, "auditor", a=account))["refusedCommands"]
    assert {each["actor"] for each in found} == {account}
    stream = "query ($id: ID!) { stream(id: $id) { topic } }"
    assert (await api.ask(stream, "auditor", id=found[0]["subject"]))["stream"]
    log = "query ($a: String) { accessLog(actor: $a) { actor subject } }"
    assert (await api.ask(log, "auditor", a=account))["accessLog"] == []


async def test_one_bad_id_does_not_fail_the_others(api: Api) -> None:
    """Each has an answer or an error of its own, at its place."""
    cooperative = await api.active_cooperative()
    ids = [cooperative, "nonsense", opaque("Account", "x"), opaque("Cooperative", uuid4())]
    document = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    answer = (await api.send(document, "admin", ids=ids)).json()
    assert answer["data"]["nodes"] == [{"id": cooperative}, None, None, None]
    places = [(each["path"], each["extensions"]["refusals"][0]) for each in answer["errors"]]
    assert [(path, reason["code"], reason["field"]) for path, reason in places] == [
        (["nodes", 1], "malformed_id", "ids[1]"),
        (["nodes", 2], "malformed_id", "ids[2]"),
    ]


OTHER = opaque("Score", 1)
NOT_UNDERSTOOD = [
    ('accounts(filter: {cooperative: ""}) { totalCount }', "filter.cooperative"),
    ('accounts(filter: {office: "33.99"}) { totalCount }', "filter.office"),
    ('accounts(filter: {office: ""}) { totalCount }', "filter.office"),
    ('accounts(filter: {search: " "}) { totalCount }', "filter.search"),
    ('areas(search: "") { totalCount }', "search"),
    ("areas(level: 5) { totalCount }", "level"),
    ('areas(parent: "33.7") { totalCount }', "parent"),
    ('areas(inside: "") { totalCount }', "inside"),
    ('area(code: "Semarang") { name }', "code"),
    (f'assessments(filter: {{cooperative: "{OTHER}"}}) {{ totalCount }}', "filter.cooperative"),
    ('assessments(filter: {rulesets: ["x"]}) { totalCount }', "filter.rulesets[0]"),
    ('assessments(filter: {area: "3374"}) { totalCount }', "filter.area"),
    ('auditTrail(filter: {actor: ""}) { totalCount }', "filter.actor"),
    (f'auditTrail(filter: {{actor: "{OTHER}"}}) {{ totalCount }}', "filter.actor"),
    (f'auditTrail(filter: {{actor: "{UUID(int=404)}"}}) {{ totalCount }}', "filter.actor"),
    ('auditTrail(filter: {topics: ["assessment.dreamt"]}) { totalCount }', "filter.topics[0]"),
    ('auditTrail(filter: {office: "x"}) { totalCount }', "filter.office"),
    ('auditTrail(filter: {assessment: ""}) { totalCount }', "filter.assessment"),
    ('cooperative(nik: "") { name }', "nik"),
    ('cooperative(nik: "12") { name }', "nik"),
    ('cooperative(legalNumber: "") { name }', "legalNumber"),
    ('cooperative(id: "") { name }', "id"),
    ('cooperatives(filter: {search: ""}) { totalCount }', "filter.search"),
    ('cooperatives(filter: {search: "%%"}) { totalCount }', "filter.search"),
    ('cooperatives(filter: {area: ""}) { totalCount }', "filter.area"),
    ('cooperatives(after: "") { totalCount nodes { id } }', "after"),
    ('cooperatives(before: "") { totalCount nodes { id } }', "before"),
    ('office(code: "") { name }', "code"),
    ('registrations(area: "33.7") { totalCount }', "area"),
    ('ruleset(id: "") { title }', "id"),
    ('ruleset(digest: "") { title }', "digest"),
    ('scores(filter: {cooperative: ""}) { totalCount }', "filter.cooperative"),
    ('scores(filter: {area: "x"}) { totalCount }', "filter.area"),
    (f'stream(id: "{UUID(int=404)}") {{ topic }}', "id"),
    (f'stream(id: "{OTHER}") {{ topic }}', "id"),
    ('verificationQueue(area: "33.7") { totalCount }', "area"),
    ('refusedCommands(code: "") { code }', "code"),
    ('refusedCommands(actor: "x") { code }', "actor"),
    ('refusedCommands(before: "") { code }', "before"),
    ('accessLog(actor: "x") { action }', "actor"),
]


@pytest.mark.parametrize(("asked", "field"), NOT_UNDERSTOOD)
async def test_what_is_not_understood_is_refused_by_its_argument(
    api: Api, asked: str, field: str
) -> None:
    """A filter that nobody understands would answer with nothing, or with everything."""
    who = "admin" if asked.startswith("accounts") else "auditor"
    if asked.startswith("verificationQueue"):
        who = "petugas1"
    extensions = (await api.error(f"{{ {asked} }}", who))["extensions"]
    assert extensions["code"] == "BAD_USER_INPUT"
    named: Any = extensions.get("refusals", [extensions])[0]
    assert named["field"] == field


async def test_what_is_understood_is_answered(api: Api) -> None:
    """A ruleset, an office, a topic with and without its version, the whole country."""
    asked = """{
      assessments(filter: {rulesets: ["permenkop-14-2009"], area: "33.74"}) { totalCount }
      auditTrail(filter: {
        office: "33.74", area: "ID", topics: ["assessment.opened", "assessment.opened.v1"]
      }) { totalCount }
      areas(level: 1, parent: "ID") { totalCount }
    }"""
    assert (await api.ask(asked, "auditor"))["areas"]["totalCount"] == 0


async def test_an_empty_text_is_no_id_that_was_left_out(api: Api) -> None:
    """An operator's account names its cooperative; "" names none."""
    document = """
    mutation ($i: CreateAccountInput!) {
      did: createAccount(input: $i) { ... on Refused { code field } }
    }
    """
    person = {"fullName": "Siti"}
    given = {"userName": "siti.x", "role": "OPERATOR", "cooperative": "", "person": person}
    did = (await api.ask(document, "admin", i=given))["did"]
    assert did == {"code": "malformed_id", "field": "cooperative"}


async def test_an_empty_area_is_no_area_that_was_left_out(api: Api) -> None:
    """Left out, the membership area follows the village; "" is refused."""
    given = {
        "name": "KSP Kosong",
        "kind": "KSP",
        "legalNumber": "123/BH/kosong",
        "membershipArea": "",
        "address": "Jalan Pemuda 1",
        "village": "33.74.01.1001",
    }
    refused = await api.refused("registerCooperative", None, **given)
    assert (refused["code"], refused["field"]) == ("blank", "membershipArea")


class NoArea(EveryArea):
    """Knows no code."""

    async def known(self, codes: Collection[str], _day: date, /) -> frozenset[str]:
        """Return none of *codes*."""
        return frozenset() & frozenset(codes)


async def test_an_area_that_there_never_was_is_refused(api: Api) -> None:
    """33.99 looks like a regency, and is none of today's and none of the past."""
    services = changed(api.services, areas=NoArea())
    transport = httpx.ASGITransport(app=create_app(services))  # type: ignore[arg-type] # ASGI
    async with httpx.AsyncClient(transport=transport, base_url="http://sokoguru") as client:
        other = Api(client, api.tokens, services)
        error = await other.error('{ cooperatives(filter: {area: "33.99"}) { totalCount } }')
    (reason,) = error["extensions"]["refusals"]
    assert (reason["code"], reason["field"]) == ("area_unknown", "filter.area")
