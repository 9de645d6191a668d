"""Offices as the API shows them. Their names and territories are public."""

from datetime import date

import strawberry

from api import enums  # noqa: F401 registers the enums used below
from api.describe import shows
from api.nodes import Node, opaque
from api.scalars import AreaCode
from domain.actors import Role
from projections.offices import OfficeRow


@strawberry.type(description="Who signs for the head of an office, and on which days.")
class Delegation:
    """One delegation."""

    account: strawberry.ID = shows("The account that signs.")
    first: date = shows("The first day.")
    last: date = shows("The last day.")


@strawberry.type(description="A cooperative office (dinas) or the ministry.")
class Office(Node):
    """One office."""

    code: str = shows("Its code.")
    name: str = shows("Its name.")
    territory: AreaCode = shows("The area it supervises; ID is the whole country.")
    open: bool = shows("Whether it still supervises.")
    second_factor: list[Role] = shows("Roles that sign in with a one-time code here.")
    delegations: list[Delegation] = shows("Who signs for the head.")
    version: int = shows("Give it as `expectedVersion` to be refused when somebody was faster.")


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
