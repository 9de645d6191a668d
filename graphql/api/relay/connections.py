"""Lists a page at a time, as Relay has them, over the keyset cursors of the views.

`totalCount` runs a query of its own and so only when it is selected.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated, Generic, TypeVar

import strawberry

from api.building.describe import argument, attribute, query
from api.execution.faults import BothDirections, PageTooLarge
from projections.querying.paging import Page, PageRequest

T = TypeVar("T")
R = TypeVar("R")

PAGE = 50
LARGEST_PAGE = 200

First = Annotated[int | None, argument("How many rows at most; 50 when neither end is given.")]
After = Annotated[str | None, argument("Only rows after this cursor.")]
Last = Annotated[int | None, argument("How many rows at most, counted from the end of the list.")]
Before = Annotated[str | None, argument("Only rows before this cursor.")]


@strawberry.type(description="Where a page lies in its list.")
class PageInfo:
    """Relay's page info."""

    has_next_page: bool = attribute("Whether rows follow this page.")
    has_previous_page: bool = attribute("Whether rows come before this page.")
    start_cursor: str | None = attribute("Cursor of the first row, for `before`.")
    end_cursor: str | None = attribute("Cursor of the last row, for `after`.")


@strawberry.type(description="A row and its cursor.")
class Edge(Generic[T]):
    """Relay's edge."""

    cursor: str = attribute("Where the row stands; stays good while rows are added.")
    node: T = attribute("The row.")


@strawberry.type(description="One page of a list.")
class Connection(Generic[T]):
    """Relay's connection, with `nodes` for those who need no cursors."""

    nodes: list[T] = attribute("The rows.")
    page: strawberry.Private[Page[object]]
    counted: strawberry.Private[Callable[[], Awaitable[int]]]

    @query("The rows with their cursors.")
    def edges(self) -> list[Edge[T]]:
        """Pair each row with its cursor."""
        return [
            Edge(cursor=self.page.cursor(index), node=node) for index, node in enumerate(self.nodes)
        ]

    @query("Where this page lies in the list.")
    def page_info(self) -> PageInfo:
        """Describe the page."""
        return PageInfo(
            has_next_page=self.page.has_next,
            has_previous_page=self.page.has_previous,
            start_cursor=self.page.cursor(0) if self.nodes else None,
            end_cursor=self.page.cursor(-1) if self.nodes else None,
        )

    @query("How many rows the whole list has. Counted when asked for: leave it out if you can.")
    async def total_count(self) -> int:
        """Count the list."""
        return await self.counted()


def page_request(
    first: int | None, after: str | None, last: int | None, before: str | None
) -> PageRequest:
    """Return which page is asked for, or raise a fault that says what is too much."""
    for field, given in (("first", first), ("last", last)):
        if given is not None and not 0 <= given <= LARGEST_PAGE:
            raise PageTooLarge(field=field, limit=LARGEST_PAGE, given=given)
    forwards, backwards = first is not None or after, last is not None or before
    if forwards and backwards:
        raise BothDirections(field="last")
    if backwards:
        return PageRequest(last=PAGE if last is None else last, before=before)
    return PageRequest(first=PAGE if first is None else first, after=after)


def connect(
    page: Page[R],
    node: Callable[[R], T],
    counted: Callable[[], Awaitable[int]],
) -> Connection[T]:
    """Return *page* as a connection whose rows are shown as *node* makes them."""
    nodes: Sequence[T] = [node(row) for row in page.rows]
    return Connection(nodes=list(nodes), page=page, counted=counted)  # type: ignore[arg-type]
