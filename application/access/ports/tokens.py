"""Random tokens: what a person or program shows, of which only the hash is ever kept.

256 random bits need no slow hash: nobody tries them all, so SHA-256 is enough and fast.
A token begins with what it is, so that a scanner of leaked texts can recognise it.
"""

import re
from enum import StrEnum
from hashlib import sha256
from secrets import token_urlsafe

_BYTES = 32
_SHAPE = re.compile(r"(sgs|sgk|sgl|sgd)_[A-Za-z0-9_-]{43}")
_SHOWN = 12


class TokenKind(StrEnum):
    """What a token is good for."""

    SESSION = "sgs"
    SERVICE_KEY = "sgk"
    LINK = "sgl"
    DEVICE = "sgd"


def new_token(kind: TokenKind) -> str:
    """Return a token that nobody can guess."""
    return f"{kind}_{token_urlsafe(_BYTES)}"


def kind_of(token: str) -> TokenKind | None:
    """Return what *token* claims to be, None when it has no token's shape.

    >>> kind_of("sgs_short") is None
    True
    """
    found = _SHAPE.fullmatch(token)
    return TokenKind(found.group(1)) if found else None


def token_hash(token: str) -> bytes:
    """Return what is kept of *token*; comparing hashes tells nothing about near misses."""
    return sha256(token.encode()).digest()


def shown_prefix(token: str) -> str:
    """Return the part of a service key that may be shown again.

    >>> shown_prefix("sgk_abcdefghijklmnop")
    'sgk_abcdefgh'
    """
    return token[:_SHOWN]
