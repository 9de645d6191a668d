"""Pages of a view: keyset cursors that stay where they are while rows are added.

A cursor holds the order key and the id of a row, never an offset. How many rows a
caller may ask for is the business of the interface, not of this module.
"""

from typing import Generic, TypeVar

import msgspec

R = TypeVar("R")


class ForgedCursor(ValueError):
    """A cursor that this listing, in this order, did not hand out."""

    def __init__(self, cursor: str) -> None:
        self.cursor = cursor
        super().__init__("This cursor does not belong to this list in this order.")


class PageRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Which part of a list: the *first* rows after *after*, or the *last* before *before*.

    *first* and *last* exclude each other; neither means the first 50.
    """

    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None


FIRST_PAGE = PageRequest()


class Page(msgspec.Struct, Generic[R], frozen=True, kw_only=True):
    """A part of a list, in the list's order, with the cursor of each row."""

    rows: tuple[R, ...]
    keys: tuple[tuple[object, ...], ...]
    has_next: bool
    has_previous: bool
    order: str

    def cursor(self, index: int) -> str:
        """Return the cursor of the row at *index* (negative counts from the end)."""
        raise NotImplementedError
