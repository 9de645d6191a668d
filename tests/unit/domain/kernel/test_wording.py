"""What people type is checked before it is believed."""

import pytest

from domain.kernel.refusals import Refusal
from domain.kernel.wording import NAME, PARAGRAPH, justified, tidy, written


def codes(refusals: list[Refusal]) -> list[str]:
    """Return the codes of *refusals*."""
    return [refusal.code for refusal in refusals]


@pytest.mark.parametrize("text", ["KPRI\x00", "\x07", "\x7f", "\ud800", "KPRI\x1b[31m"])
def test_what_no_form_shows_is_refused(text: str) -> None:
    """A NUL, a bell, half a character: JSON carries them, the database would not."""
    assert codes(written(text, "name")) == ["unprintable"]


def test_a_text_has_its_length() -> None:
    """A name has 200 characters at most, a reason 4000."""
    assert written("K" * NAME, "name") == []
    assert codes(written("K" * (NAME + 1), "name")) == ["too_long"]
    assert justified("a" * PARAGRAPH) == []
    assert codes(justified("a" * (PARAGRAPH + 1))) == ["too_long"]


def test_a_grave_change_has_a_reason() -> None:
    """A missing one has a code of its own; a strange one is refused like any other text."""
    assert codes(justified(" ")) == ["reason_missing"]
    assert codes(justified("\x00")) == ["unprintable"]


def test_an_optional_text_may_be_empty() -> None:
    """A note may be left out, or be blank; a reason may not."""
    assert written(None, "note", optional=True) == []
    assert written(" ", "note", optional=True) == []
    assert codes(written(None, "reason")) == ["blank"]


def test_a_paragraph_may_have_lines_and_tabs() -> None:
    """A reason is written as people write."""
    assert written("Pertama.\n\tKedua.", "reason", PARAGRAPH) == []


def test_a_name_is_one_line() -> None:
    """Line breaks in a name become single spaces."""
    assert tidy("KPRI\nHandayani") == "KPRI Handayani"


@pytest.mark.parametrize(
    "hidden",
    [
        *("\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad"),
        *("\u202e", "\u202a", "\u2066", "\u200f", "\u061c"),
        *("\u2028", "\u2029", "\u0085", "\u009b", "\x0b"),
        *("\u2800", "\u3164", "\u115f", "\uffa0", "\u034f", "\u180e", "\ufe0f"),
        *("\U000e0041", "\U000e0100", "\ue000", "\uffff", "\ufffd"),
    ],
    ids=lambda text: f"U+{ord(text):04X}",
)
@pytest.mark.parametrize("limit", [NAME, PARAGRAPH])
def test_what_nobody_sees_is_refused(hidden: str, limit: int) -> None:
    """Joiners, turners of lines, fillers, controls, tags: in a name and in a reason alike."""
    for text in (f"KPRI{hidden}Handayani", hidden * 3):
        assert set(codes(written(text, "name", limit))) <= {"unprintable", "blank"}
        assert written(text, "name", limit)


@pytest.mark.parametrize(
    "name",
    [
        "Ma'arif",
        "Jum\u2019at",
        "Siti, S.H.",
        "Désa Ngaliyan",
        "Koperasi “Maju” & Co. (24)",
        "ꦏꦺꦴ",
        "合作",
    ],
)
def test_names_are_written_as_people_write_them(name: str) -> None:
    """Apostrophes of either kind, titles, accents, other scripts."""
    assert written(name, "name") == []


@pytest.mark.parametrize("text", ["-", "…", "' '", "\u0301", "\u00a0"])
def test_a_text_without_letter_or_digit_says_nothing(text: str) -> None:
    """A dash is no reason; left out it may be, where a text is optional."""
    assert codes(justified(text)) == ["reason_missing"]
    assert written(text, "note", PARAGRAPH, optional=True) == []


@pytest.mark.parametrize("broken", ["KPRI\nHandayani", "KPRI\tHandayani", "a\r\nBcc: b"])
def test_a_name_has_no_line_breaks(broken: str) -> None:
    """What has room for a name only stands on one line."""
    assert codes(written(broken, "name")) == ["unprintable"]


def test_the_refusal_says_which_character_and_where() -> None:
    """Nobody can look for what nobody sees."""
    (refusal,) = written("KPRI\u200bHandayani", "name")
    assert refusal.message.en == "name holds a character that nobody sees (U+200B, in place 5)."
