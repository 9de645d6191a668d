"""What a file is called when it is downloaded: as people know it, with the ending of what it is.

A name that somebody typed is only a wish. Of it stays what can stand in a folder of any system;
the ending follows from the bytes, so that nothing opens as something that it is not.
"""

import re
import unicodedata
from pathlib import PurePath
from urllib.parse import quote

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"

#: Endings of each media type that is taken (`application.documents.media_types`), the usual first.
ENDINGS = {
    "application/pdf": (".pdf",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/webp": (".webp",),
    "text/csv": (".csv", ".txt"),
    "text/plain": (".txt", ".csv"),
    f"{_OFFICE}.spreadsheetml.sheet": (".xlsx",),
    f"{_OFFICE}.wordprocessingml.document": (".docx",),
    f"{_OPEN}.spreadsheet": (".ods",),
    f"{_OPEN}.text": (".odt",),
}

UNKNOWN = (".bin",)
"""The ending of what was kept before types were told by the bytes."""

LONGEST = 120
"""Characters of a name before its ending: file systems take 255 bytes."""

_PATH = re.compile(r"[/\\]")
_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
#: Names that mean a device to Windows, whatever their ending.
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def file_name(wished: str, otherwise: str, media_type: str) -> str:
    """Return the name of a file of a *media_type*; *otherwise* where *wished* says nothing.

    >>> file_name("../../neraca 2024.pdf", "", "application/pdf")
    'neraca 2024.pdf'
    >>> file_name("laporan.exe", "", "application/pdf")
    'laporan.exe.pdf'
    >>> file_name("...", "neraca KSP Arta 2024", "application/pdf")
    'neraca KSP Arta 2024.pdf'
    """
    endings = ENDINGS.get(media_type, UNKNOWN)
    plain = _tidied(_PATH.split(wished)[-1]) or _tidied(_PATH.sub("-", otherwise))
    stem, ending = PurePath(plain).stem, PurePath(plain).suffix
    if ending.lower() not in endings:
        stem, ending = plain, endings[0]
    return f"{_cut(stem)}{ending}"


def disposition(name: str) -> str:
    """Return the ``Content-Disposition`` of the download *name* (RFC 6266, RFC 8187).

    Old programs read the first form, in plain letters; others the second, which holds it whole.

    >>> disposition("n\\u00e9raca.pdf")
    'attachment; filename="neraca.pdf"; filename*=UTF-8\\'\\'n%C3%A9raca.pdf'
    """
    signs = unicodedata.normalize("NFKD", name)
    bare = "".join(sign for sign in signs if not unicodedata.combining(sign))
    plain = "".join(sign if sign.isascii() else "_" for sign in bare).replace("%", "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _tidied(text: str) -> str:
    """Return *text* on one line, without what no file system takes or nobody sees."""
    seen = "".join(" " if sign.isspace() else sign for sign in unicodedata.normalize("NFC", text))
    kept = "".join(sign for sign in seen if unicodedata.category(sign)[0] != "C")
    plain = " ".join(_NOT_IN_NAMES.sub("_", kept).split()).strip(". ")
    return f"_{plain}" if _DEVICE.fullmatch(plain) else plain


def _cut(stem: str) -> str:
    """Return *stem* short enough for a file system, in whole characters."""
    return stem[:LONGEST].encode()[:200].decode(errors="ignore").rstrip(". ")
