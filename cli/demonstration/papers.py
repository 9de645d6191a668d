"""The papers that invented cooperatives attach."""

from hashlib import sha256

import msgspec

from domain.assessment.events import Document


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """A *document* and the bytes that its digest names."""

    document: Document
    content: bytes


def paper(name: str, text: str) -> Paper:
    """Return *text* as a paper called *name*."""
    content = text.encode()
    document = Document(
        digest="sha256:" + sha256(content).hexdigest(),
        name=name,
        media_type="text/plain",
        size=len(content),
    )
    return Paper(document=document, content=content)


ANNUAL_REPORT = paper(
    "laporan-rat.txt",
    "Laporan Rapat Anggota Tahunan (contoh). Isi dokumen ini rekaan belaka.\n",
)
PAPERS = {each.document.digest: each for each in (ANNUAL_REPORT,)}
"""The papers, by their digests."""
