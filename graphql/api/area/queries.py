"""Questions about areas; they are the same for everybody."""

from datetime import date
from typing import Annotated

import strawberry

from api.area.types import Area
from api.building.asked import area_asked, area_code, search_asked
from api.building.describe import argument, query
from api.building.scalars import AreaCode
from api.execution.context import Info
from api.execution.faults import NoSuchLevel
from api.relay.paging import PagedQuery, connection, paged
from api.viewer.today import today_of
from application.authorisation.table import ANYBODY
from projections.views.areas import questions as view
from projections.views.areas.questions import AreaFilter, AreaRow

LOWEST_LEVEL = 4
"""Villages; provinces are level 1."""


@strawberry.type
class AreaQueries:
    """The part of Query that is about areas."""

    @connection("Areas by name: today's, or those of another day. Anybody.", right=ANYBODY, of=Area)
    async def areas(
        self,
        info: Info,
        level: Annotated[int | None, argument("1 provinces to 4 villages.")] = None,
        parent: Annotated[AreaCode | None, argument("Directly inside this one.")] = None,
        inside: Annotated[AreaCode | None, argument("Anywhere inside this one.")] = None,
        search: Annotated[str | None, argument("A part of the name.")] = None,
        on: Annotated[date | None, argument("As they were called on this day.")] = None,
    ) -> PagedQuery[AreaRow]:
        """Ask the list of areas."""
        if level is not None and not 1 <= level <= LOWEST_LEVEL:
            raise NoSuchLevel(field="level", lowest=LOWEST_LEVEL, given=level)
        where = AreaFilter(
            level=level,
            parent=await area_asked(info.context, parent, "parent"),
            inside=await area_asked(info.context, inside, "inside"),
            search=search_asked(search, "search"),
            on=on or await today_of(info.context),
        )
        return paged(info, view, where=where)

    @query("One area by its code, also a retired one. Anybody.", right=ANYBODY, shows=Area | None)
    async def area(
        self,
        info: Info,
        code: Annotated[AreaCode, argument("Its Kemendagri code.")],
        on: Annotated[date | None, argument("As it was called on this day.")] = None,
    ) -> AreaRow | None:
        """Look one up."""
        views = info.context.services.views
        rows = (await view.history(views, [area_code(code, "code")])).get(code, ())
        holding = [row for row in rows if on is None or row.valid_from <= on]
        return holding[0] if holding else None
