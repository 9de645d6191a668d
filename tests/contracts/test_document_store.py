"""What every store of documents promises: the one in memory, and the one in the database."""

from hashlib import sha256

import pytest

from application.kernel.ports import DocumentStore
from infrastructure.documents.store import PostgresDocumentStore
from infrastructure.postgres.sql import Pool
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


async def test_a_file_is_found_by_the_digest_of_its_bytes(documents: DocumentStore) -> None:
    """Put once, it comes back byte for byte."""
    assert await documents.put(SCAN, "application/pdf") == DIGEST
    assert await documents.get(DIGEST) == (SCAN, "application/pdf")


async def test_the_same_bytes_are_kept_once(documents: DocumentStore) -> None:
    """The first media type stays."""
    await documents.put(SCAN, "application/pdf")
    assert await documents.put(SCAN, "text/plain") == DIGEST
    assert await documents.get(DIGEST) == (SCAN, "application/pdf")


async def test_what_was_never_put_is_unknown(documents: DocumentStore) -> None:
    """It has no content, and is not among the known."""
    await documents.put(SCAN, "application/pdf")
    missing = "sha256:" + "0" * 64
    assert await documents.get(missing) is None
    assert await documents.known({DIGEST, missing}) == {DIGEST}
