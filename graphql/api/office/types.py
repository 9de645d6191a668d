"""Offices as the API shows them. Their names and territories are public."""

from datetime import date

import strawberry

from api.building import enums  # noqa: F401 registers the enums used below
from api.building.describe import attribute
from api.building.scalars import AreaCode
from api.relay.nodes import Node, opaque
from domain.kernel.actors import Role
from projections.views.offices.questions import OfficeRow


@strawberry.type(description="Who signs for the head of an office, and on which days.")
class Delegation:
    """One delegation."""

    account: strawberry.ID = attribute("The account that signs.")
    first: date = attribute("The first day.")
    last: date = attribute("The last day.")


@strawberry.type(description="A cooperative office (dinas) or the ministry.")
class Office(Node):
    """One office."""

    code: str = attribute("Its code.")
    name: str = attribute("Its name.")
    territory: AreaCode = attribute("The area it supervises; ID is the whole country.")
    open: bool = attribute("Whether it still supervises.")
    second_factor: list[Role] = attribute("Roles that sign in with a one-time code here.")
    delegations: list[Delegation] = attribute("Who signs for the head.")
    version: int = attribute("Give it as `expectedVersion` to be refused when somebody was faster.")


def show_office(row: OfficeRow) -> Office:
    """Show an office of the view."""
    return Office(
        id=opaque("Office", row.office),
        code=row.office,
        name=row.name,
        territory=AreaCode(row.territory),
        open=row.open,
        second_factor=list(row.second_factor),
        delegations=[
            Delegation(account=opaque("Account", each.account), first=each.first, last=each.last)
            for each in row.delegates
        ],
        version=row.version,
    )
