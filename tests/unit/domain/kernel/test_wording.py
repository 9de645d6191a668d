"""What people type is checked before it is believed."""

from domain.kernel.wording import PARAGRAPH, problem_with, tidy


def test_an_optional_text_may_be_empty() -> None:
    """A note may be left out, or be blank; a reason may not."""
    assert problem_with(None, "note", optional=True) is None
    assert problem_with(" ", "note", optional=True) is None
    assert problem_with(None, "reason") is not None


def test_a_paragraph_may_have_lines_and_tabs() -> None:
    """A reason is written as people write."""
    assert problem_with("Pertama.\n\tKedua.", "reason", PARAGRAPH) is None


def test_a_name_is_one_line() -> None:
    """Line breaks in a name become single spaces."""
    assert tidy("KPRI\nHandayani") == "KPRI Handayani"
