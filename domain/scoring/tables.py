"""A printed table cut into cells, so that every ratio has exactly one place.

The edges e1 < e2 < ... of all rows cut the number line into 2n + 1 cells: below
e1, e1 itself, between e1 and e2, e2 itself, and so on. Each cell knows the rows
that claim it: none is a gap, two are an overlap. A ratio stays a fraction and is
compared by multiplying, because a rounded ratio can fall on the wrong side.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Protocol

import msgspec


class Row(Protocol):
    """Anything with two ends: a band of a component, or of a predicate."""

    @property
    def low(self) -> Decimal | None:
        """The lower end, ``None`` when there is none."""

    @property
    def low_included(self) -> bool:
        """Whether the lower end belongs to the row."""

    @property
    def high(self) -> Decimal | None:
        """The upper end, ``None`` when there is none."""

    @property
    def high_included(self) -> bool:
        """Whether the upper end belongs to the row."""


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """The edges in order, and per cell the indexes of the rows that claim it."""

    edges: tuple[Decimal, ...]
    cells: tuple[tuple[int, ...], ...]


def cut(rows: Sequence[Row], extra_edges: Iterable[Decimal] = ()) -> Table:
    """Return *rows* as a table of cells, also cut at *extra_edges*."""
    ends = {end for row in rows for end in (row.low, row.high) if end is not None}
    edges = tuple(sorted(ends.union(extra_edges)))
    cells = [
        tuple(index for index, row in enumerate(rows) if _claims(row, low, high))
        for low, high in spans(edges)
    ]
    return Table(edges=edges, cells=tuple(cells))


def spans(edges: Sequence[Decimal]) -> list[tuple[Decimal | None, Decimal | None]]:
    """Return the ends of each cell that *edges* cut; a single point has equal ends."""
    found: list[tuple[Decimal | None, Decimal | None]] = []
    below: Decimal | None = None
    for edge in edges:
        found += [(below, edge), (edge, edge)]
        below = edge
    return [*found, (below, None)]


def locate(edges: Sequence[Decimal], numerator: Decimal, denominator: Decimal) -> int:
    """Return the cell in which *numerator* over *denominator* (not nought) lies.

    Call it under `arithmetic.exactly`: the products must not be rounded.

    >>> locate([Decimal(5), Decimal(10)], Decimal(20), Decimal(4))
    1
    """
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    low, high = 0, len(edges)
    while low < high:
        middle = (low + high) // 2
        edge = edges[middle] * denominator
        if numerator == edge:
            return 2 * middle + 1
        if numerator < edge:
            high = middle
        else:
            low = middle + 1
    return 2 * low


def _claims(row: Row, low: Decimal | None, high: Decimal | None) -> bool:
    """Tell whether *row* covers the cell from *low* to *high* (one point when equal)."""
    if low is not None and low == high:
        return _covers_point(row, low)
    reaches_down = row.low is None or (low is not None and row.low <= low)
    reaches_up = row.high is None or (high is not None and row.high >= high)
    return reaches_down and reaches_up


def _covers_point(row: Row, point: Decimal) -> bool:
    above_low = row.low is None or row.low < point or (row.low_included and row.low == point)
    below_high = row.high is None or point < row.high or (row.high_included and row.high == point)
    return above_low and below_high
