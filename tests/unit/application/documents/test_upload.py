"""A file is checked, kept under its digest, and may be attached by whoever uploaded it."""

from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest
from msgspec.structs import replace

from application.documents import upload as uploads
from application.documents.media_types import agrees, media_type_of
from application.documents.upload import Upload, take_in
from domain.assessment.commands import AttachDocument
from domain.assessment.events import Document
from domain.assessment.refusals import DocumentUnknown
from domain.cooperative.commands import ChangeCooperativeProfile, ProfileChanges
from domain.cooperative.refusals import UnknownLogo
from domain.kernel.refusals import Refusal
from tests.support.given import NOW
from tests.support.office import MemoryDocuments, Office

PDF = b"%PDF-1.7 notulen RAT"
DIGEST = "sha256:" + sha256(PDF).hexdigest()
DOCUMENT = Document(digest=DIGEST, name="RAT.pdf", media_type="application/pdf", size=len(PDF))
RAT = Upload(content=PDF, name="RAT.pdf", media_type="application/pdf")
attach = AttachDocument(assessment=Office.assessment, document=DOCUMENT)


async def taken(documents: MemoryDocuments, upload: Upload = RAT, *, by: str = "x") -> Document:
    """Take *upload* in."""
    return await take_in(documents, upload, by=by, at=NOW, limit=1000)


async def test_a_file_is_named_by_its_content(office: Office) -> None:
    """Taken in, it may be attached to an assessment, and then is kept for good."""
    document = await taken(office.documents, by=office.operator.account)
    assert document == DOCUMENT
    assert await office.documents.get(DIGEST) is None
    await office.open()
    assert (await office.do(attach, office.operator)).version == 2
    assert await office.documents.get(DIGEST) == (PDF, "application/pdf")


async def test_a_digest_is_no_key(office: Office) -> None:
    """Whoever knows the digest of another's paper attaches nothing, as document or as logo."""
    await taken(office.documents, by=office.operator.account)
    await office.open()
    assert isinstance(await office.refusal(attach, office.officer), DocumentUnknown)
    logo = ChangeCooperativeProfile(
        cooperative=Office.cooperative, profile=ProfileChanges(logo=DIGEST)
    )
    assert isinstance(await office.refusal(logo, office.officer), UnknownLogo)
    assert await office.documents.get(DIGEST) is None


async def test_a_logo_stays_when_another_changes_the_profile(office: Office) -> None:
    """It was uploaded by the operator; the officer gives it back as it is."""
    await taken(office.documents, by=office.operator.account)
    await office.open()
    profile = ProfileChanges(logo=DIGEST)
    change = ChangeCooperativeProfile(cooperative=Office.cooperative, profile=profile)
    await office.do(change, office.operator)
    renamed = replace(change, profile=replace(profile, name="KPRI Handayani Baru"))
    assert (await office.do(renamed, office.officer)).version == 4


async def test_an_upload_is_forgotten_after_a_day(office: Office) -> None:
    """What nobody attached by then has to be uploaded again."""
    long_ago = NOW - timedelta(days=1, seconds=1)
    await office.documents.put(PDF, "application/pdf", by=office.operator.account, at=long_ago)
    await office.open()
    assert isinstance(await office.refusal(attach, office.operator), DocumentUnknown)


@pytest.mark.parametrize(
    ("content", "name", "media_type", "code"),
    [
        (PDF, "", "application/pdf", "blank"),
        (b"", "RAT.pdf", "application/pdf", "document_empty"),
        (PDF * 100, "RAT.pdf", "application/pdf", "document_too_large"),
        (b"MZ\x00", "RAT.pdf", "application/pdf", "media_type_refused"),
        (b"MZ\x00", "RAT.txt", "", "media_type_refused"),
        (PDF, "RAT.exe", "application/x-msdownload", "media_type_refused"),
        (PDF, "RAT.png", "image/png", "media_type_refused"),
    ],
)
async def test_a_file_that_cannot_be_taken_is_refused(
    content: bytes, name: str, media_type: str, code: str
) -> None:
    """Nameless, empty, too large, or not what it says it is."""
    documents = MemoryDocuments()
    with pytest.raises(Refusal) as refused:
        await taken(documents, Upload(content=content, name=name, media_type=media_type))
    assert refused.value.code == code
    assert documents.uploads == {}
    assert refused.value.remedy.id


@pytest.mark.parametrize(("files", "size"), [(uploads.MOST_FILES, 1), (10, 1000)])
async def test_what_waits_is_bounded(files: int, size: int) -> None:
    """So many files, or ten of the largest; others are not shut out by it."""
    documents = MemoryDocuments()
    for number in range(files):
        await taken(
            documents, Upload(content=b"%07d" % number * (size // 7 or 1), name="a", media_type="")
        )
    full = Upload(content=b"x" * 100, name="a", media_type="")
    with pytest.raises(uploads.UploadsWaiting):
        await taken(documents, full)
    await taken(documents, full, by="somebody else")


def package(*names: str, mimetype: str = "") -> bytes:
    """Return an archive with empty members."""
    kept = BytesIO()
    with ZipFile(kept, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "")
    return kept.getvalue()


OPEN_TEXT = "application/vnd.oasis.opendocument.text"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"\x89PNG\r\n\x1a\n logo", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"RIFF\x10\x00\x00\x00WAVEfmt ", None),
        (package("xl/workbook.xml"), SHEET),
        (package(mimetype=OPEN_TEXT), OPEN_TEXT),
        (package(mimetype="application/epub+zip"), None),
        (package("setup.exe"), None),
        (b"PK\x03\x04 cut off", None),
        (b"kas;bank\n1;2\n", "text/csv"),
        (b"Notulen rapat.\nSemua hadir, setuju.\n", "text/plain"),
        (b"Notulen \x96 jum\x92at", "text/plain"),
        (b"<html><script>", "text/plain"),
    ],
)
def test_a_file_is_what_its_bytes_are(content: bytes, media_type: str | None) -> None:
    """A picture is a picture and an archive what it holds; a page is only a text."""
    assert media_type_of(content) == media_type


def test_a_caller_who_does_not_know_is_told() -> None:
    """No type, or the one for anything; a table may be called a text, a page may not be one."""
    assert agrees("", "image/png")
    assert agrees("application/octet-stream", "image/png")
    assert agrees("text/plain", "text/csv")
    assert not agrees("text/html", "text/plain")
