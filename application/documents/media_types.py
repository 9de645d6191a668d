"""What a file is, told by its bytes alone: what a caller says of them decides nothing."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"

PLAIN, CSV = "text/plain", "text/csv"
TEXTS = frozenset({PLAIN, CSV})
PICTURES = frozenset({"image/png", "image/jpeg", "image/webp"})
UNSAID = frozenset({"", "application/octet-stream"})
"""What a caller says who does not know."""

_ROWS = 20
_SEPARATORS = ",;\t"
_BEGINNINGS = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}
_PACKAGES = {
    "xl/workbook.xml": f"{_OFFICE}.spreadsheetml.sheet",
    "word/document.xml": f"{_OFFICE}.wordprocessingml.document",
}
_OPEN_PACKAGES = frozenset({f"{_OPEN}.spreadsheet", f"{_OPEN}.text"})
_LONGEST_NAME = max(map(len, _OPEN_PACKAGES))
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\f\r")) + b"\x7f"


def media_type_of(content: bytes) -> str | None:
    """Return what *content* is, None when it is nothing that is taken.

    >>> media_type_of(b"%PDF-1.7 neraca"), media_type_of(b"nama;kas"), media_type_of(bytes(4))
    ('application/pdf', 'text/csv', None)
    """
    for beginning, kind in _BEGINNINGS.items():
        if content.startswith(beginning):
            return kind
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    if content.startswith(b"PK\x03\x04"):
        return _package(content)
    return _text(content)


def agrees(said: str, found: str) -> bool:
    """Say whether a file that is *found* may be called *said*; a table is a text as well."""
    return said in UNSAID or said == found or {said, found} <= TEXTS


def _package(content: bytes) -> str | None:
    """Return which office document a ZIP archive is."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = frozenset(archive.namelist())
            return next(_kinds(archive, names), None)
    except (
        BadZipFile,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
        ValueError,
        zlib.error,
    ):
        return None


def _kinds(archive: ZipFile, names: frozenset[str]) -> Iterator[str]:
    yield from (kind for name, kind in _PACKAGES.items() if name in names)
    if "mimetype" in names:
        with archive.open("mimetype") as member:
            named = member.read(_LONGEST_NAME + 1).decode("ascii", "replace")
        if named in _OPEN_PACKAGES:
            yield named


def _text(content: bytes) -> str | None:
    """Return which text *content* is, None when no editor would show it."""
    if content.translate(None, _CONTROLS) != content:
        return None
    rows = [row for row in content[:65_536].splitlines() if row.strip()][:_ROWS]
    for separator in _SEPARATORS.encode():
        counts = {row.count(separator) for row in rows}
        if len(counts) == 1 and counts != {0}:
            return CSV
    return PLAIN
