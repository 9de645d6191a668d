"""How cooperatives are sorted and searched: by plain words, however they are written."""

import re
import unicodedata

from domain.cooperative.number_form import number_form
from domain.kernel.characters import APOSTROPHES

_APOSTROPHES = re.compile(rf"(?<=\w)[{APOSTROPHES}](?=\w)")
_INITIALS = re.compile(r"\b(?:\w\.){2,}")
_WORD = re.compile(r"[^\W_]+")


def name_key(name: str) -> str:
    """Return *name* as it is sorted: plain lower-case words.

    An apostrophe within a word and the points of initials part nothing.

    >>> name_key("  KSP Arta-Jaya, D\u00e9sa  II "), name_key("Ma'arif, S.H.")
    ('ksp arta jaya desa ii', 'maarif sh')
    """
    return " ".join(_WORD.findall(_joined(_plain(name))))


def words_of(name: str, legal_number: str) -> str:
    """Return the words by which a cooperative is found, with every way to part its name.

    >>> words_of("Ma'arif", "No. 007/BH")
    '7 arif bh ma maarif'
    """
    plain = _plain(name)
    parted = _WORD.findall(plain) + _WORD.findall(_joined(plain))
    return " ".join(sorted({*parted, *_runs(legal_number)}))


def word_beginnings(search: str) -> str:
    """Return the text query that finds every word of *search* from its beginning.

    A word is one of the name, or a part of a legal number. Words hold letters and digits only,
    so nothing of the query language gets through.

    >>> word_beginnings("Jum'at 0092b")
    "'jumat':* & ('0092b':* | '92':* & 'b':*)"
    """
    return " & ".join(map(_beginning, name_key(search).split()))


def _beginning(word: str) -> str:
    parts = " & ".join(f"'{run}':*" for run in _runs(word))
    whole = f"'{word}':*"
    return whole if parts in {"", whole} else f"({whole} | {parts})"


def _runs(number: str) -> list[str]:
    return [run for run in number_form(number).casefold().split("/") if run]


def _plain(name: str) -> str:
    """Return *name* without accents, in small letters."""
    signs = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in signs if not unicodedata.combining(sign)).casefold()


def _joined(plain: str) -> str:
    """Return *plain* without what stands within a word and parts nothing."""
    return _INITIALS.sub(lambda found: found[0].replace(".", ""), _APOSTROPHES.sub("", plain))
