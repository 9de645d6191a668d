"""Texts that people type: not empty, not endless, and visible.

Every text that is kept, in the log or beside it, passes `written`, unless it has a shape of its
own: a name stands on one line, a paragraph may have lines and tabs, and neither holds a
character that nobody sees (`domain.kernel.characters`).
"""

from domain.kernel.characters import unseen
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
        "{field} memuat karakter yang tidak tampak (U+{codepoint:04X}, urutan ke-{place}).",
        "{field} holds a character that nobody sees (U+{codepoint:04X}, in place {place}).",
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

    *limit* counts characters; where it leaves room for no more than a name, the text stands
    on one line. *blank* is the refusal of a text that says nothing: without letter or digit.

    >>> [refusal.code for refusal in written("  ", "name")]
    ['blank']
    >>> written("KPRI Handayani", "name")
    []
    """
    if text is None or not text.strip():
        return [] if optional else [blank(field=field)]
    if len(text) > limit:
        return [TooLong(field=field, length=len(text), limit=limit)]
    odd = unseen(text, lines=limit > NAME)
    if odd is not None:
        return [Unprintable(field=field, codepoint=ord(odd), place=text.index(odd) + 1)]
    says_nothing = not optional and not any(map(str.isalnum, text))
    return [blank(field=field)] if says_nothing else []


def justified(reason: str) -> list[Refusal]:
    """Return what is wrong with the *reason* of a grave change.

    >>> [refusal.code for refusal in justified("")]
    ['reason_missing']
    """
    return written(reason, "reason", PARAGRAPH, blank=ReasonMissing)


def tidy(text: str) -> str:
    """Return *text* on one line, with single spaces.

    >>> tidy("  KPRI   Handayani ")
    'KPRI Handayani'
    """
    return " ".join(text.split())
