"""Questions about offices."""

from typing import Annotated

import strawberry

from api.building.describe import argument, query
from api.execution.context import Info
from api.office.types import Office, show_office
from api.relay.connections import After, Before, Connection, First, Last, connect, page_request
from projections.views.offices import questions as view


@strawberry.type
class OfficeQueries:
    """The part of Query that is about offices."""

    @query("Offices by code. Anybody.")
    async def offices(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Office]:
        """Ask the list of offices."""
        views = info.context.services.views
        page = await view.page(views, request=page_request(first, after, last, before))
        return connect(page, show_office, lambda: view.count(views))

    @query("One office by its code. Anybody.")
    async def office(
        self, info: Info, code: Annotated[str, argument("Its code.")]
    ) -> Office | None:
        """Look one up."""
        row = await view.by_code(info.context.services.views, code)
        return show_office(row) if row else None
