"""Every field of the schema, as every role, and as an officer of another territory."""

import json
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
import pytest_asyncio

from api.building.rights import rights_of
from api.building.schema import build_schema
from api.relay.nodes import opaque, read_id
from application.authorisation import permit
from application.authorisation.denials import Denied
from domain.kernel.actors import SYSTEM, Actor, Role, Scope
from domain.service_key.commands import CreateServiceKey
from infrastructure.settings.settings import Settings
from tests.support.api import KNOWN, SALATIGA, SEMARANG, Api, api_on, registration, sign_in
from tests.support.databases import Databases
from tests.support.walk import Walk

pytestmark = pytest.mark.asyncio(loop_scope="module")

SCHEMA = build_schema()._schema
RIGHTS = rights_of(SCHEMA)
MARK = "Rahasia Semarang"
FIGURE = "987654321"
WIDE = Settings(
    human_check=False,
    pool_min=1,
    pool_max=8,
    query_tokens=100_000,
    query_cost=10_000_000,
    query_depth=100,
    rate_limit=1_000_000,
)
OUTSIDERS = (None, "tetangga", "kantor-sebelah", "usaha", "admin", "kunci-sebelah", "auditor2")


PLAIN_ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")


class Case:
    """A cooperative of Kota Semarang that nobody has verified yet, and one with a draft."""

    def __init__(self, api: Api, hidden: str, cooperative: str, assessment: str) -> None:
        self.api = api
        self.hidden = hidden
        self.cooperative = cooperative
        self.assessment = assessment
        self._told: dict[str | None, dict[str, httpx.Response]] = {}

    async def told(self, who: str | None) -> Mapping[str, httpx.Response]:
        """Return what *who* is answered by each query of the walk; everybody walks once."""
        if who not in self._told:
            queries = self.walk(await _actor(self.api, who)).queries()
            self._told[who] = {name: await self.api.send(asked, who) for name, asked in queries}
        return self._told[who]

    @property
    def secrets(self) -> tuple[str, ...]:
        """Texts that only Kota Semarang and its superiors may read."""
        streams = tuple(opaque("Stream", key) for key in self.plain)
        return (MARK, FIGURE, self.hidden, self.assessment, *streams)

    @property
    def plain(self) -> tuple[str, ...]:
        """What the log calls the two things; nobody is told, but in the text of an event."""
        return tuple(read_id(each).key for each in (self.hidden, self.assessment))

    def walk(self, actor: Actor) -> Walk:
        """Return the walk of *actor*, with the ids of the secrets as arguments."""
        return Walk(schema=SCHEMA, may=lambda field: _may(actor, field), arguments=self.arguments())

    def arguments(self) -> dict[str, str]:
        """Return what the walk gives fields that want arguments: always these secrets."""
        stream = opaque("Stream", read_id(self.assessment).key)
        return {
            "Query.node": f'id: "{self.hidden}"',
            "Query.nodes": f'ids: ["{self.hidden}", "{self.assessment}"]',
            "Query.registration": 'receipt: "2222"',
            "Query.cooperative": f'id: "{self.hidden}"',
            "Query.assessment": f'id: "{self.assessment}"',
            "Query.replay": f'assessment: "{self.assessment}"',
            "Query.recompute": f'assessment: "{self.assessment}"',
            "Query.whatIf": f'assessment: "{self.assessment}"',
            "Query.stream": f'id: "{stream}"',
            "Query.ruleset": 'id: "permenkop-14-2009"',
            "Query.calculate": 'ruleset: "permenkop-14-2009", components: []',
            "Query.account": f'id: "{opaque("Account", UUID(int=1))}"',
            "Query.office": f'code: "{SEMARANG}"',
            "Query.area": f'code: "{SEMARANG}"',
            "Account.person": 'reason: "a test"',
        }


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def case(
    databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Case]:
    """A server with secrets of Kota Semarang in it, and somebody of every kind signed in."""
    async with _open_case(databases, tmp_path_factory.mktemp("mail")) as found:
        yield found


@pytest_asyncio.fixture(loop_scope="module")
async def own_case(databases: Databases, tmp_path: Path) -> AsyncIterator[Case]:
    """The same for one test alone: a refused command, too, is a trace that others would see."""
    async with _open_case(databases, tmp_path) as found:
        yield found


@asynccontextmanager
async def _open_case(databases: Databases, mail: Path) -> AsyncIterator[Case]:
    with databases.migrated() as url:
        async with api_on(url, mail, WIDE) as api:
            yield await _case(api)


async def _case(api: Api) -> Case:
    hidden = await api.done("registerCooperative", None, **registration(name=MARK))
    assessment = await api.opened_assessment(year=2024)
    await api.done(
        "enterStatements",
        "petugas1",
        assessment=assessment,
        figures=[{"name": "kas", "amount": FIGURE}],
    )
    document = "{ cooperatives { nodes { id name } } }"
    known = (await api.ask(document, "petugas1"))["cooperatives"]["nodes"]
    cooperative = next(each["id"] for each in known if each["name"] != MARK)
    own = read_id(cooperative).uuid("id")
    other = await _neighbours_cooperative(api)
    services = api.services
    api.tokens["pengurus"] = await sign_in(services, "pengurus", Role.OPERATOR, None, own)
    api.tokens["kantor-sebelah"] = await sign_in(services, "sebelah", Role.OPERATOR, None, other)
    api.tokens["usaha"] = await sign_in(services, "usaha", Role.MSME_OWNER)
    api.tokens["auditor2"] = await sign_in(services, "auditor2", Role.AUDITOR, SALATIGA)
    created = CreateServiceKey(
        key=uuid4(),
        name="Neighbour",
        prefix="",
        scopes=tuple(Scope),
        expires_at=services.access.clock.now() + timedelta(days=1),
        office=SALATIGA,
    )
    issued = await services.access.keys.create(created, actor=SYSTEM)
    api.tokens["kunci-sebelah"] = issued.secret
    await api.caught_up()
    return Case(api, hidden["cooperativeId"], cooperative, assessment)


async def _neighbours_cooperative(api: Api) -> UUID:
    given = registration(membershipArea=SALATIGA, village="33.73.01.1001")
    registered = await api.done("registerCooperative", None, **given)
    cooperative: str = registered["cooperativeId"]
    await api.done("verifyRegistration", "tetangga", cooperative=cooperative, **KNOWN)
    return read_id(cooperative).uuid("id")


@pytest.mark.parametrize("who", OUTSIDERS)
async def test_no_field_shows_an_outsider_what_belongs_to_semarang(
    case: Case, who: str | None
) -> None:
    """Every field below every query, with the very ids of the secrets as arguments."""
    for name, response in (await case.told(who)).items():
        told = json.dumps(response.json().get("data"))
        secrets = (*case.secrets, *case.plain)
        assert [secret for secret in secrets if secret in told] == [], name
        # An error may repeat the id that was asked for, and nothing else.
        assert MARK not in response.text
        assert FIGURE not in response.text


@pytest.mark.parametrize("who", ["petugas1", "kepala", "auditor", "menteri"])
async def test_the_walk_would_see_the_secrets(case: Case, who: str) -> None:
    """Whoever may see them does, by the same walk, and no field fails on the way."""
    seen = ""
    for response in (await case.told(who)).values():
        faults = [each["extensions"]["code"] for each in response.json().get("errors", [])]
        assert set(faults) <= {"BAD_USER_INPUT"}, response.text
        seen += response.text
    assert [secret for secret in case.secrets if secret not in seen] == []


@pytest.mark.parametrize("who", [None, "petugas1", "auditor", "menteri", "admin", "pengurus"])
async def test_no_field_shows_an_id_as_the_log_keeps_it(case: Case, who: str | None) -> None:
    """Every id is opaque; the log's own words stand in the text of an event and nowhere else."""
    for name, response in (await case.told(who)).items():
        data = _without_events(response.json().get("data"))
        assert PLAIN_ID.findall(json.dumps(data)) == [], name


def _without_events(data: Any) -> Any:
    if isinstance(data, list):
        return [_without_events(each) for each in data]
    if not isinstance(data, dict):
        return data
    return {name: _without_events(each) for name, each in data.items() if name != "event"}


async def test_an_operator_sees_the_own_cooperative_and_no_other(case: Case) -> None:
    """The own draft is there; the unverified neighbour next door is not."""
    seen = "".join(response.text for response in (await case.told("pengurus")).values())
    assert FIGURE in seen
    assert MARK not in seen
    assert case.hidden not in seen


PUBLISHED = """query ($id: ID!, $area: AreaCode!) {
  list: cooperatives(filter: {area: $area}) { totalCount nodes { id name } }
  one: cooperative(id: $id) { name status currentScore { total } }
  node(id: $id) { id ... on Cooperative { name scoreHistory { totalCount } } }
  scores(filter: {area: $area}) { totalCount }
}"""


@pytest.mark.parametrize("who", OUTSIDERS[1:])
async def test_whoever_is_signed_in_sees_what_a_guest_sees(case: Case, who: str) -> None:
    """A verified cooperative of Semarang, to an officer of Salatiga and to a key of its office."""
    asked = {"id": case.cooperative, "area": SEMARANG}
    public = await case.api.ask(PUBLISHED, None, **asked)
    assert public["one"]["name"]
    assert await case.api.ask(PUBLISHED, who, **asked) == public


async def test_the_notes_on_what_is_public_are_for_its_office(case: Case) -> None:
    """The officer of Salatiga gets null where the one of Semarang reads a note."""
    document = "query ($id: ID!) { cooperative(id: $id) { name statusReason version } }"
    rejected = await case.api.active_cooperative()
    reason = {"cooperative": rejected, "reason": "Rapat anggota"}
    await case.api.done("deactivateCooperative", "petugas1", **reason)
    await case.api.caught_up()
    found = {
        who: (await case.api.ask(document, who, id=rejected))["cooperative"]["statusReason"]
        for who in ("petugas1", "tetangga")
    }
    assert found == {"petugas1": "Rapat anggota", "tetangga": None}


async def test_an_alias_a_count_a_filter_and_a_cursor_tell_nothing(case: Case) -> None:
    """The neighbour's list is as long as the neighbour's territory, however it is asked for."""
    document = """query ($id: ID!, $area: AreaCode!, $search: String!) {
      mine: cooperatives(filter: {ours: true}) { totalCount edges { cursor } }
      theirs: cooperatives(filter: {area: $area, ours: true}) { totalCount nodes { id } }
      ours: scores(filter: {ours: true}) { totalCount }
      found: cooperatives(filter: {search: $search}) { totalCount nodes { id } }
      first: cooperative(id: $id) { name } second: node(id: $id) { id }
      trail: auditTrail { totalCount nodes { stream } }
      queue: registrations { totalCount nodes { name } }
      open: assessments { totalCount nodes { id } }
    }"""
    asked = {"id": case.hidden, "area": SEMARANG, "search": "Rahasia"}
    data = await case.api.ask(document, "tetangga", **asked)
    assert data["mine"]["totalCount"] == 1
    empty = {"totalCount": 0, "nodes": []}
    assert [data["theirs"], data["found"], data["open"]] == [empty, empty, empty]
    assert [data["first"], data["second"]] == [None, None]
    assert data["trail"]["totalCount"] > 0
    assert {each["name"] for each in data["queue"]["nodes"]} & {MARK} == set()
    theirs = await case.api.ask("{ cooperatives(first: 1) { edges { cursor } } }", "petugas1")
    cursor = theirs["cooperatives"]["edges"][0]["cursor"]
    page = """query ($after: String) {
      cooperatives(after: $after, filter: {ours: true}) { nodes { membershipArea } }
    }"""
    behind = await case.api.ask(page, "tetangga", after=cursor)
    assert {each["membershipArea"] for each in behind["cooperatives"]["nodes"]} <= {SALATIGA}


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("verifyRegistration", {}),
        ("rejectRegistration", {"reason": "x"}),
        ("deactivateCooperative", {"reason": "x"}),
    ],
)
async def test_what_is_out_of_reach_is_refused_like_what_does_not_exist(
    own_case: Case, name: str, given: dict[str, Any]
) -> None:
    """An existing id of Kota Semarang and an invented one get the same answer."""
    answers = []
    for cooperative in (own_case.hidden, opaque("Cooperative", UUID(int=404))):
        refused = await own_case.api.refused(name, "tetangga", cooperative=cooperative, **given)
        answers.append({**refused, "message": "", "refusals": []})
    assert answers[0] == answers[1]
    assert answers[0]["code"] == "not_found"


async def test_an_assessment_next_door_is_not_found_either(own_case: Case) -> None:
    """By a neighbour's officer, a neighbour's operator, and a neighbour's key."""
    figures = [{"name": "kas", "amount": "1"}]
    for who in ("tetangga", "kantor-sebelah", "kunci-sebelah"):
        refused = await own_case.api.refused(
            "enterStatements", who, assessment=own_case.assessment, figures=figures
        )
        assert refused["code"] == "not_found"


async def test_auditors_read_what_was_refused_and_why(own_case: Case) -> None:
    """The neighbour was told less than the auditor reads, and sees lines of that office only."""
    await own_case.api.refused("verifyRegistration", "tetangga", cooperative=own_case.hidden)
    document = "{ refusedCommands(first: 200) { command office code rule } }"
    seen = (await own_case.api.ask(document, "auditor2"))["refusedCommands"]
    assert {
        "command": "VerifyRegistration",
        "office": SALATIGA,
        "code": "not_found",
        "rule": "OutsideTerritory",
    } in seen
    assert {each["office"] for each in seen} == {SALATIGA}


async def _actor(api: Api, who: str | None) -> Actor:
    return await api.services.access.identities.authenticate(
        api.tokens[who] if who else None, "test"
    )


def _may(actor: Actor, field: str) -> bool:
    """Say whether its rule lets *actor* read *field*."""
    try:
        permit(actor, field, RIGHTS[field])
    except Denied:
        return False
    return True
