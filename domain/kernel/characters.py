"""Characters that deceive the eye: those that nobody sees, and those that look like others.

What nobody sees hides a second name behind the first, turns a line around, or survives JSON
and no database column. It is refused wherever a text enters (`domain.kernel.wording`).
"""

import re
import unicodedata
from collections.abc import Mapping

LINE_ENDS = "\t\n\r"
"""Controls that a paragraph may have, because forms show them."""

APOSTROPHES = "'`\u00b4\u02bb\u02bc\u2018\u2019\u2032"
"""What people type for the sign in Ma'arif; it parts no word and hides no name from a search."""

_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Controls, joiners and turners, what is unassigned or private, halves, line separators."""

_BLANKS = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffc\ufffd"
    "\U000e0100-\U000e01ef]"
)
"""Letters, marks and symbols by name that show nothing: fillers, selectors, an empty Braille."""

_LOOK_ALIKES: Mapping[int, int] = str.maketrans(
    "АВЕЅІЈКМНОРСТУХ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",  # noqa: RUF001 - Cyrillic, then Greek
    "ABESIJKMHOPCTYX" + "ABEZHIKMNOPTYX",
)


def unseen(text: str, *, lines: bool = False) -> str | None:
    """Return the first character of *text* that no form shows; *lines* allows line breaks.

    >>> unseen("Ma'arif, S.H."), unseen("KPRI\u200b") == "\u200b"
    (None, True)
    """
    if text.isprintable() and not _BLANKS.search(text):
        return None  # so it is with nearly every text, and found without a look at each character
    allowed = LINE_ENDS if lines else ""
    return next((each for each in text if each not in allowed and _hidden(each)), None)


def _hidden(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN or bool(_BLANKS.match(character))


def plain_capitals(text: str) -> str:
    """Return *text* in Latin capitals, also where it was typed in letters that look like them.

    >>> plain_capitals("вн"), plain_capitals("№ 7")
    ('BH', 'NO 7')
    """
    return unicodedata.normalize("NFKC", text).upper().translate(_LOOK_ALIKES)
