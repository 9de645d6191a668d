"""Relay's connections: one page of a list, as the API shows it.

`totalCount` runs a query of its own and so only when it is selected. How a field becomes
a connection says `api.relay.paging`.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Generic, TypeVar

import msgspec
import strawberry

from api.building.describe import attribute, object_type, query
from application.authorisation.table import WITH_ITS_ROW
from projections.querying.paging import Page

T = TypeVar("T")
R = TypeVar("R")


class ListPage(msgspec.Struct, Generic[R], frozen=True):
    """What a connection shows: one page, and how to count the list that it is of."""

    page: Page[R]
    count: Callable[[], Awaitable[int]]


@object_type("Where a page lies in its list.", right=WITH_ITS_ROW)
class PageInfo:
    """Relay's page info."""

    has_next_page: bool = attribute("Whether rows follow this page.")
    has_previous_page: bool = attribute("Whether rows come before this page.")
    start_cursor: str | None = attribute("Cursor of the first row, for `before`.")
    end_cursor: str | None = attribute("Cursor of the last row, for `after`.")


@object_type("A row and its cursor.", right=WITH_ITS_ROW)
class Edge(Generic[T]):
    """Relay's edge."""

    cursor: str = attribute("Where the row stands; stays good while rows are added.")
    node: T = attribute("The row.")


@object_type("One page of a list.", right=WITH_ITS_ROW)
class Connection(Generic[T]):
    """Relay's connection, with `nodes` for those who need no cursors; it shows a `ListPage`."""

    nodes: list[T] = attribute("The rows.", source="page.rows")

    @query("The rows with their cursors.")
    @staticmethod
    def edges(root: strawberry.Parent[ListPage[Any]]) -> list[Edge[T]]:
        """Pair each row with its cursor."""
        rows = enumerate(root.page.rows)
        return [Edge(cursor=root.page.cursor(index), node=row) for index, row in rows]

    @query("Where this page lies in the list.")
    @staticmethod
    def page_info(root: strawberry.Parent[ListPage[Any]]) -> PageInfo:
        """Describe the page."""
        page = root.page
        return PageInfo(
            has_next_page=page.has_next,
            has_previous_page=page.has_previous,
            start_cursor=page.cursor(0) if page.rows else None,
            end_cursor=page.cursor(-1) if page.rows else None,
        )

    @query("How many rows the whole list has. Counted when asked for: leave it out if you can.")
    @staticmethod
    async def total_count(root: strawberry.Parent[ListPage[Any]]) -> int:
        """Count the list."""
        return await root.count()
