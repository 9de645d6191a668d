"""Areas as the API shows them: a code, its names with their days, and what lies inside."""

from datetime import date
from typing import Annotated

import strawberry

from api.building.describe import argument, attribute, query
from api.building.scalars import AreaCode
from api.execution.context import Info
from api.relay.connections import After, Before, Connection, First, Last, connect, page_request
from api.relay.nodes import Node, opaque
from projections.views.areas import questions as view
from projections.views.areas.questions import AreaFilter, AreaRow


@strawberry.type(description="A name of an area, with the days for which it holds.")
class AreaName:
    """One name."""

    name: str = attribute("The name.")
    valid_from: date = attribute("The day from which it holds.")
    valid_to: date | None = attribute("The day on which it ended; null while it holds.")
    decree: str = attribute("The decree that gave it.")


@strawberry.type(description="A province, regency, district or village.")
class Area(Node):
    """One area under one of its names."""

    code: AreaCode = attribute("Its Kemendagri code.")
    name: str = attribute("Its name on the day asked for.")
    kind: str = attribute(
        "What sort of area it is, in the law's words: provinsi, kabupaten, kota ..."
    )
    level: int = attribute("1 a province, 2 a regency or city, 3 a district, 4 a village.")
    parent: AreaCode = attribute("The code one level up; ID above provinces.")
    postal_code: str | None = attribute("Postal code of a village.")
    system: str = attribute("The decree that the code comes from.")
    decree: str = attribute("The decree that gave this name.")
    valid_from: date = attribute("The day from which the name holds.")
    valid_to: date | None = attribute("The day on which it ended; null while it holds.")
    successors: list[AreaCode] = attribute("What takes the place of a retired code.")

    @query("Every name it had, the newest first.")
    async def names(self, info: Info) -> list[AreaName]:
        """Read the history of the code."""
        found = await view.history(info.context.services.views, [self.code])
        return [
            AreaName(
                name=row.name, valid_from=row.valid_from, valid_to=row.valid_to, decree=row.decree
            )
            for row in found.get(self.code, ())
        ]

    @query("What lies directly inside it, by name.")
    async def children(
        self,
        info: Info,
        search: Annotated[str | None, argument("A part of the name.")] = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> "Connection[Area]":
        """Ask the list of areas."""
        views = info.context.services.views
        where = AreaFilter(parent=self.code, search=search)
        page = await view.page(views, where=where, request=page_request(first, after, last, before))
        return connect(page, show_area, lambda: view.count(views, where=where))


def show_area(row: AreaRow) -> Area:
    """Show one name of an area."""
    return Area(
        id=opaque("Area", row.code),
        code=AreaCode(row.code),
        name=row.name,
        kind=row.kind,
        level=row.level,
        parent=AreaCode(row.parent),
        postal_code=row.postal_code,
        system=row.system,
        decree=row.decree,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        successors=[AreaCode(code) for code in row.successors],
    )
