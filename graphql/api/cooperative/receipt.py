"""What became of a registration, for whoever holds its receipt and has no account."""

from datetime import datetime
from typing import Annotated

import strawberry

from api.building.describe import argument, attribute, object_type, query
from api.building.scalars import AreaCode
from api.execution.context import Info
from api.names import area_name
from api.office.types import Office
from application.authorisation.rules import EVERYTHING
from application.authorisation.table import ANYBODY, WITH_ITS_ROW
from projections.views.cooperatives import questions as cooperatives
from projections.views.offices import questions as offices
from projections.views.offices.questions import OfficeRow
from projections.views.registrations import questions as view
from projections.views.registrations.questions import RegistrationRow, RegistrationStatus


@object_type("What became of a registration.", right=WITH_ITS_ROW)
class RegistrationProgress:
    """What the holder of a receipt is told: the office's notes are not."""

    name: str = attribute("Name of the cooperative.")
    legal_number: str = attribute("Number of the legal entity.")
    membership_area: AreaCode = attribute("The area that was entered.")
    membership_area_name = area_name("membership_area", "Name of that area.")
    status: RegistrationStatus = attribute("Waiting, verified or rejected.")
    submitted_at: datetime = attribute("When it was submitted.", source="registered_at")
    decided_at: datetime | None = attribute("When the office decided.")

    @query("Why it was rejected; null otherwise.")
    @staticmethod
    def reason(root: strawberry.Parent[RegistrationRow]) -> str | None:
        """Show the reason of a rejection; the note of a verification is for the file."""
        return root.reason if root.status is RegistrationStatus.REJECTED else None

    @query(
        "The office in charge, the one nearest to the members; null where none has opened.",
        shows=Office | None,
    )
    async def office(
        self, info: Info, root: strawberry.Parent[RegistrationRow]
    ) -> OfficeRow | None:
        """Look the office up by where the members are now, whatever was entered."""
        views, key = info.context.services.views, root.cooperative_id
        found = await cooperatives.by_id(views, scope=EVERYTHING, cooperative=key)
        return await offices.in_charge(views, (found or root).membership_area)


@strawberry.type
class ReceiptQueries:
    """The part of Query that needs a receipt."""

    @query(
        "What became of the registration whose receipt this is. Anybody who has it; null for "
        "every other code.",
        right=ANYBODY,
        shows=RegistrationProgress | None,
        traced=True,
    )
    async def registration(
        self, info: Info, receipt: Annotated[str, argument("The code that registering answered.")]
    ) -> RegistrationRow | None:
        """Look it up by its receipt."""
        context = info.context
        registrations = context.services.access.registrations
        cooperative = await registrations.cooperative_of(receipt, context.caller.address)
        if cooperative is None:
            return None
        return await view.by_cooperative(context.services.views, cooperative)
