"""The ways to read an input field that several subjects share.

An id and a number come in as text and mean nothing without one of these, so a declaration
that names none for them is refused; see `api.mutations.declaration`.
"""

from decimal import Decimal
from typing import cast
from uuid import UUID

import strawberry
from msgspec import UNSET, UnsetType

from api.building.scalars import AreaCode, WrittenNumber
from api.mutations.reading import Read, Reading
from api.relay.nodes import uuid_of
from domain.kernel.wording import Blank


def uuid(kind: str) -> Read:
    """Return how to read the id of a thing whose GraphQL type is *kind*, such as "Account"."""

    def read(text: strawberry.ID, reading: Reading, field: str) -> UUID:
        key = uuid_of(text, kind, field=field)
        reading.sent.text(key, text)
        return key

    return read


def uuid_if_any(kind: str) -> Read:
    """As `uuid`, for an id that may be left out; then it is None."""
    one = uuid(kind)

    def read(text: strawberry.ID | None, reading: Reading, field: str) -> UUID | None:
        return None if text is None else cast("UUID", one(text, reading, field))

    return read


def number(written: WrittenNumber, reading: Reading, field: str) -> Decimal:
    """Read a value, a score or a coordinate."""
    return reading.number(written, field)


def area_or_empty(code: AreaCode | None, _reading: Reading, field: str) -> str:
    """Read an area's code; left out, it is the empty text, which nobody may send."""
    if code == "":
        raise Blank(field=field)
    return code or ""


def text_if_any(text: str | None, _reading: Reading, _field: str) -> str | UnsetType:
    """Read a text that is no part of the command when it is left out."""
    return UNSET if text is None else text
