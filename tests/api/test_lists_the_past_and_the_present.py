"""Lists are paged by cursors that stay put, any past can be asked for, and the present awaited."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from api.relay.nodes import opaque
from tests.support.api import SEMARANG, Api, registration

pytestmark = pytest.mark.asyncio(loop_scope="module")

PAGE = """
query ($first: Int, $after: String, $last: Int, $before: String, $search: String) {
  cooperatives(
    first: $first, after: $after, last: $last, before: $before,
    filter: {search: $search}, orderBy: {by: NAME, direction: ASC}
  ) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { id } }
    nodes { name status version }
  }
}
"""


async def three(api: Api, word: str) -> None:
    """Have three active cooperatives whose names begin with *word*."""
    for letter in "ABC":
        await api.active_cooperative(name=f"{word} {letter}")


async def page(api: Api, **asked: Any) -> Any:
    """Return one page of cooperatives."""
    return (await api.ask(PAGE, "petugas1", **asked))["cooperatives"]


async def test_an_officer_sees_what_may_be_the_same_cooperative(api: Api) -> None:
    """The same number of another type, beside the registration and in the register."""
    number = "0088/BH/test"
    first = await api.active_cooperative(legalNumber=number, legalNumberType="PAD")
    again = registration(legalNumber="No. 88/bh-test")
    twin = (await api.done("registerCooperative", None, **again))["cooperativeId"]
    refused = await api.refused("registerCooperative", None, **again)
    assert refused["code"] == "legal_number_taken"
    await api.caught_up()
    document = """query ($id: ID!) {
      registrations(first: 200) { nodes { cooperativeId likelyDuplicates { id } } }
      cooperative(id: $id) { likelyDuplicates { id } }
    }"""
    seen = await api.ask(document, "petugas1", id=first)
    assert seen["cooperative"]["likelyDuplicates"] == [{"id": twin}]
    shown = {each["cooperativeId"]: each for each in seen["registrations"]["nodes"]}
    assert shown[twin]["likelyDuplicates"] == [{"id": first}]
    public = await api.error(
        "query ($id: ID!) { cooperative(id: $id) { likelyDuplicates { id } } }", id=first
    )
    assert public["extensions"]["code"] == "UNAUTHENTICATED"


async def test_a_list_is_walked_page_by_page(api: Api) -> None:
    """Two rows, then the third; a row added before the cursor shifts nothing."""
    await three(api, "Berjalan")
    first = await page(api, first=2, search="berjalan")
    assert [each["name"] for each in first["nodes"]] == ["Berjalan A", "Berjalan B"]
    assert first["totalCount"] == 3
    assert first["pageInfo"]["hasNextPage"] is True
    assert first["pageInfo"]["endCursor"] == first["edges"][1]["cursor"]
    await api.active_cooperative(name="Berjalan AA")
    second = await page(api, first=2, after=first["pageInfo"]["endCursor"], search="berjalan")
    assert [each["name"] for each in second["nodes"]] == ["Berjalan C"]
    assert second["pageInfo"]["hasNextPage"] is False


async def test_a_list_is_walked_backwards(api: Api) -> None:
    """The last row, and the one before it."""
    await three(api, "Mundur")
    last = await page(api, last=1, search="mundur")
    assert [each["name"] for each in last["nodes"]] == ["Mundur C"]
    before = await page(api, last=5, before=last["pageInfo"]["startCursor"], search="mundur")
    assert [each["name"] for each in before["nodes"]] == ["Mundur A", "Mundur B"]


async def test_an_empty_page_has_no_cursors(api: Api) -> None:
    """Nobody is called so."""
    nobody = await page(api, first=3, search="tidakadasatupun")
    assert nobody["pageInfo"] == {
        "hasNextPage": False,
        "hasPreviousPage": False,
        "startCursor": None,
        "endCursor": None,
    }


@pytest.mark.parametrize("cursor", ["x", "", "U2NvcmU6MTAyNA", "é"])
async def test_a_forged_cursor_is_refused(api: Api, cursor: str) -> None:
    """A cursor that this list did not hand out is a fault of the request."""
    answer = (await api.send(PAGE, "petugas1", first=1, after=cursor)).json()
    if "errors" in answer:
        assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    else:
        assert cursor == ""


async def test_nobody_searches_for_a_book(api: Api) -> None:
    """A search longer than any name is a fault of the request."""
    answer = (await api.send(PAGE, "petugas1", search="x" * 201)).json()
    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert (await page(api, search="x" * 200))["totalCount"] == 0


async def test_a_cooperative_is_found_by_number_or_nik(api: Api) -> None:
    """By its legal number, by its NIK; asking by nothing, or by both, is refused."""
    number, nik = "77/BH/test", "3374000000077"
    cooperative = await api.active_cooperative(legalNumber=number, nik=nik)
    document = "query ($n: String, $k: String) { cooperative(legalNumber: $n, nik: $k) { id } }"
    for asked in ({"n": number}, {"k": nik}):
        assert (await api.ask(document, None, **asked))["cooperative"] == {"id": cooperative}
    for asked in ({}, {"n": number, "k": nik}):
        error = await api.error(document, None, **asked)
        assert error["extensions"]["code"] == "BAD_USER_INPUT"


async def test_registrations_wait_and_are_decided(api: Api) -> None:
    """A new one waits in the office's list; a rejected one stays listed with the reason."""
    given = registration(name="Koperasi Menunggu")
    await api.done("registerCooperative", None, **given)
    await api.caught_up()
    document = """
    query ($s: [RegistrationStatus!]) {
      registrations(status: $s, area: "33.74", last: 50) {
        totalCount nodes { name status reason cooperativeId registeredBy }
      }
    }
    """
    found = (await api.ask(document, "petugas1", s=["WAITING"]))["registrations"]
    assert found["totalCount"] == len(found["nodes"])
    waiting = next(each for each in found["nodes"] if each["name"] == "Koperasi Menunggu")
    await api.done(
        "rejectRegistration",
        "petugas1",
        cooperative=waiting["cooperativeId"],
        reason="Akta tidak terbaca",
    )
    await api.caught_up()
    found = (await api.ask(document, "petugas1", s=["REJECTED"]))["registrations"]
    assert "Akta tidak terbaca" in [each["reason"] for each in found["nodes"]]


async def test_the_register_can_be_asked_as_it_was(api: Api) -> None:
    """Before the change of name it had the old one, by position and by moment."""
    cooperative = await api.active_cooperative(name="Nama Lama")
    position, moment = await api.services.store.last_position(), datetime.now(UTC)
    given = registration(name="Nama Baru")
    profile = {name: given[name] for name in ("name", "kind", "legalNumber", "membershipArea")}
    await api.done("changeCooperativeProfile", "petugas1", cooperative=cooperative, **profile)
    await api.caught_up()
    document = "query ($id: ID!, $then: AsOfInput) { cooperative(id: $id, asOf: $then) { name } }"
    for then, name in (
        (None, "Nama Baru"),
        ({"position": str(position)}, "Nama Lama"),
        ({"recordedAt": moment.isoformat()}, "Nama Lama"),
    ):
        found = await api.ask(document, "petugas1", id=cooperative, then=then)
        assert found["cooperative"]["name"] == name


async def test_a_past_is_named_by_one_thing(api: Api) -> None:
    """Position and moment together, or a moment without an offset, mean nothing."""
    document = "query ($then: AsOfInput) { cooperatives(asOf: $then) { totalCount } }"
    for wrong in (
        {"position": "1", "recordedAt": "2026-01-01T00:00:00Z"},
        {},
        {"recordedAt": "2026-01-01T00:00:00"},
        {"recordedAt": "yesterday"},
    ):
        error = await api.error(document, None, then=wrong)
        assert error["extensions"]["code"] in {"BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"}


@pytest.mark.parametrize(
    "called",
    [
        "cooperatives(asOf: $then) { totalCount }",
        'cooperative(nik: "1", asOf: $then) { name }',
        "scores(asOf: $then) { totalCount }",
        "stream(id: $id, upTo: $then) { version }",
        "replay(assessment: $id, upTo: $then) { version }",
        "recompute(assessment: $id, upTo: $then) { equal }",
        "assessment(id: $id) { entered(asOf: $then) { figures { name } } }",
    ],
)
async def test_the_future_is_not_answered(api: Api, called: str) -> None:
    """A position beyond the log, a moment beyond the clock: tomorrow the answer is another."""
    case = await api.opened_assessment()
    beyond = await api.services.store.last_position() + 1
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    document = f"query ($then: AsOfInput) {{ {called.replace('$id', json.dumps(case))} }}"
    argument = "upTo" if "upTo" in called else "asOf"
    for then in ({"position": str(beyond)}, {"recordedAt": tomorrow.isoformat()}):
        error = await api.error(document, "auditor", then=then)
        assert error["extensions"]["code"] == "BAD_USER_INPUT"
        assert error["extensions"]["field"] == f"{argument}.{next(iter(then))}"


async def test_a_moment_at_which_something_was_recorded_has_come(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database's clock is ahead of ours, and what it recorded can be asked about."""
    await api.active_cooperative()
    clock = type(api.services.access.clock)
    monkeypatch.setattr(clock, "now", lambda _: datetime.now(UTC) - timedelta(hours=1))
    document = "{ auditTrail(first: 1) { nodes { recordedAt } } }"
    (newest,) = (await api.ask(document, "auditor"))["auditTrail"]["nodes"]
    asked = "query ($then: AsOfInput) { cooperatives(asOf: $then) { totalCount } }"
    await api.ask(asked, "auditor", then=newest)


async def test_a_query_waits_for_the_position_it_names(api: Api) -> None:
    """With the position of the mutation the new cooperative is there at once."""
    done = await api.done("registerCooperative", None, **registration(name="Segera Terlihat"))
    answer = await api.send(
        "query ($id: ID!) { cooperative(id: $id) { name } }",
        "petugas1",
        headers={"X-Sokoguru-At-Least": done["position"]},
        id=done["cooperativeId"],
    )
    assert answer.json()["data"]["cooperative"]["name"] == "Segera Terlihat"


async def test_a_mutation_can_show_what_it_changed(api: Api) -> None:
    """The success leads on to the thing as it is after the command."""
    document = """
    mutation ($i: RegisterCooperativeInput!) {
      did: registerCooperative(input: $i) {
        ... on CooperativeDone { version position cooperative { name status version } }
      }
    }
    """
    given = registration(name="Tampak", coordinates={"latitude": "-6.99", "longitude": "110.42"})
    did = (await api.ask(document, "petugas1", i=given))["did"]
    assert did["cooperative"] == {"name": "Tampak", "status": "REGISTERED", "version": 1}


async def test_a_repeated_command_is_answered_as_the_first_time(api: Api) -> None:
    """Same id, same input: same answer, and nothing happens twice."""
    given = registration(name="Sekali Saja")
    first = await api.done("registerCooperative", "petugas1", commandId="reg-1", **given)
    again = await api.done("registerCooperative", "petugas1", commandId="reg-1", **given)
    assert again == first
    refused = await api.refused(
        "registerCooperative", "petugas1", commandId="reg-1", **registration()
    )
    assert refused["code"] == "command_id_reused"


async def test_command_ids_belong_to_an_account(api: Api) -> None:
    """Another officer's command of the same id is another command."""
    for who in ("petugas1", "petugas2"):
        await api.done("registerCooperative", who, commandId="same", **registration())


@pytest.mark.parametrize("given", ["1", "", str(UUID(int=0)), "x" * 36])
async def test_a_guest_tells_commands_apart_by_uuids(api: Api, given: str) -> None:
    """All guests are one account, so one person's "1" would be everybody's."""
    refused = await api.refused("registerCooperative", None, commandId=given, **registration())
    assert (refused["code"], refused["field"]) == ("command_id_not_unique", "commandId")


async def test_a_guest_may_repeat_a_command(api: Api) -> None:
    """By a UUID of one's own."""
    given = registration(commandId=str(uuid4()))
    first = await api.done("registerCooperative", None, **given)
    assert await api.done("registerCooperative", None, **given) == first


async def test_things_are_found_again_by_their_ids(api: Api) -> None:
    """Cooperative, assessment, score and audit entry, each for who may see it."""
    assessment = await api.opened_assessment()
    document = """
    query ($ids: [ID!]!) {
      nodes(ids: $ids) { __typename id ... on AuditEntry { topic } ... on Assessment { state } }
    }
    """
    entry, nothing = opaque("AuditEntry", 1), opaque("Score", 1)
    cooperative = await api.active_cooperative()
    ids = [cooperative, assessment, nothing, entry, opaque("Dream", 1)]
    nodes = (await api.ask(document, "menteri", ids=ids))["nodes"]
    assert [each and each["__typename"] for each in nodes] == [
        "Cooperative",
        "Assessment",
        None,
        "AuditEntry",
        None,
    ]
    unseen = (await api.ask(document, "tetangga", ids=[assessment]))["nodes"]
    assert unseen == [None]
    for wrong in (opaque("Score", "x"), "nonsense"):
        error = await api.error("query ($id: ID!) { node(id: $id) { id } }", "menteri", id=wrong)
        assert error["extensions"]["refusals"][0]["code"] == "malformed_id"


async def test_a_neighbour_sees_nothing_of_another_territory(api: Api) -> None:
    """By id, by list, by queue, by trail: Salatiga learns nothing of Semarang."""
    assessment = await api.opened_assessment()
    document = """
    query ($id: ID!) {
      assessment(id: $id) { id }
      assessments(filter: {area: "33.74"}) { totalCount nodes { id } }
      verificationQueue { totalCount }
      auditTrail(filter: {area: "33.74"}) { totalCount }
      stream(id: $id) { topic }
      replay(assessment: $id) { version }
      recompute(assessment: $id) { equal }
    }
    """
    found = await api.ask(document, "tetangga", id=assessment)
    assert found["assessment"] is None
    assert found["assessments"] == {"totalCount": 0, "nodes": []}
    assert (found["stream"], found["replay"], found["recompute"]) == ([], [], None)
    refused = await api.refused("submitAssessment", "tetangga", assessment=assessment)
    assert refused["code"] == "not_found"


async def test_who_may_not_ask_is_told_so(api: Api) -> None:
    """A guest must sign in; an administrator may not verify."""
    error = await api.error("{ verificationQueue { totalCount } }")
    assert error["extensions"]["code"] == "UNAUTHENTICATED"
    error = await api.error("{ verificationQueue { totalCount } }", "admin")
    assert error["extensions"]["code"] == "FORBIDDEN"


async def test_the_viewer_is_whoever_asks(api: Api) -> None:
    """An officer with office and territory; the public as a guest."""
    document = "{ viewer { account role name office territory cooperative } }"
    officer = (await api.ask(document, "petugas1"))["viewer"]
    assert (officer["role"], officer["territory"]) == ("OFFICER", SEMARANG)
    assert (await api.ask(document))["viewer"]["role"] == "GUEST"


async def test_a_position_that_never_comes_is_not_waited_for_long(api: Api) -> None:
    """A position far ahead of the log: NOT_YET_AT_POSITION, and when to try again."""
    headers = {"X-Sokoguru-At-Least": "999999999", "accept": "application/graphql-response+json"}
    answer = await api.send("{ viewer { role } }", headers=headers)
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "1"
    assert answer.json()["errors"][0]["extensions"]["code"] == "NOT_YET_AT_POSITION"


@pytest.mark.parametrize("header", ["x", "-1", "9" * 30, "1.5"])
async def test_a_position_that_is_none_is_refused(api: Api, header: str) -> None:
    """The header wants digits."""
    answer = await api.send("{ viewer { role } }", headers={"X-Sokoguru-At-Least": header})
    assert answer.status_code == 400


async def test_each_of_several_mutations_shows_what_it_left(api: Api) -> None:
    """Two commands in one document, one after the other: the second shows the second state."""
    cooperative = await api.active_cooperative()
    document = """
    mutation ($off: DeactivateCooperativeInput!, $on: ReactivateCooperativeInput!) {
      first: deactivateCooperative(input: $off) { ...shown }
      second: reactivateCooperative(input: $on) { ...shown }
    }
    fragment shown on CooperativeDone { cooperative { status } }
    """
    given = {"cooperative": cooperative, "reason": "Rapat anggota"}
    did = await api.ask(document, "petugas1", off=given, on=given)
    assert did["first"]["cooperative"]["status"] == "INACTIVE"
    assert did["second"]["cooperative"]["status"] == "ACTIVE"


async def test_assessments_are_searched_by_the_name_of_their_cooperative(api: Api) -> None:
    """As the register is; a search without end is refused."""
    case = await api.opened_assessment(name="KSP Jum'at Berkah")
    document = """query ($words: String) { assessments(filter: {search: $words}) {
      totalCount nodes { id } } }"""
    found = (await api.ask(document, "petugas1", words="berkah jumat"))["assessments"]
    assert found == {"totalCount": 1, "nodes": [{"id": case}]}
    assert (await api.ask(document, "tetangga", words="berkah"))["assessments"]["nodes"] == []
    error = await api.error(document, "petugas1", words="a" * 201)
    assert error["extensions"]["code"] == "BAD_USER_INPUT"


async def test_a_predicate_narrows_the_register(api: Api) -> None:
    """Nobody is shown who has no score."""
    await api.active_cooperative()
    document = "{ cooperatives(filter: {predicate: [SEHAT]}) { totalCount nodes { name } } }"
    shown = (await api.ask(document))["cooperatives"]
    assert shown["totalCount"] == len(shown["nodes"])
    everybody = (await api.ask("{ cooperatives { totalCount } }"))["cooperatives"]["totalCount"]
    assert shown["totalCount"] < everybody
