"""What every store of documents promises: the one in memory, and the one in the database."""

from datetime import timedelta
from hashlib import sha256

import pytest

from application.kernel.ports import UPLOAD_WAITS, DocumentStore, Waiting
from domain.kernel.files import StoredFile
from infrastructure.documents.store import PostgresDocumentStore
from infrastructure.postgres.sql import Pool
from tests.support.given import NOW
from tests.support.office import MemoryDocuments

SCAN = b"%PDF-1.7 notulen RAT"
DIGEST = "sha256:" + sha256(SCAN).hexdigest()


@pytest.fixture
def memory() -> DocumentStore:
    """The store that unit tests use."""
    return MemoryDocuments()


@pytest.fixture
def postgres(pool: Pool) -> DocumentStore:
    """The store that the server uses."""
    return PostgresDocumentStore(pool)


@pytest.fixture(params=["memory", "postgres"])
def documents(request: pytest.FixtureRequest) -> DocumentStore:
    """A store with nothing in it."""
    empty: DocumentStore = request.getfixturevalue(request.param)
    return empty


PDF = StoredFile(media_type="application/pdf", size=len(SCAN))
LATER = NOW + UPLOAD_WAITS


async def test_an_upload_is_named_by_the_digest_of_its_bytes(documents: DocumentStore) -> None:
    """For whoever uploaded it: to others the digest says nothing."""
    assert await documents.put(SCAN, "application/pdf", by="siti", at=NOW) == DIGEST
    asked = {DIGEST, "sha256:" + "0" * 64}
    assert await documents.uploaded(asked, by="siti", at=NOW) == {DIGEST: PDF}
    assert await documents.uploaded(asked, by="budi", at=NOW) == {}
    assert await documents.get(DIGEST) is None


async def test_what_is_kept_comes_back_byte_for_byte(documents: DocumentStore) -> None:
    """Kept twice, and by another who uploaded the same, it stays as it was."""
    await documents.put(SCAN, "application/pdf", by="siti", at=NOW)
    await documents.put(SCAN, "text/plain", by="budi", at=NOW)
    await documents.keep({DIGEST}, by="siti")
    await documents.keep({DIGEST}, by="siti")
    await documents.keep({DIGEST}, by="budi")
    assert await documents.get(DIGEST) == (SCAN, "application/pdf")
    assert await documents.get("sha256:" + "0" * 64) is None


async def test_what_nothing_named_waits_and_is_counted(documents: DocumentStore) -> None:
    """Uploaded twice it waits once; what was kept waits no more."""
    for content in (SCAN, SCAN, b"neraca"):
        digest = await documents.put(content, "text/plain", by="siti", at=NOW)
    assert await documents.waiting("siti", NOW) == Waiting(files=2, size=len(SCAN) + 6)
    await documents.keep({digest}, by="siti")
    assert await documents.waiting("siti", NOW) == Waiting(files=1, size=len(SCAN))
    assert await documents.waiting("budi", NOW) == Waiting()


async def test_an_upload_expires(documents: DocumentStore) -> None:
    """A day later it is still there, a moment after that no more; what was kept stays."""
    await documents.put(SCAN, "application/pdf", by="siti", at=NOW)
    await documents.keep({DIGEST}, by="siti")
    assert await documents.uploaded({DIGEST}, by="siti", at=LATER) == {DIGEST: PDF}
    past = LATER + timedelta(seconds=1)
    await documents.put(b"neraca", "text/plain", by="budi", at=past)
    assert await documents.uploaded({DIGEST}, by="siti", at=past) == {}
    assert await documents.get(DIGEST) == (SCAN, "application/pdf")


async def test_what_waits_is_counted_by_its_address(documents: DocumentStore) -> None:
    """Guests have one account together: each address is counted for itself."""
    for content, address in ((SCAN, "192.0.2.1"), (b"neraca", "192.0.2.2")):
        await documents.put(content, "text/plain", by="guest", at=NOW, address=address)
    assert await documents.waiting("guest", NOW) == Waiting(files=2, size=len(SCAN) + 6)
    assert await documents.waiting("guest", NOW, "192.0.2.2") == Waiting(files=1, size=6)
    assert await documents.waiting("guest", NOW, "192.0.2.3") == Waiting()
