"""The name by which the log knows a ruleset: a digest of its whole content.

The digest is taken over our own canonical bytes, not over the file as it lies on
disk: reformatting a file changes nothing, changing one figure changes the name.
Keys are sorted and defaults left out, so that code may grow without renaming rules.
"""

from functools import lru_cache
from hashlib import sha256

import msgspec

from domain.scoring.ruleset import Ruleset

_ENCODER = msgspec.json.Encoder(order="sorted")


@lru_cache(maxsize=64)
def digest(ruleset: Ruleset) -> str:
    """Return ``sha256:`` and 64 hex digits over the canonical bytes of *ruleset*."""
    return "sha256:" + sha256(_ENCODER.encode(ruleset)).hexdigest()


def is_digest(name: str) -> bool:
    """Say whether *name* is such a digest, not the plain name of a ruleset."""
    return name.startswith("sha256:")
