"""Ids that clients store and give back: opaque to them, with the type inside.

Nobody outside should take one apart, and nobody inside should trust one: an id only
names a thing, and whoever resolves it asks the authorisation point.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import b2a_base64
from collections.abc import Callable
from uuid import UUID

import msgspec
import strawberry

from domain.kernel.refusals import Refusal
from domain.kernel.text import Text


class MalformedId(Refusal):
    """An id is none of ours, or that of another kind of thing."""

    code = "malformed_id"
    what = Text("{field} bukan id {kind}.", "{field} is no id of the kind {kind}.")
    remedy_text = Text(
        "Pakai id persis seperti yang dikembalikan API.", "Use an id just as the API returned it."
    )


URL_SAFE = bytes.maketrans(b"+/", b"-_")
#: Digits of a position that fit PostgreSQL's bigint whatever they are.
LONGEST_NUMBER = 18


class NodeId(msgspec.Struct, frozen=True):
    """The *kind* of a thing, which is its GraphQL type, and its *key* among its kind."""

    kind: str
    key: str

    def uuid(self, field: str) -> UUID:
        """Return the key of a thing that is named by a UUID."""
        try:
            return UUID(self.key)
        except ValueError as error:
            raise MalformedId(field=field, kind=self.kind) from error

    def number(self, field: str) -> int:
        """Return the key of a thing that is named by a position."""
        if not (self.key.isascii() and self.key.isdigit()) or len(self.key) > LONGEST_NUMBER:
            raise MalformedId(field=field, kind=self.kind)
        return int(self.key)


def opaque(kind: str, key: object) -> strawberry.ID:
    """Return the id of the thing *key* of a *kind*.

    >>> opaque("Score", 1024)
    'U2NvcmU6MTAyNA'
    """
    return strawberry.ID(urlsafe_b64encode(f"{kind}:{key}".encode()).rstrip(b"=").decode())


def namer(kind: str) -> Callable[[object], str]:
    """Return what makes ids of things of one *kind*, for who makes many: the same as `opaque`.

    >>> namer("Score")(1024) == opaque("Score", 1024)
    True
    """
    beginning = f"{kind}:"

    def name(key: object) -> str:
        plain = b2a_base64(f"{beginning}{key}".encode(), newline=False)
        return plain.translate(URL_SAFE, b"=").decode()

    return name


def read_id(text: str, *, field: str = "id", kind: str = "Node") -> NodeId:
    """Return what the opaque id *text* names, or refuse it.

    >>> read_id("U2NvcmU6MTAyNA").key
    '1024'
    """
    try:
        plain = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4)).decode()
    except ValueError as error:
        raise MalformedId(field=field, kind=kind) from error
    found, colon, key = plain.partition(":")
    if not colon or kind not in ("Node", found) or not plain.isprintable():
        raise MalformedId(field=field, kind=kind)
    return NodeId(found, key)


def uuid_of(text: str, kind: str, *, field: str) -> UUID:
    """Return the UUID of the *kind* of thing that *text* names, or refuse it."""
    return read_id(text, field=field, kind=kind).uuid(field)
