"""Texts that people type: not empty, not endless, and printable.

Every text that enters the log passes `written`: a NUL or a lone surrogate survives JSON but
no database column, so it is refused before anything is stored. Line breaks and tabs are fine.
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


class ReasonMissing(Refusal):
    """A grave change has to be justified in writing."""

    code = "reason_missing"
    what = Text("Alasannya belum ditulis.", "The reason is missing.")
    remedy_text = Text("Tuliskan alasannya.", "Write down why.")


def written(
    text: str | None,
    field: str,
    limit: int = NAME,
    *,
    optional: bool = False,
    blank: type[Refusal] = Blank,
) -> list[Refusal]:
    """Return what is wrong with *text*, at most one refusal; *optional* may be left empty.

    *limit* counts characters. *blank* is the refusal of a text that says nothing.

    >>> [refusal.code for refusal in written("  ", "name")]
    ['blank']
    >>> written("KPRI Handayani", "name")
    []
    """
    if text is None or not text.strip():
        return [] if optional else [blank(field=field)]
    if len(text) > limit:
        return [TooLong(field=field, length=len(text), limit=limit)]
    odd = next((character for character in text if _is_odd(character)), None)
    return [] if odd is None else [Unprintable(field=field, codepoint=ord(odd))]


def justified(reason: str) -> list[Refusal]:
    """Return what is wrong with the *reason* of a grave change.

    >>> [refusal.code for refusal in justified("")]
    ['reason_missing']
    """
    return written(reason, "reason", PARAGRAPH, blank=ReasonMissing)


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
