"""Offices as the API shows them. Their names and territories are public."""

from datetime import date

import strawberry

from api.building.describe import attribute, object_type, query
from api.building.scalars import AreaCode
from api.names import account_name, area_name
from api.relay.node_types import Node, node_type
from api.relay.nodes import opaque
from application.authorisation.table import OFFICE_HOUSE_READERS, WITH_ITS_ROW
from domain.kernel.actors import Role
from domain.kernel.time_zones import TimeZone
from projections.views.offices import questions as view
from projections.views.offices.questions import OfficeRow


@object_type("Who signs for the head of an office, and on which days.", right=WITH_ITS_ROW)
class Delegation:
    """One delegation."""

    @query("The account that signs.")
    @staticmethod
    def account(root: strawberry.Parent[view.Delegation]) -> strawberry.ID:
        """Name the account."""
        return opaque("Account", root.account)

    account_name = account_name("account", "The user name of that account.")
    first: date = attribute("The first day.")
    last: date = attribute("The last day.")


@node_type(
    "A cooperative office (dinas) or the ministry.",
    row=OfficeRow,
    key="office",
    right=WITH_ITS_ROW,
)
class Office(Node):
    """One office."""

    code: str = attribute("Its code.", source="office")
    name: str = attribute("Its name.")
    territory: AreaCode = attribute("The area it supervises; ID is the whole country.")
    time_zone: TimeZone = attribute(
        "The zone by whose clock it works: its days are days there. Its territory's, unless it "
        "stated another."
    )
    territory_name = area_name("territory", "Name of that area.")
    open: bool = attribute("Whether it still supervises.")
    second_factor: list[Role] = attribute(
        "Roles that sign in with a one-time code here.", right=OFFICE_HOUSE_READERS
    )
    delegations: list[Delegation] = attribute(
        "Who signs for the head.", right=OFFICE_HOUSE_READERS, source="delegates"
    )
    version: int = attribute("Give it as `expectedVersion` to be refused when somebody was faster.")
