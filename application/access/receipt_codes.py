"""Receipts: what a guest keeps of a registration, to ask later what became of it.

A code is made to be read aloud and written down: capitals and digits, none of which looks like
another, in groups of four. Its last sign is a check: one wrong sign, or two that changed
places, make no code.
"""

from secrets import choice

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 signs, without 0, O, 1, I and L; a prime number of them, as the check needs."""

_RANDOM = 27  # signs, of which 134 bits cannot be guessed
_GROUP = 4


def new_receipt() -> str:
    """Return a code that nobody can guess."""
    signs = "".join(choice(SIGNS) for _ in range(_RANDOM))
    return _grouped(signs + _check(signs))


def tidied_receipt(typed: str) -> str | None:
    """Return the code that somebody *typed*, None when it is none.

    >>> code = new_receipt()
    >>> tidied_receipt(code.lower().replace("-", " ")) == code, tidied_receipt(code[1:]) is None
    (True, True)
    """
    signs = "".join(typed[: 4 * _RANDOM].replace("-", " ").split()).upper()
    if len(signs) != _RANDOM + 1 or not set(signs) <= set(SIGNS):
        return None
    return _grouped(signs) if _check(signs[:-1]) == signs[-1] else None


def _check(signs: str) -> str:
    """Return the sign that makes every single mistake in *signs* show: each place weighs its own.

    The weights and their differences are prime to 31, so no mistake adds up to nothing.
    """
    total = sum(place * SIGNS.index(sign) for place, sign in enumerate(signs, start=2))
    return SIGNS[-total % len(SIGNS)]


def _grouped(signs: str) -> str:
    return "-".join(signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP))
