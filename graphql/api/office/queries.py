"""Questions about offices."""

from typing import Annotated

import strawberry

from api.building.asked import said
from api.building.describe import argument, query
from api.execution.context import Info
from api.office.types import Office
from api.relay.paging import PagedQuery, connection, paged
from application.authorisation.table import ANYBODY
from projections.views.offices import questions as view
from projections.views.offices.questions import OfficeRow


@strawberry.type
class OfficeQueries:
    """The part of Query that is about offices."""

    @connection("Offices by code. Anybody.", right=ANYBODY, of=Office)
    async def offices(self, info: Info) -> PagedQuery[OfficeRow]:
        """Ask the list of offices."""
        return paged(info, view)

    @query("One office by its code. Anybody.", right=ANYBODY, shows=Office | None)
    async def office(
        self, info: Info, code: Annotated[str, argument("Its code.")]
    ) -> OfficeRow | None:
        """Look one up."""
        return await view.by_code(info.context.services.views, said(code, "code"))
