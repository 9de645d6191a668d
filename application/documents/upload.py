"""Taking in a file: checked, kept under the digest of its bytes, described for the log.

The log names a file by digest only. That it was uploaded before is checked when a
command names it, so an attachment never points at nothing.
"""

from collections.abc import Mapping

from application.kernel.ports import DocumentStore
from domain.assessment.events import Document
from domain.kernel.refusals import Refusal, refuse_all
from domain.kernel.text import Text
from domain.kernel.wording import written

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
_ZIP = (b"PK\x03\x04",)
SIGNATURES: Mapping[str, tuple[bytes, ...]] = {
    "application/pdf": (b"%PDF-",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/webp": (b"RIFF",),
    f"{_OFFICE}.spreadsheetml.sheet": _ZIP,
    f"{_OFFICE}.wordprocessingml.document": _ZIP,
    f"{_OPEN}.spreadsheet": _ZIP,
    f"{_OPEN}.text": _ZIP,
    "text/csv": (b"",),
    "text/plain": (b"",),
}
"""The media types that are taken, and how the bytes of each begin."""


class DocumentEmpty(Refusal):
    """The file has no bytes."""

    code = "document_empty"
    what = Text("Berkas {name} kosong.", "The file {name} is empty.")
    remedy_text = Text("Pilih berkas yang berisi.", "Choose a file with content.")


class DocumentTooLarge(Refusal):
    """The file is larger than this installation takes."""

    code = "document_too_large"
    what = Text(
        "Berkas {name} berukuran {size} bita, paling besar {limit}.",
        "The file {name} has {size} bytes, at most {limit} are taken.",
    )
    remedy_text = Text("Perkecil atau bagi berkasnya.", "Make the file smaller, or split it.")


class MediaTypeRefused(Refusal):
    """Files of this type are not taken, or the bytes are of another type."""

    code = "media_type_refused"
    what = Text(
        "Berkas {name} bukan {media_type} yang dapat diterima.",
        "The file {name} is no {media_type} that can be taken.",
    )
    remedy_text = Text(
        "Unggah PDF, gambar, lembar kerja atau teks.",
        "Upload a PDF, a picture, a spreadsheet or a text.",
    )


async def take_in(
    documents: DocumentStore,
    content: bytes,
    *,
    name: str,
    media_type: str,
    limit: int,
    kind: str = "supporting",
) -> Document:
    """Keep *content* and return its description; *limit* is the most bytes taken."""
    refuse_all(_problems(content, name, media_type, limit))
    digest = await documents.put(content, media_type)
    return Document(digest=digest, name=name, media_type=media_type, size=len(content), kind=kind)


def _problems(content: bytes, name: str, media_type: str, limit: int) -> list[Refusal]:
    if unfit := written(name, "name"):
        return unfit
    if not content:
        return [DocumentEmpty(field="content", name=name)]
    if len(content) > limit:
        return [DocumentTooLarge(field="content", name=name, size=len(content), limit=limit)]
    if not content.startswith(SIGNATURES.get(media_type, ())):
        return [MediaTypeRefused(field="mediaType", name=name, media_type=media_type)]
    return []
