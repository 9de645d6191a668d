"""Ids that clients store and give back: opaque to them, with the type inside.

Nobody outside should take one apart, and nobody inside should trust one: an id only
names a thing, and whoever resolves it asks the authorisation point.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import b2a_base64
from collections.abc import Sequence
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


class IdOfAnotherKind(MalformedId):
    """An id is one of ours, and names a thing of another kind than is wanted here."""

    what = Text(
        "{field} adalah id {found}, sedangkan yang diperlukan id {kind}.",
        "{field} is the id of another kind of thing: {found} where {kind} is needed.",
    )


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


def opaque_all(kind: str, keys: Sequence[object]) -> list[str]:
    """Return the ids of many things of one *kind*: the same as `opaque` gives, in one go.

    Texts of one length begin at whole groups of Base64 once they are filled up with zero bits,
    so all of them are encoded together and cut apart.

    >>> opaque_all("Score", [1024, 2048]) == [opaque("Score", 1024), opaque("Score", 2048)]
    True
    """
    texts = [f"{kind}:{key}" for key in keys]
    width = len(texts[0]) if texts else 0
    if any(len(text) != width for text in texts):
        return [opaque(kind, key) for key in keys]
    filling = -width % 3
    plain = ("\0" * filling).join(texts).encode()
    if len(plain) != width * len(texts) + filling * max(len(texts) - 1, 0):
        return [opaque(kind, key) for key in keys]
    encoded = b2a_base64(plain, newline=False).translate(URL_SAFE).decode()
    step, length = (width + filling) // 3 * 4, (width * 4 + 2) // 3
    return [encoded[place * step : place * step + length] for place in range(len(texts))]


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
    if not colon or not plain.isprintable():
        raise MalformedId(field=field, kind=kind)
    if kind not in ("Node", found):
        raise IdOfAnotherKind(field=field, kind=kind, found=found)
    return NodeId(found, key)


def uuid_if_any(text: str | None, kind: str, *, field: str) -> UUID | None:
    """As `uuid_of`; None, and nothing else, is None."""
    return None if text is None else uuid_of(text, kind, field=field)


def uuid_of(text: str, kind: str, *, field: str) -> UUID:
    """Return the UUID of the *kind* of thing that *text* names, or refuse it."""
    return read_id(text, field=field, kind=kind).uuid(field)
