"""A change says what shall be different: every other field stays, and null empties.

The fields are walked from the inputs themselves, so one that is added is tried as well.
"""

from dataclasses import fields
from typing import Any
from uuid import uuid4

import pytest
from strawberry.utils.str_converters import to_camel_case

from api.account.inputs import PersonChangesInput
from api.cooperative.mutations import ChangeCooperativeProfileInput, RelocateCooperativeInput
from api.mutations.fields import fills_of
from api.office.mutations import ChangeOfficeInput
from tests.support.api import VILLAGE, Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

PROFILE = """query ($id: ID!) { cooperative(id: $id) { name kind membershipArea nik logo
  legalNumber { number type date } contacts { phone email website } } }"""
PLACE = """query ($id: ID!) { cooperative(id: $id) { address village
  coordinates { latitude longitude } } }"""
POINT = {"latitude": "-6.98", "longitude": "110.41"}
ELSEWHERE = {"latitude": "-6.99", "longitude": "110.42"}
PICTURE = b"\x89PNG\r\n\x1a\n logo"

#: Another value for every field of a change.
OTHER: dict[str, Any] = {
    "name": "KSP Lain",
    "kind": "USP",
    "legalNumber": "77/PAD/2020",
    "legalNumberType": "PAD",
    "legalNumberDate": "2020-01-02",
    "membershipArea": "33.74.01",
    "nik": "3374010020009",
    "phone": "024-1",
    "email": "baru@koperasi.id",
    "website": "https://baru.id",
    "address": "Jalan Lain 2",
    "village": VILLAGE.replace("1001", "1002"),
    "coordinates": ELSEWHERE,
    "territory": "33.75",
    "fullName": "Wati Lain",
}
FULL = {
    "phone": "024-3584077",
    "email": "kantor@koperasi.id",
    "website": "https://koperasi.id",
    "legalNumberDate": "1998-03-01",
    "coordinates": POINT,
}


def of_a_change(kind: type) -> list[tuple[str, bool]]:
    """Return the fields of an input that say what shall be different, and whether null empties."""
    return [
        (to_camel_case(field.name), fill.erasable)
        for field in fields(kind)
        for fill in fills_of(field)
        if fill.erasable is not None
    ]


def flat(shown: Any) -> dict[str, Any]:
    """Return what is shown, by the names that the input has for it."""
    found: dict[str, Any] = {}
    for name, value in shown.items():
        match name:
            case "legalNumber":
                found |= {f"legalNumber{key.title()}": each for key, each in value.items()}
                found["legalNumber"] = found.pop("legalNumberNumber")
            case "contacts":
                found |= value
            case _:
                found[name] = value
    return found


async def picture(api: Api, more: bytes) -> str:
    """Upload a picture as the officer and return its digest."""
    headers = api.headers("petugas1", content_type="image/png")
    answer = await api.client.post("/documents", content=PICTURE + more, headers=headers)
    return str(answer.json()["digest"])


async def shown(api: Api, document: str, cooperative: str) -> dict[str, Any]:
    """Return what the register says now."""
    await api.caught_up()
    return flat((await api.ask(document, "petugas1", id=cooperative))["cooperative"])


@pytest.mark.parametrize(
    ("mutation", "document", "name", "erasable"),
    [
        *(
            ("changeCooperativeProfile", PROFILE, *each)
            for each in of_a_change(ChangeCooperativeProfileInput)
        ),
        *(("relocateCooperative", PLACE, *each) for each in of_a_change(RelocateCooperativeInput)),
    ],
)
async def test_one_field_of_a_cooperative_changes_alone(
    api: Api, mutation: str, document: str, name: str, *, erasable: bool
) -> None:
    """Every other one is as before; null empties it, or is refused and changes nothing."""
    nik = f"3{uuid4().int % 10**12:012}"
    cooperative = await api.active_cooperative(**FULL, nik=nik)
    logo = {"cooperative": cooperative, "logo": await picture(api, name.encode())}
    await api.done("changeCooperativeProfile", "petugas1", **logo)
    before = await shown(api, document, cooperative)
    other = await picture(api, b"other") if name == "logo" else OTHER[name]
    given = {"cooperative": cooperative, "reason": "akta"}
    await api.done(mutation, "petugas1", **given, **{name: other})
    after = await shown(api, document, cooperative)
    expected = {**before, name: other}
    if name == "village":
        expected["coordinates"] = None
    if name == "logo":
        expected[name] = f"/documents/{other}?of={cooperative}"
    assert after == expected
    if not erasable:
        refused = await api.refused(mutation, "petugas1", **given, **{name: None})
        assert (refused["code"], refused["field"]) == ("not_erasable", name)
        return
    await api.done(mutation, "petugas1", **given, **{name: None})
    assert await shown(api, document, cooperative) == {**after, name: None}


OFFICE = """mutation ($input: ChangeOfficeInput!) { did: changeOffice(input: $input) {
  ... on OfficeDone { office { name territory } } ... on Refused { code field } } }"""


@pytest.mark.parametrize(("name", "erasable"), of_a_change(ChangeOfficeInput))
async def test_one_field_of_an_office_changes_alone(api: Api, name: str, *, erasable: bool) -> None:
    """Neither a name nor a territory can be none."""
    shown = '{ office(code: "33.73") { name territory } }'
    before = (await api.ask(shown))["office"]
    given = {"office": "33.73", "reason": "SK 3"}
    changed = await api.ask(OFFICE, "admin", input={**given, name: OTHER[name]})
    assert changed["did"]["office"] == {**before, name: OTHER[name]}
    assert not erasable
    refused = await api.ask(OFFICE, "admin", input={**given, name: None})
    assert refused["did"] == {"code": "not_erasable", "field": name}
    await api.ask(OFFICE, "admin", input={**given, **before})


PERSON = """mutation ($input: ChangeAccountInput!) { did: changeAccount(input: $input) {
  __typename ... on AccountDone { accountId } ... on Refused { code field } } }"""
OWN = "{ ownData { fullName email phone } }"


@pytest.mark.parametrize(("name", "erasable"), of_a_change(PersonChangesInput))
async def test_one_personal_value_changes_alone(api: Api, name: str, *, erasable: bool) -> None:
    """A form for the telephone number forgets neither name nor mail address."""
    await api.give_password("petugas9", "pelangi di atas bukit teh")
    proof = {"password": "pelangi di atas bukit teh"}
    viewer = (await api.ask("{ viewer { ownAccount { id } } }", "petugas9"))["viewer"]
    given = {"account": viewer["ownAccount"]["id"], **proof}
    full = {"fullName": "Wati", "email": "wati@koperasi.id", "phone": "024-3584077"}
    await api.ask(PERSON, "petugas9", input={**given, "person": full})
    await api.ask(PERSON, "petugas9", input={**given, "person": {name: OTHER[name]}})
    after = (await api.ask(OWN, "petugas9"))["ownData"]
    assert after == {**full, name: OTHER[name]}
    emptied = await api.ask(PERSON, "petugas9", input={**given, "person": {name: None}})
    if not erasable:
        refused = {"__typename": "Refused", "code": "not_erasable", "field": f"person.{name}"}
        assert emptied["did"] == refused
    left = {**after, name: None} if erasable else after
    assert (await api.ask(OWN, "petugas9"))["ownData"] == left
