"""Taking in a file: checked, kept under the digest of its bytes, described for the log.

The log names a file by digest only. That the actor uploaded it is checked when a command names
it, so an attachment never points at nothing, and a digest opens nothing of anybody else.
"""

import asyncio
from datetime import datetime

import msgspec

from application.documents.media_types import PICTURES, agrees, media_type_of
from application.kernel.ports import DocumentStore
from domain.assessment.events import Document
from domain.kernel.actors import GUEST
from domain.kernel.refusals import Refusal, refuse_all
from domain.kernel.text import Text
from domain.kernel.wording import written

MOST_FILES = 100
"""Files of one account that may wait for a command that names them."""

MOST_FULL = 10
"""So many files of the largest size is what they may have in bytes, all together."""


class Bounds(msgspec.Struct, frozen=True, kw_only=True):
    """What may be uploaded: how many *files* may wait, how large one is, of which kinds (any)."""

    files: int
    largest: int
    kinds: frozenset[str] | None = None


LOGO = Bounds(files=5, largest=512 * 1024, kinds=PICTURES)
"""What guests may upload for a registration, each address for itself."""
MOST_OF_GUESTS = 1_000
"""Files of all guests together that may wait."""


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


class UploadsWaiting(Refusal):
    """So much was uploaded and not attached that no more is taken."""

    code = "uploads_waiting"
    what = Text(
        "Terlalu banyak berkas yang Anda unggah belum dilampirkan.",
        "Too many files that you uploaded are not attached yet.",
    )
    remedy_text = Text(
        "Lampirkan dahulu; yang tidak dilampirkan dihapus sesudah sehari.",
        "Attach them first; what is not attached is removed after a day.",
    )


class Upload(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it came: its bytes, its name, what the caller says it is."""

    content: bytes
    name: str
    media_type: str


async def take_in(
    documents: DocumentStore, upload: Upload, *, by: str, at: datetime, limit: int
) -> Document:
    """Keep *upload* for *by* and return its description; *limit* is the most bytes taken."""
    bounds = Bounds(files=MOST_FILES, largest=limit)
    found = await _checked(upload, bounds)
    await _refuse_crowd(documents, upload, bounds, by, at, None)
    return await _kept(documents, upload, found, by, at, None)


async def take_in_of_guest(
    documents: DocumentStore, upload: Upload, *, address: str, at: datetime
) -> Document:
    """Keep a picture that a guest at *address* uploads for a registration."""
    by = GUEST.account
    found = await _checked(upload, LOGO)
    if (await documents.waiting(by, at)).files >= MOST_OF_GUESTS:
        raise UploadsWaiting(field="content")
    await _refuse_crowd(documents, upload, LOGO, by, at, address)
    return await _kept(documents, upload, found, by, at, address)


async def _checked(upload: Upload, bounds: Bounds) -> str:
    """Return what *upload* is by its bytes, or raise what is wrong with it."""
    refuse_all(_problems(upload, bounds.largest))
    found = await asyncio.to_thread(media_type_of, upload.content)
    taken = found is not None and (bounds.kinds is None or found in bounds.kinds)
    if found is None or not taken or not agrees(upload.media_type, found):
        raise MediaTypeRefused(field="mediaType", name=upload.name, media_type=upload.media_type)
    return found


async def _refuse_crowd(  # noqa: PLR0917 - the same for an account and for an address
    documents: DocumentStore,
    upload: Upload,
    bounds: Bounds,
    by: str,
    at: datetime,
    address: str | None,
) -> None:
    waiting = await documents.waiting(by, at, address)
    full = waiting.size + len(upload.content) > MOST_FULL * bounds.largest
    if waiting.files >= bounds.files or full:
        raise UploadsWaiting(field="content")


async def _kept(  # noqa: PLR0917 - the same for an account and for an address
    documents: DocumentStore, upload: Upload, found: str, by: str, at: datetime, address: str | None
) -> Document:
    digest = await documents.put(upload.content, found, by=by, at=at, address=address)
    size = len(upload.content)
    return Document(digest=digest, name=upload.name, media_type=found, size=size)


def _problems(upload: Upload, limit: int) -> list[Refusal]:
    name, size = upload.name, len(upload.content)
    if unfit := written(name, "name"):
        return unfit
    if not size:
        return [DocumentEmpty(field="content", name=name)]
    if size > limit:
        return [DocumentTooLarge(field="content", name=name, size=size, limit=limit)]
    return []
