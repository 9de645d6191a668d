"""Areas as the API shows them: a code, its names with their days, and what lies inside."""

from asyncio import gather
from datetime import date
from typing import Annotated

import strawberry

from api.building.asked import search_asked
from api.building.describe import argument, attribute, object_type, query
from api.building.scalars import AreaCode
from api.execution.context import Info
from api.names import area_name
from api.relay.node_types import Node, node_type
from api.relay.paging import PagedQuery, connection, paged
from api.viewer.today import today_of
from application.authorisation.table import WITH_ITS_ROW
from projections.views.areas import questions as view
from projections.views.areas.questions import AreaFilter, AreaRow


@object_type("A name of an area, with the days for which it holds.", right=WITH_ITS_ROW)
class AreaName:
    """One name."""

    name: str = attribute("The name.")
    valid_from: date = attribute("The day from which it holds.")
    valid_to: date | None = attribute("The day on which it ended; null while it holds.")
    decree: str = attribute("The decree that gave it.")


@node_type("A province, regency, district or village.", row=AreaRow, key="code", right=WITH_ITS_ROW)
class Area(Node):
    """One area under one of its names."""

    code: AreaCode = attribute("Its Kemendagri code.")
    name: str = attribute("Its name on the day asked for.")
    kind: str = attribute(
        "What sort of area it is, in the law's words: provinsi, kabupaten, kota ..."
    )
    level: int = attribute("1 a province, 2 a regency or city, 3 a district, 4 a village.")
    parent: AreaCode = attribute("The code one level up; ID above provinces.")
    parent_name = area_name("parent", "Name of the area one level up.")
    postal_code: str | None = attribute("Postal code of a village.")
    system: str = attribute("The decree that the code comes from.")
    decree: str = attribute("The decree that gave this name.")
    valid_from: date = attribute("The day from which the name holds.")
    valid_to: date | None = attribute("The day on which it ended; null while it holds.")
    successors: list[AreaCode] = attribute("What takes the place of a retired code.")

    @query("Their names, in the same order; the code itself where nobody knows it.")
    @staticmethod
    async def successor_names(root: strawberry.Parent[AreaRow], info: Info) -> list[str]:
        """Load the names."""
        names = await gather(*map(info.context.loaders.area_name, root.successors))
        return [name or code for name, code in zip(names, root.successors, strict=True)]

    @query("Every name it had, the newest first.", shows=list[AreaName])
    @staticmethod
    async def names(root: strawberry.Parent[AreaRow], info: Info) -> tuple[AreaRow, ...]:
        """Load the history of the code, together with those of the other areas of a list."""
        return await info.context.loaders.area_history(root.code)

    @connection("What lies directly inside it, by name.", of="Area")
    @staticmethod
    async def children(
        root: strawberry.Parent[AreaRow],
        info: Info,
        search: Annotated[str | None, argument("A part of the name.")] = None,
    ) -> PagedQuery[AreaRow]:
        """Ask the list of areas."""
        today = await today_of(info.context)
        where = AreaFilter(parent=root.code, search=search_asked(search, "search"), on=today)
        return paged(info, view, where=where)
