"""Whoever acted is told by the name that people know, beside the id that the log holds."""

from typing import Any

import pytest

from projections.views.accounts import questions as accounts
from projections.views.areas import questions as areas
from projections.views.offices import questions as offices
from tests.support.api import VILLAGE, Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

SCORES = {"component": "1a", "score": "1.5"}


async def test_the_trail_names_accounts_and_the_public(api: Api) -> None:
    """A guest registered, petugas1 verified."""
    cooperative = await api.active_cooperative()
    document = """query ($id: ID!) { auditTrail(filter: {cooperative: $id}, direction: ASC) {
      nodes { topic actor actorName } } }"""
    trail = (await api.ask(document, "auditor", id=cooperative))["auditTrail"]["nodes"]
    named = {line["topic"]: line["actorName"] for line in trail}
    assert named["cooperative.registered.v1"] == "guest"
    assert named["cooperative.registration_verified.v1"] == "petugas1"
    assert {line["actor"] for line in trail} != set(named.values())


async def test_an_assessment_and_its_replay_name_people(api: Api) -> None:
    """Opened by petugas1, entered by petugas2, not yet submitted or verified."""
    case = await api.opened_assessment()
    await api.done("enterComponents", "petugas2", assessment=case, components=[SCORES])
    await api.caught_up()
    document = """query ($id: ID!) {
      assessment(id: $id) { openedByName submittedByName returnedByName verifiedByName }
      replay(assessment: $id) { actorName } }"""
    found = await api.ask(document, "auditor", id=case)
    assert found["assessment"] == {
        "openedByName": "petugas1",
        "submittedByName": None,
        "returnedByName": None,
        "verifiedByName": None,
    }
    assert [step["actorName"] for step in found["replay"]] == ["petugas1", "petugas2"]


AREAS = {
    "33": "Jawa Tengah",
    "33.74": "Kota Semarang",
    "33.74.01": "Semarang Tengah",
    VILLAGE: "Miroto",
    "96": "Lama",
    "97": "Baru",
}
ADD = """INSERT INTO views.areas (code, name, name_key, kind, level, parent, system, decree,
                         valid_from, successors)
SELECT code, name, lower(name), 'x', 1, 'ID', 'x', 'x', since, '{97,98}'
  FROM unnest($1::text[], $2::text[]) AS given (code, name),
       (VALUES (date '2020-01-01'), (date '2010-01-01')) AS days (since)
    ON CONFLICT DO NOTHING"""


async def with_areas(api: Api) -> None:
    """Have areas on record, under a name of today and a former one."""
    former = [f"{name} yang lama" for name in AREAS.values()]
    newest = ADD.replace(", (date '2010-01-01')", "")
    await api.services.views.fetch(newest, list(AREAS), list(AREAS.values()))
    await api.services.views.fetch(ADD, list(AREAS), former)


async def test_areas_and_offices_are_named_beside_their_codes(api: Api) -> None:
    """A cooperative of Kota Semarang, its registration, its case and the officer's own office."""
    await with_areas(api)
    case = await api.opened_assessment()
    document = """query ($id: ID!) {
      assessment(id: $id) { membershipAreaName
        cooperative { membershipAreaName villageName districtName regencyName provinceName } }
      registrations(last: 1) { nodes { membershipAreaName villageName districtName regencyName
        provinceName registeredByName decidedByName } }
      auditTrail(first: 1) { nodes { officeName membershipAreaName } }
      area(code: "33") { parentName }
      viewer { officeName territoryName } }"""
    found = await api.ask(document, "petugas1", id=case)
    place = {
        "membershipAreaName": "Kota Semarang",
        "villageName": "Miroto",
        "districtName": "Semarang Tengah",
        "regencyName": "Kota Semarang",
        "provinceName": "Jawa Tengah",
    }
    assert found["assessment"] == {"membershipAreaName": "Kota Semarang", "cooperative": place}
    (registration,) = found["registrations"]["nodes"]
    assert registration == {**place, "registeredByName": "guest", "decidedByName": "petugas1"}
    (line,) = found["auditTrail"]["nodes"]
    assert line == {"officeName": "Dinas 33.74", "membershipAreaName": "Kota Semarang"}
    assert found["area"] == {"parentName": "Indonesia"}
    assert found["viewer"] == {"officeName": "Dinas 33.74", "territoryName": "Kota Semarang"}


async def test_the_names_of_a_list_are_one_question(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many rows and fields ask, each view is asked once for every level."""
    asked: list[str] = []

    def counted(module: Any, name: str) -> None:
        ask = getattr(module, name)

        async def counting(*given: Any, **more: Any) -> Any:
            asked.append(name)
            return await ask(*given, **more)

        monkeypatch.setattr(module, name, counting)

    await with_areas(api)
    for _ in range(3):
        await api.opened_assessment()
    counted(areas, "newest_names")
    counted(areas, "history")
    counted(offices, "by_codes")
    counted(accounts, "user_names")
    document = """{ registrations(first: 50) { nodes { villageName districtName membershipAreaName
      registeredByName decidedByName } } }"""
    assert len((await api.ask(document, "petugas1"))["registrations"]["nodes"]) > 2
    assert sorted(asked) == ["newest_names", "user_names"]
    asked.clear()
    await api.ask("{ auditTrail(first: 50) { nodes { actorName officeName } } }", "petugas1")
    await api.ask("{ areas(level: 1) { nodes { names { name } parentName } } }")
    assert sorted(asked) == ["by_codes", "history", "newest_names", "user_names"]


async def test_what_took_the_place_of_an_area_is_named(api: Api) -> None:
    """In the order of the codes; one that nobody knows is told by its code."""
    await with_areas(api)
    found = await api.ask('{ area(code: "96") { successors successorNames } }')
    assert found["area"] == {"successors": ["97", "98"], "successorNames": ["Baru", "98"]}


async def test_people_see_their_own_account_and_office(api: Api) -> None:
    """Whoever may list no accounts still finds the own one, by its id as well."""
    document = """{ viewer { officeName
      ownAccount { id userName officeName }
      ownOffice { id name territoryName } } }"""
    own = (await api.ask(document, "petugas1"))["viewer"]
    assert own["ownAccount"]["userName"] == "petugas1"
    assert own["ownOffice"]["name"] == own["ownAccount"]["officeName"] == "Dinas 33.74"
    fetch = "query ($id: ID!) { node(id: $id) { id } }"
    mine = own["ownAccount"]["id"]
    assert (await api.ask(fetch, "petugas1", id=mine))["node"] == {"id": mine}
    assert (await api.ask(fetch, "petugas2", id=mine))["node"] is None
    guest = (await api.ask(document))["viewer"]
    assert guest == {"officeName": None, "ownAccount": None, "ownOffice": None}
