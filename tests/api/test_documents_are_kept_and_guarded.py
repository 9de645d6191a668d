"""Files go in by POST /documents and come out only to who may see the thing that names them."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.support.api import Api, registration

pytestmark = pytest.mark.asyncio(loop_scope="module")

PAPER = b"%PDF-1.7 neraca"
PICTURE = b"\x89PNG\r\n\x1a\n logo"


async def upload(
    api: Api, content: bytes = PAPER, kind: str = "application/pdf", who: str | None = "petugas1"
) -> httpx.Response:
    """Send a file."""
    headers = {**api.headers(who), "content-type": kind}
    return await api.client.post("/documents?name=neraca.pdf", content=content, headers=headers)


async def attached(api: Api) -> tuple[str, str]:
    """Attach a paper to an assessment; return the assessment and the paper's path."""
    case = await api.opened_assessment()
    kept = (await upload(api)).json()
    await api.done("attachDocument", "petugas1", assessment=case, kind="neraca", **kept)
    await api.caught_up()
    document = "query ($id: ID!) { assessment(id: $id) { documents { name size kind path } } }"
    found = (await api.ask(document, "petugas1", id=case))["assessment"]["documents"]
    assert [(each["name"], each["size"]) for each in found] == [("neraca.pdf", len(PAPER))]
    return case, found[0]["path"]


async def test_a_paper_is_kept_under_its_digest_and_given_back(api: Api) -> None:
    """What went in comes out, as a download that no cache shares."""
    _, path = await attached(api)
    found = await api.client.get(path, headers=api.headers("petugas1"))
    assert (found.status_code, found.content) == (200, PAPER)
    assert found.headers["content-type"] == "application/pdf"
    assert found.headers["content-disposition"] == (
        "attachment; filename=\"neraca.pdf\"; filename*=UTF-8''neraca.pdf"
    )
    assert found.headers["x-content-type-options"] == "nosniff"
    assert found.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("../n\u00e9raca.exe", "n%C3%A9raca.exe.pdf"),
        ("neraca/", "neraca%20KSP%20Arta%20{number}%202024.pdf"),
    ],
)
async def test_a_paper_without_a_name_is_called_what_it_is(
    api: Api, name: str, called: str
) -> None:
    """Kind, cooperative and year; what was typed is kept as far as it is a name."""
    number = uuid4().hex[:8]
    case = await api.opened_assessment(name=f"KSP Arta {number}")
    kept = (await upload(api)).json()
    given = {**kept, "name": name, "kind": "neraca"}
    await api.done("attachDocument", "petugas1", assessment=case, **given)
    await api.caught_up()
    path = f"/documents/{kept['digest']}?of={case}"
    found = await api.client.get(path, headers=api.headers("petugas1"))
    header = found.headers["content-disposition"]
    assert header.partition("UTF-8''")[2] == called.format(number=number)


@pytest.mark.parametrize("who", [None, "tetangga", "admin"])
async def test_a_paper_is_not_for_everybody(api: Api, who: str | None) -> None:
    """The public, the neighbour and the administrator are told nothing of it."""
    _, path = await attached(api)
    found = await api.client.get(path, headers=api.headers(who))
    assert found.status_code in {401, 404}


async def test_a_paper_is_given_only_by_the_thing_that_names_it(api: Api) -> None:
    """Another assessment, nonsense, or nothing at all does not open it."""
    _, path = await attached(api)
    digest = path.partition("?")[0]
    other = await api.opened_assessment()
    plain = await api.active_cooperative()
    for of in (f"?of={other}", f"?of={plain}", "?of=x", "", "?of=U2NvcmU6MTAyNA"):
        found = await api.client.get(digest + of, headers=api.headers("petugas1"))
        assert found.status_code == 404
    unknown = f"/documents/sha256:0?of={other}"
    assert (await api.client.get(unknown, headers=api.headers("petugas1"))).status_code == 404


async def test_a_logo_is_as_public_as_its_cooperative(api: Api) -> None:
    """Everybody sees the logo of a verified cooperative."""
    logo = (await upload(api, PICTURE, "image/png")).json()["digest"]
    given = registration(logo=logo, name=f"KSP Logo {uuid4().hex[:8]}")
    registered = await api.done("registerCooperative", "petugas1", **given)
    cooperative = registered["cooperativeId"]
    await api.done("verifyRegistration", "petugas2", cooperative=cooperative)
    await api.caught_up()
    document = "query ($id: ID!) { cooperative(id: $id) { logo } }"
    path = (await api.ask(document, None, id=cooperative))["cooperative"]["logo"]
    for who in (None, "petugas1"):
        found = await api.client.get(path, headers=api.headers(who))
        assert (found.content, found.headers["cache-control"]) == (
            PICTURE,
            "public, max-age=31536000, immutable",
        )
        called = f'filename="logo {given["name"]}.png"'
        assert called in found.headers["content-disposition"]
    refused = await api.refused("registerCooperative", None, **registration(logo="sha256:0"))
    assert refused["code"] == "document_unknown"


async def test_a_logo_that_nobody_verified_is_kept_by_no_cache(api: Api) -> None:
    """The office sees it beforehand; a shared cache must not show it to others."""
    logo = (await upload(api, PICTURE + b"new", "image/png")).json()["digest"]
    registered = await api.done("registerCooperative", "petugas1", **registration(logo=logo))
    await api.caught_up()
    path = f"/documents/{logo}?of={registered['cooperativeId']}"
    found = await api.client.get(path, headers=api.headers("petugas1"))
    assert (found.status_code, found.headers["cache-control"]) == (200, "no-store")
    assert (await api.client.get(path)).status_code in {401, 404}


async def test_a_digest_is_no_key(api: Api) -> None:
    """An officer next door knows the digest of a paper, and can neither attach nor show it."""
    _, path = await attached(api)
    digest = path.removeprefix("/documents/").partition("?")[0]
    case = await api.opened_assessment()
    refused = await api.refused(
        "attachDocument", "petugas2", assessment=case, digest=digest, name="x.pdf"
    )
    assert refused["code"] == "document_unknown"
    logo = await api.refused("registerCooperative", "petugas2", **registration(logo=digest))
    assert logo["code"] == "document_unknown"


async def test_a_paper_is_what_its_bytes_are(api: Api) -> None:
    """A caller who says otherwise is not believed."""
    case = await api.opened_assessment()
    content = b"%PDF-1.7 laporan"
    kept = (await upload(api, content, "application/octet-stream")).json()
    assert (kept["mediaType"], kept["size"]) == ("application/pdf", len(content))
    lies = {**kept, "mediaType": "text/html", "size": -5}
    await api.done("attachDocument", "petugas1", assessment=case, **lies)
    await api.caught_up()
    document = "query ($id: ID!) { assessment(id: $id) { documents { mediaType size } } }"
    (shown,) = (await api.ask(document, "petugas1", id=case))["assessment"]["documents"]
    assert shown == {"mediaType": "application/pdf", "size": len(content)}


REFUSED: list[tuple[bytes, str, str | None, int, str]] = [
    (b"", "application/pdf", "petugas1", 400, "BAD_USER_INPUT"),
    (b"MZ not a paper", "application/pdf", "petugas1", 400, "BAD_USER_INPUT"),
    (PAPER, "text/html", "petugas1", 400, "BAD_USER_INPUT"),
    (PAPER, "application/pdf", None, 400, "BAD_USER_INPUT"),
    (PAPER, "application/pdf", "admin", 403, "FORBIDDEN"),
]


@pytest.mark.parametrize(("content", "kind", "who", "status", "code"), REFUSED)
async def test_not_every_file_is_taken(  # noqa: PLR0917 one column of the table each
    api: Api, content: bytes, kind: str, who: str | None, status: int, code: str
) -> None:
    """Empty, of another type than it says, of a type that could run, or from nobody."""
    answer = await upload(api, content, kind, who)
    error: Any = answer.json()["errors"][0]
    assert (answer.status_code, error["extensions"]["code"]) == (status, code)


async def test_a_file_above_the_limit_is_refused(api: Api) -> None:
    """Ten megabytes and one byte."""
    answer = await upload(api, b" " * (api.services.settings.upload_limit + 1))
    assert answer.status_code == 413


async def test_a_document_that_was_never_uploaded_cannot_be_attached(api: Api) -> None:
    """The log never points at nothing."""
    case = await api.opened_assessment()
    refused = await api.refused(
        "attachDocument",
        "petugas1",
        assessment=case,
        digest="sha256:" + "0" * 64,
        name="x.pdf",
        mediaType="application/pdf",
        size=1,
    )
    assert refused["code"] == "document_unknown"
