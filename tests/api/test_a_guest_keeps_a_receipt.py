"""Somebody without an account registers, keeps a receipt, and asks what became of it."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import altcha
import httpx
import pytest

from application.access.receipt_codes import new_receipt
from application.access.registrations import Registered
from application.documents.upload import LOGO
from application.kernel.handler import Done
from infrastructure.settings.settings import Settings
from tests.support.api import GUESTS, KNOWN, REFUSED, Api, api_on, registration
from tests.support.databases import Databases

pytestmark = pytest.mark.asyncio(loop_scope="module")

REGISTER = f"""mutation ($input: RegisterCooperativeInput!) {{
  did: registerCooperative(input: $input) {{
    __typename ... on CooperativeDone {{ cooperativeId version receipt }} {REFUSED}
  }}
}}"""
PROGRESS = """query ($receipt: String!) { registration(receipt: $receipt) {
  name legalNumber membershipArea status submittedAt decidedAt reason office { code name }
} }"""
PICTURE = b"\x89PNG\r\n\x1a\n logo"


async def registered(api: Api, who: str | None = None, /, **given: Any) -> Mapping[str, Any]:
    """Register a cooperative, and return the whole answer."""
    did: Mapping[str, Any] = (await api.ask(REGISTER, who, input=registration(**given)))["did"]
    await api.caught_up()
    return did


async def progress(api: Api, receipt: str) -> Any:
    """Return what the holder of *receipt* is told."""
    return (await api.ask(PROGRESS, None, receipt=receipt))["registration"]


async def upload(api: Api, content: bytes, kind: str = "image/png") -> httpx.Response:
    """Send a file without being signed in."""
    headers = {"content-type": kind}
    return await api.client.post("/documents?name=logo.png", content=content, headers=headers)


async def solution(api: Api) -> str:
    """Solve a challenge as a browser does."""
    challenge = altcha.Challenge.from_dict((await api.client.get("/human-check")).json())
    solved = altcha.solve_challenge(challenge)
    assert solved is not None
    return altcha.Payload(challenge, solved).to_base64()


async def test_a_receipt_tells_what_became_of_a_registration(api: Api) -> None:
    """State, office and day while it waits; then the reason of a rejection."""
    did = await registered(api, name="KSP Melati")
    waiting = await progress(api, did["receipt"].lower().replace("-", " "))
    assert waiting["submittedAt"]
    assert {**waiting, "submittedAt": None, "legalNumber": None} == {
        "name": "KSP Melati",
        "legalNumber": None,
        "membershipArea": "33.74",
        "status": "WAITING",
        "submittedAt": None,
        "decidedAt": None,
        "reason": None,
        "office": {"code": "33.74", "name": "Dinas 33.74"},
    }
    reason = "Akta milik badan hukum lain."
    await api.done(
        "rejectRegistration", "petugas1", cooperative=did["cooperativeId"], reason=reason
    )
    await api.caught_up()
    rejected = await progress(api, did["receipt"])
    assert (rejected["status"], rejected["reason"]) == ("REJECTED", reason)
    assert rejected["decidedAt"]


async def test_the_note_of_a_verification_is_for_the_file(api: Api) -> None:
    """Who holds the receipt learns that it was verified, and nothing of what was noted."""
    did = await registered(api)
    given = {"cooperative": did["cooperativeId"], "note": "Akta diperiksa", **KNOWN}
    await api.done("verifyRegistration", "petugas1", **given)
    await api.caught_up()
    verified = await progress(api, did["receipt"])
    assert (verified["status"], verified["reason"]) == ("VERIFIED", None)


async def test_the_office_is_the_nearest_that_is_open(api: Api) -> None:
    """Where no office of the regency has opened, the ministry's is in charge."""
    far = await registered(api, membershipArea="51.71", village="51.71.01.1001")
    assert (await progress(api, far["receipt"]))["office"]["code"] == "ID"


async def test_whoever_is_signed_in_gets_no_receipt(api: Api) -> None:
    """An officer finds the registration in the list."""
    assert (await registered(api, "petugas1"))["receipt"] is None


async def test_a_repeated_command_shows_no_second_receipt(api: Api) -> None:
    """It is answered as the first time, and the first receipt stays good."""
    given = registration(commandId=str(uuid4()))
    first = (await api.ask(REGISTER, None, input=given))["did"]
    again = (await api.ask(REGISTER, None, input=given))["did"]
    assert again == {**first, "receipt": None}
    await api.caught_up()
    assert await progress(api, first["receipt"])


async def test_only_the_hash_of_a_receipt_is_kept(api: Api) -> None:
    """Neither the log nor the table has the code, nor does its name in a traceback."""
    did = await registered(api)
    async with api.services.views.acquire() as connection:
        rows = await connection.fetch("SELECT * FROM registration_receipts")
    assert did["receipt"] not in str(rows)
    assert did["receipt"].replace("-", "") not in str(rows)
    done = Done(position=1, stream=uuid4(), version=1)
    assert did["receipt"] not in repr(Registered(done=done, receipt=did["receipt"]))


@pytest.mark.parametrize("wrong", ["", "x" * 5_000, f"{7 * '2222-'}"[:-1], "2222"])
async def test_a_wrong_receipt_is_like_an_unknown_one(api: Api, wrong: str) -> None:
    """Mistyped, cut off or somebody's guess: nothing."""
    assert await progress(api, wrong) is None


async def test_wrong_receipts_lock_the_address_for_a_while(
    databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Receipts only: whoever signs in from there still may."""
    settings = Settings(human_check=False, pool_min=1, sign_in_limit=1)
    with databases.migrated() as url:
        async with api_on(url, tmp_path_factory.mktemp("mail"), settings) as api:
            right = (await registered(api))["receipt"]
            for _ in range(10):
                assert await progress(api, new_receipt()) is None
            error = await api.error(PROGRESS, None, receipt=right)
            assert error["extensions"]["refusals"][0]["code"] == "receipts_locked"
            now = api.services.access.clock.now()
            failures = api.services.access.sign_in._failures
            assert await failures.locked_until("siti", GUESTS, now) is None


async def test_a_guest_shows_to_be_human_and_an_officer_need_not(
    databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A solution is good once; a repeated command needs no other."""
    with databases.migrated() as url:
        settings = Settings(human_check=True, pool_min=1)
        async with api_on(url, tmp_path_factory.mktemp("mail"), settings) as api:
            assert (await registered(api))["code"] == "human_check_missing"
            assert (await registered(api, humanCheck="x"))["code"] == "human_check_wrong"
            given = registration(humanCheck=await solution(api), commandId=str(uuid4()))
            first = (await api.ask(REGISTER, None, input=given))["did"]
            again = (await api.ask(REGISTER, None, input=given))["did"]
            assert first["receipt"]
            assert again == {**first, "receipt": None}
            other = await registered(api, humanCheck=given["humanCheck"])
            assert other["code"] == "human_check_wrong"
            assert (await registered(api, "petugas1"))["__typename"] == "CooperativeDone"


async def test_a_guest_uploads_the_logo_of_a_registration(api: Api) -> None:
    """It is named by the registration, and public with the cooperative."""
    kept = (await upload(api, PICTURE)).json()
    assert kept["mediaType"] == "image/png"
    did = await registered(api, logo=kept["digest"])
    assert did["__typename"] == "CooperativeDone"


@pytest.mark.parametrize(
    ("content", "kind", "status", "code"),
    [
        (b"%PDF-1.7 neraca", "application/pdf", 400, "media_type_refused"),
        (b"%PDF-1.7 neraca", "image/png", 400, "media_type_refused"),
        (b"<svg/>", "image/svg+xml", 400, "media_type_refused"),
        (PICTURE + bytes(LOGO.largest), "image/png", 413, "BODY_TOO_LARGE"),
    ],
)
async def test_a_guest_uploads_small_pictures_only(
    api: Api, content: bytes, kind: str, status: int, code: str
) -> None:
    """What it is comes from its bytes."""
    answer = await upload(api, content, kind)
    assert answer.status_code == status
    assert code in answer.text


async def test_an_address_has_few_uploads_and_all_guests_together_have_an_end(
    databases: Databases, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Officers of the same address are not counted with them."""
    with databases.migrated() as url:
        async with api_on(url, tmp_path_factory.mktemp("mail")) as api:
            for number in range(LOGO.files):
                assert (await upload(api, PICTURE + bytes([number]))).status_code == 201
            assert "uploads_waiting" in (await upload(api, PICTURE)).text
            monkeypatch.setattr("application.documents.upload.MOST_OF_GUESTS", LOGO.files)
            assert "uploads_waiting" in (await upload(api, PICTURE)).text
            headers = {**api.headers("petugas1"), "content-type": "image/png"}
            mine = await api.client.post("/documents", content=PICTURE, headers=headers)
            assert mine.status_code == 201


async def test_an_auditor_uploads_nothing(api: Api) -> None:
    """Who has no business with documents is told so."""
    answer = await api.client.post("/documents", content=PICTURE, headers=api.headers("auditor"))
    assert answer.status_code == 403
