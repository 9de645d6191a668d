"""Is a password worth anything? Length, guesses, what everybody uses, what resembles the name.

The estimate and the lists of common passwords are zxcvbn's. It slows down with length, so
only the beginning of a long password is estimated; the rest can only make it stronger.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache

from zxcvbn import zxcvbn  # type: ignore[import-untyped] # the package ships no types
from zxcvbn.frequency_lists import FREQUENCY_LISTS  # type: ignore[import-untyped] # as above

from application.access.ports import LONGEST_PASSWORD, SHORTEST_PASSWORD, Weakness

_ESTIMATED = 64  # characters of which the estimate is made
_ENOUGH = 3  # zxcvbn's score, from 0 to 4: safe against 10^8 guesses
_ALIKE = 0.75  # of a password and a name, as difflib's ratio of shared letters, from 0 to 1
_LOCAL = (
    *("koperasi", "sokoguru", "dinas", "kementerian", "indonesia", "merdeka", "pancasila"),
    *("rahasia", "sandi", "katasandi", "admin", "administrator", "petugas", "operator"),
    *("bismillah", "alhamdulillah", "sayang", "cinta", "jakarta", "semarang", "denpasar"),
)
"""Words that the lists do not know and that everybody here tries first."""


def weaknesses(password: str, personal: Sequence[str] = ()) -> tuple[Weakness, ...]:
    """Return what is wrong with *password* for somebody described by *personal* words.

    >>> [found.code for found in weaknesses("siti.rahayu1", ["siti.rahayu"])]
    ['password_like_name']
    """
    if len(password) < SHORTEST_PASSWORD:
        return (Weakness("password_too_short"),)
    if len(password) > LONGEST_PASSWORD:
        return (Weakness("password_too_long"),)
    if password.lower() in _common():
        return (Weakness("password_common"),)
    if any(_alike(password, word) for word in personal):
        return (Weakness("password_like_name"),)
    beginning = password[:_ESTIMATED]
    score = zxcvbn(beginning, user_inputs=[*personal, *_LOCAL], max_length=_ESTIMATED)["score"]
    return () if score >= _ENOUGH else (Weakness("password_weak"),)


@cache
def _common() -> frozenset[str]:
    """Return the passwords that leaked most often."""
    return frozenset(FREQUENCY_LISTS["passwords"])


def _alike(password: str, word: str) -> bool:
    """Say whether *password* is *word* with little added or changed."""
    given, known = password.lower(), word.lower()
    if len(known) < 3:  # noqa: PLR2004 - shorter words stand in every password by chance
        return False
    return SequenceMatcher(None, given[:LONGEST_PASSWORD], known).ratio() >= _ALIKE
