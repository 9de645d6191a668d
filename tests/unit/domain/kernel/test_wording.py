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
