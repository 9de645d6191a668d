"""A file is checked, kept under its digest, and then may be attached."""

from hashlib import sha256

import pytest

from application.documents.upload import take_in
from domain.assessment.commands import AttachDocument
from domain.assessment.events import Document
from domain.kernel.refusals import Refusal
from tests.support.office import MemoryDocuments, Office

PDF = b"%PDF-1.7 notulen RAT"
DIGEST = "sha256:" + sha256(PDF).hexdigest()


async def test_a_file_is_named_by_its_content(office: Office) -> None:
    """Taken in, it may be attached to an assessment."""
    document = await take_in(
        office.documents, PDF, name="RAT.pdf", media_type="application/pdf", limit=1000
    )
    assert document == Document(
        digest=DIGEST, name="RAT.pdf", media_type="application/pdf", size=len(PDF)
    )
    await office.open()
    attach = AttachDocument(assessment=Office.assessment, document=document)
    assert (await office.do(attach, office.operator)).version == 2


@pytest.mark.parametrize(
    ("content", "name", "media_type", "code"),
    [
        (PDF, "", "application/pdf", "blank"),
        (b"", "RAT.pdf", "application/pdf", "document_empty"),
        (PDF * 100, "RAT.pdf", "application/pdf", "document_too_large"),
        (b"MZ", "RAT.pdf", "application/pdf", "media_type_refused"),
        (PDF, "RAT.exe", "application/x-msdownload", "media_type_refused"),
    ],
)
async def test_a_file_that_cannot_be_taken_is_refused(
    content: bytes, name: str, media_type: str, code: str
) -> None:
    """Nameless, empty, too large, or not what it says it is."""
    documents = MemoryDocuments()
    with pytest.raises(Refusal) as refused:
        await take_in(documents, content, name=name, media_type=media_type, limit=1000)
    assert refused.value.code == code
    assert documents.files == {}
    assert refused.value.remedy.id
