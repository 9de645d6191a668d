"""The parts of which inputs on accounts are made: the person, the place, and whose they are."""

import strawberry

from api.building.scalars import AreaCode
from api.mutations.declaration import reads_as
from api.mutations.fields import optional, required, stays, stays_or_goes
from api.mutations.inputs import ChangeInput
from api.mutations.readers import uuid, uuid_if_any
from domain.account.commands import Person, PersonChanges
from domain.kernel.actors import Role


@reads_as(Person)
@strawberry.input(description="Who somebody is; none of this enters the log.")
class PersonInput:
    """Personal values."""

    full_name: str = required("Name of the person.")
    email: str | None = optional("E-mail address, for links.")
    phone: str | None = optional("Telephone number.")


@reads_as(PersonChanges)
@strawberry.input(description="What shall be different in who somebody is.")
class PersonChangesInput:
    """Personal values at a change, none of which has to be given."""

    full_name: str | None = stays("Name of the person.")
    email: str | None = stays_or_goes("E-mail address, for links.")
    phone: str | None = stays_or_goes("Telephone number.")


@strawberry.input(description="What an account is, and the place that goes with it.")
class PlaceFields:
    """The fields of a role, shared by creation and change."""

    role: Role = required("What the account shall do here.")
    office: str | None = optional("Code of the office; officers and executives need one.")
    territory: AreaCode | None = optional("Area an auditor without an office may read.")
    cooperative: strawberry.ID | None = optional(
        "The cooperative an operator acts for.", reads=uuid_if_any("Cooperative")
    )


@strawberry.input(description="A command about one account.")
class AccountChange(ChangeInput):
    """What names the account."""

    account: strawberry.ID = required("Id of the account.", reads=uuid("Account"))
