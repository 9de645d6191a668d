"""A download is called what people know it as, and nothing in its name does harm."""

from email.message import Message
from email.utils import collapse_rfc2231_value

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.http.file_names import ENDINGS, disposition, file_name
from application.documents.media_types import agrees

PDF = "application/pdf"
OTHERWISE = "neraca KSP Arta 2024"


def read(header: str) -> str:
    """Return the name that a program reads from *header*."""
    message = Message()
    message["content-disposition"] = header
    return collapse_rfc2231_value(message.get_param("filename", header="content-disposition"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wished", "media_type", "name"),
    [
        ("neraca.pdf", PDF, "neraca.pdf"),
        ("NERACA.PDF", PDF, "NERACA.PDF"),
        ("neraca 2024", PDF, "neraca 2024.pdf"),
        ("Laporan RAT 31.12.2024", PDF, "Laporan RAT 31.12.2024.pdf"),
        ("laporan.exe", PDF, "laporan.exe.pdf"),
        ("foto.jpeg", "image/jpeg", "foto.jpeg"),
        ("foto", "image/jpeg", "foto.jpg"),
        ("catatan.txt", "text/csv", "catatan.txt"),
        ("catatan.html", "text/plain", "catatan.html.txt"),
        ("C:\\Users\\siti\\neraca.pdf", PDF, "neraca.pdf"),
        ("../../etc/passwd", PDF, "passwd.pdf"),
        ("neraca\r\nSet-Cookie: a=b.pdf", PDF, "neraca Set-Cookie_ a=b.pdf"),
        ('a"; filename="x.exe', PDF, "a_; filename=_x.exe.pdf"),
        ("gambar\u202efdp.exe", PDF, "gambarfdp.exe.pdf"),
        ("lama.html", "text/html", "lama.html.bin"),
        ("nul.pdf", PDF, "_nul.pdf"),
        (".pdf", PDF, "pdf.pdf"),
        ("...", PDF, "neraca KSP Arta 2024.pdf"),
        ("a/", PDF, "neraca KSP Arta 2024.pdf"),
        ("\u200b", PDF, "neraca KSP Arta 2024.pdf"),
        ("n" * 300 + ".pdf", PDF, "n" * 120 + ".pdf"),
    ],
)
def test_a_file_keeps_its_name_and_gets_the_ending_of_what_it_is(
    wished: str, media_type: str, name: str
) -> None:
    """Folders, devices and signs that nobody sees are no part of a name."""
    assert file_name(wished, OTHERWISE, media_type) == name


def test_a_name_in_other_letters_travels_whole() -> None:
    """Old programs get plain letters, others the name as it is."""
    header = disposition("Laporan Désa \u4e2d.pdf")
    assert 'filename="Laporan Desa _.pdf"' in header
    assert header.endswith("filename*=UTF-8''Laporan%20D%C3%A9sa%20%E4%B8%AD.pdf")


@given(wished=st.text(), otherwise=st.text(), media_type=st.sampled_from(sorted(ENDINGS)))
def test_no_name_breaks_out_of_the_header(wished: str, otherwise: str, media_type: str) -> None:
    """Whatever was typed: one line of plain signs, two quotes, and the ending of the type."""
    name = file_name(wished, otherwise, media_type)
    assert name.lower().endswith(ENDINGS[media_type])
    assert not set(name) & set('/\\<>:"|?*\r\n\x00')
    assert len(name.encode()) <= 255
    header = disposition(name)
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2


def test_an_ending_is_of_the_type_or_of_one_that_agrees_with_it() -> None:
    """Only a table of plain text may be called a text, and the other way round."""
    usual = {endings[0]: kind for kind, endings in ENDINGS.items()}
    for kind, endings in ENDINGS.items():
        assert all(agrees(usual.get(ending, kind), kind) for ending in endings)
