"""Names of streams: random for things, computed for what must be unique.

Two commands that claim the same legal number compute the same stream and the
store lets only one of them write its first event: uniqueness without a lock.
"""

from uuid import UUID, uuid5

NAMESPACE = UUID("6f0a6f52-55d5-5c0c-9d0b-5a3a3f6b1c01")


def key_stream(kind: str, *parts: object) -> UUID:
    """Return the stream that stands for the unique key *parts* of a *kind*.

    >>> key_stream("legal-number", "927/BH") == key_stream("legal-number", "927/BH")
    True
    """
    return uuid5(NAMESPACE, "\x1f".join([kind, *map(str, parts)]))
