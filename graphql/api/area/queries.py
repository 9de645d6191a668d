"""Questions about areas; they are the same for everybody."""

from datetime import date
from typing import Annotated

import strawberry

from api.area.types import Area, show_area
from api.building.describe import argument, query
from api.building.scalars import AreaCode
from api.execution.context import Info
from api.relay.connections import After, Before, Connection, First, Last, connect, page_request
from projections.views.areas import questions as view
from projections.views.areas.questions import AreaFilter


@strawberry.type
class AreaQueries:
    """The part of Query that is about areas."""

    @query("Areas by name: today's, or those of another day. Anybody.")
    async def areas(
        self,
        info: Info,
        level: Annotated[int | None, argument("1 provinces to 4 villages.")] = None,
        parent: Annotated[AreaCode | None, argument("Directly inside this one.")] = None,
        inside: Annotated[AreaCode | None, argument("Anywhere inside this one.")] = None,
        search: Annotated[str | None, argument("A part of the name.")] = None,
        on: Annotated[date | None, argument("As they were called on this day.")] = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Area]:
        """Ask the list of areas."""
        views = info.context.services.views
        where = AreaFilter(level=level, parent=parent, inside=inside, search=search, on=on)
        page = await view.page(views, where=where, request=page_request(first, after, last, before))
        return connect(page, show_area, lambda: view.count(views, where=where))

    @query("One area by its code, also a retired one. Anybody.")
    async def area(
        self,
        info: Info,
        code: Annotated[AreaCode, argument("Its Kemendagri code.")],
        on: Annotated[date | None, argument("As it was called on this day.")] = None,
    ) -> Area | None:
        """Look one up."""
        rows = (await view.history(info.context.services.views, [code])).get(code, ())
        holding = [row for row in rows if on is None or row.valid_from <= on]
        return show_area(holding[0]) if holding else None
