"""When two legal numbers are the same number, and which stream stands for it.

Offices type the same number with and without spaces, in capitals and not. The number
is stored as typed (tidied), because certificates carry it; only the key is folded.
"""

from uuid import UUID

from domain.kernel.identifiers import key_stream


def folded(number: str) -> str:
    """Return *number* as it is compared: without spaces, in one case.

    >>> folded(" 9297b/BH / PAD/KWK.11-38/V/99 ")
    '9297B/BH/PAD/KWK.11-38/V/99'
    """
    return "".join(number.split()).upper()


def key_of(number: str) -> UUID:
    """Return the stream that only one cooperative at a time may hold."""
    return key_stream("legal-number", folded(number))
