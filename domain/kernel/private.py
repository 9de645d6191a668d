"""Commitments: how an event speaks of a value that can be erased later.

The salt is erased together with the value. Without it the commitment says nothing
any more, not even to somebody who guesses the value and tries.
"""

from hashlib import sha256

SALT_BYTES = 32


def commitment(salt: bytes, value: bytes) -> str:
    """Return what an event carries in place of *value*: ``sha256:<hex>``.

    The salt has a fixed length, so two pairs of salt and value never read the same.

    >>> commitment(bytes(32), b"Siti")[:14]
    'sha256:d24b807'
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"A salt has {SALT_BYTES} bytes, not {len(salt)}.")
    return "sha256:" + sha256(salt + value).hexdigest()
