"""Texts that people type: trimmed, not empty, not endless, and printable.

A NUL or a lone surrogate survives JSON but no database column, so it is refused at
the door; line breaks and tabs are fine.
"""

from domain.kernel.refusals import Refusal
from domain.kernel.text import Text

NAME = 200
PARAGRAPH = 4000


class Blank(Refusal):
    """A text that must say something is empty."""

    code = "blank"
    what = Text("{field} masih kosong.", "{field} is empty.")
    remedy_text = Text("Isi {field}.", "Fill in {field}.")


class TooLong(Refusal):
    """A text is longer than there is room for."""

    code = "too_long"
    what = Text(
        "{field} berisi {length} karakter, paling banyak {limit}.",
        "{field} has {length} characters, at most {limit} are allowed.",
    )
    remedy_text = Text("Persingkat {field}.", "Shorten {field}.")


class Unprintable(Refusal):
    """A text holds characters that no form and no printer shows."""

    code = "unprintable"
    what = Text(
        "{field} memuat karakter kendali (nomor {codepoint}).",
        "{field} holds a control character (number {codepoint}).",
    )
    remedy_text = Text("Ketik ulang {field} tanpa karakter itu.", "Retype {field} without it.")


def problem_with(
    text: str | None, field: str, limit: int = NAME, *, optional: bool = False
) -> Refusal | None:
    """Return what is wrong with *text*, None when nothing is; *optional* may be empty.

    >>> problem_with("  ", "name").code
    'blank'
    """
    if text is None or not text.strip():
        return None if optional else Blank(field=field)
    if len(text) > limit:
        return TooLong(field=field, length=len(text), limit=limit)
    odd = next((character for character in text if _is_odd(character)), None)
    return Unprintable(field=field, codepoint=ord(odd)) if odd is not None else None


def _is_odd(character: str) -> bool:
    return (
        (character < " " and character not in "\t\n\r")
        or character == "\x7f"
        or "\ud800" <= character <= "\udfff"
    )


def tidy(text: str) -> str:
    """Return *text* on one line, with single spaces.

    >>> tidy("  KPRI   Handayani ")
    'KPRI Handayani'
    """
    return " ".join(text.split())
