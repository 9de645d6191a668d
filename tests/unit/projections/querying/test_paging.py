"""A cursor is the place of a row in one list, and nothing else is taken for one."""

from base64 import urlsafe_b64encode
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import msgspec
import pytest

from projections.querying.paging import (
    DEFAULT_SIZE,
    LARGE,
    MOMENT,
    SMALL,
    WORDS,
    ForgedCursor,
    Keys,
    Order,
    Page,
    PageRequest,
    TwoDirections,
    read_cursor,
)

ID = UUID(int=7)


def order(key_type: object, name: str = "BY") -> Order:
    """Return an order whose key holds *key_type*."""
    return Order(name=name, key="key", key_type=key_type, unique="id", unique_type=UUID)


def cursor(key: object, name: str = "BY") -> str:
    """Return the cursor of a row with that *key*."""
    keys = Keys([{"key": key, "id": ID}], order(Decimal, name))
    page = Page(rows=("row",), keys=keys, order=name, has_next=False, has_previous=False)
    return page.cursor(0)


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("ksp arta", WORDS),
        (2025, SMALL),
        (2**62, LARGE),
        (Decimal("81.50"), Decimal),
        (datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC), MOMENT),
    ],
)
def test_a_cursor_brings_back_the_key_exactly(key: object, kind: object) -> None:
    """A total of 81.50 comes back as the decimal 81.50, a time to the microsecond."""
    assert read_cursor(cursor(key), order(kind)) == (key, ID)


def test_a_cursor_of_another_order_is_refused() -> None:
    """The place in a list by name says nothing about the list by total."""
    with pytest.raises(ForgedCursor):
        read_cursor(cursor("x", name="NAME"), order(WORDS, name="TOTAL"))


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "!!!",
        "bm90IGEgY3Vyc29y",
        "é",
        urlsafe_b64encode(msgspec.msgpack.encode(("BY", 5))).decode(),
        urlsafe_b64encode(msgspec.msgpack.encode(("BY", "x", "no uuid"))).decode(),
        urlsafe_b64encode(msgspec.msgpack.encode(("BY", "x", 5))).decode(),
    ],
)
def test_a_forged_cursor_is_refused(forged: str) -> None:
    """Whatever was not handed out by this list is one clear error."""
    with pytest.raises(ForgedCursor) as refused:
        read_cursor(forged, order(WORDS))
    assert refused.value.cursor == forged


def test_a_page_is_fifty_rows_unless_told_otherwise() -> None:
    """Neither end given means the first fifty."""
    assert PageRequest().size == DEFAULT_SIZE == 50
    assert not PageRequest().backward
    assert PageRequest(first=0).size == 0
    assert PageRequest(last=3).size == 3
    assert PageRequest(last=3).backward


def test_a_page_is_counted_from_one_end() -> None:
    """The first and the last rows at once are no page."""
    with pytest.raises(TwoDirections):
        _ = PageRequest(first=1, last=1).size


FORGED_KEYS = [
    ("x\x00y", WORDS),
    (2**31, SMALL),
    (2**63, LARGE),
    ("2026-01-02T03:04:05", MOMENT),
    ("0001-01-01T00:00:00+14:00", MOMENT),
    ("NaN", Decimal),
    ("1E+999999", Decimal),
]


@pytest.mark.parametrize(("key", "kind"), FORGED_KEYS)
def test_a_key_that_no_column_holds_is_refused(key: object, kind: object) -> None:
    """It never reaches the database; the refusal says where the cursor was given."""
    with pytest.raises(ForgedCursor) as refused:
        read_cursor(cursor(key), order(kind), "before")
    assert refused.value.field == "before"


@pytest.mark.parametrize("wide", [int, str, datetime])
def test_an_order_says_how_wide_its_columns_are(wide: type) -> None:
    """Whoever forgets it stops the program, not a request."""
    with pytest.raises(TypeError, match="wider than a column"):
        order(wide)
