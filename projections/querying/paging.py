"""Pages of a view: keyset cursors that stay where they are while rows are added.

A cursor holds the order key and the id of a row, never an offset, so a page begins
where the last one ended whatever was inserted meanwhile. How many rows a caller may
ask for is the business of the interface, not of this module.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any, Generic, TypeVar

import msgspec
from msgspec import Meta

from infrastructure.postgres.sql import Record

R = TypeVar("R")

DEFAULT_SIZE = 50

#: What columns of these kinds hold, and a forged cursor may not: an ``int``, a ``bigint``, a
#: ``timestamptz``, a ``text`` without the one character that PostgreSQL cannot keep.
SMALL = Annotated[int, Meta(ge=-(2**31), lt=2**31)]
LARGE = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]
MOMENT = Annotated[datetime, Meta(tz=True)]
WORDS = Annotated[str, Meta(pattern=r"\A[^\x00]*\Z")]
#: A moment near the ends of the calendar may lie beyond it in another zone.
EARLIEST, LATEST = datetime(2, 1, 1, tzinfo=UTC), datetime(9998, 1, 1, tzinfo=UTC)
LONGEST_NUMBER = 100


class ForgedCursor(ValueError):
    """A cursor that this list, in this order, did not hand out; *field* is where it was given."""

    def __init__(self, cursor: str, field: str = "after") -> None:
        self.cursor = cursor
        self.field = field
        super().__init__("This cursor does not belong to this list in this order.")


class TwoDirections(ValueError):
    """A page was asked for from both ends."""

    def __init__(self) -> None:
        super().__init__("Ask for the first rows or for the last ones, not for both.")


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What a list is sorted by: *key*, then *unique* among rows with equal keys.

    *name* goes into cursors, so that a cursor of one order is refused by another. The
    types are what the two columns hold, as narrow as the columns: `SMALL`, `LARGE`, `MOMENT`
    and `WORDS` below, `UUID`, or `Decimal`.
    """

    name: str
    key: str
    key_type: Any
    unique: str
    unique_type: Any

    def __post_init__(self) -> None:
        """Refuse a type that is wider than any column."""
        for kind in (self.key_type, self.unique_type):
            if kind in (int, str, datetime):
                raise TypeError(f"{kind.__name__} is wider than a column; see SMALL and others.")


class PageRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Which part of a list: the *first* rows after *after*, or the *last* before *before*.

    *first* and *last* exclude each other; neither means the first 50.
    """

    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None

    @property
    def backward(self) -> bool:
        """Whether the page is counted from the end."""
        if self.first is not None and self.last is not None:
            raise TwoDirections
        return self.last is not None

    @property
    def size(self) -> int:
        """How many rows the page has at most."""
        wanted = self.last if self.backward else self.first
        return DEFAULT_SIZE if wanted is None else wanted


FIRST_PAGE = PageRequest()


class Keys(msgspec.Struct, frozen=True):
    """What the cursors of *records* in an *order* are made of, looked up when one is made."""

    records: Sequence[Mapping[str, object] | Record]
    order: Order

    def __getitem__(self, index: int) -> tuple[object, object]:
        record = self.records[index]
        return record[self.order.key], record[self.order.unique]


class Page(msgspec.Struct, Generic[R], frozen=True, kw_only=True):
    """A part of a list, in the list's order.

    *keys* are what the cursors are made of, one for each row; a cursor is made only
    when it is asked for.
    """

    rows: tuple[R, ...]
    keys: Keys
    order: str
    has_next: bool
    has_previous: bool

    def cursor(self, index: int) -> str:
        """Return the cursor of the row at *index* (negative counts from the end)."""
        key, unique = self.keys[index]
        packed = msgspec.msgpack.encode((self.order, key, unique))
        return urlsafe_b64encode(packed).rstrip(b"=").decode()


def read_cursor(cursor: str, order: Order, field: str = "after") -> tuple[object, object]:
    """Return the key and the id that *cursor* holds; `ForgedCursor` when it is not ours.

    >>> by_name = Order(name="NAME", key="name", key_type=WORDS, unique="id", unique_type=LARGE)
    >>> keys = Keys([{"name": "kpri", "id": 7}], by_name)
    >>> page = Page(rows=("x",), keys=keys, order="NAME", has_next=False, has_previous=False)
    >>> read_cursor(page.cursor(0), by_name)
    ('kpri', 7)
    """
    try:
        packed = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        name, key, unique = msgspec.msgpack.decode(packed, type=tuple[str, object, object])
        found: tuple[object, object] = (
            msgspec.convert(key, order.key_type),
            msgspec.convert(unique, order.unique_type),
        )
    except (ValueError, msgspec.MsgspecError) as error:
        raise ForgedCursor(cursor, field) from error
    if name != order.name or not all(map(_storable, found)):
        raise ForgedCursor(cursor, field)
    return found


def _storable(value: object) -> bool:
    """Say whether a column can hold *value*: no moment beyond the calendar, no absurd number."""
    if isinstance(value, datetime):
        return EARLIEST <= value <= LATEST
    return not isinstance(value, Decimal) or (
        value.is_finite() and abs(value.adjusted()) < LONGEST_NUMBER
    )
