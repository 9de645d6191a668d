"""What mutations on offices take, and the commands they become."""

from datetime import date
from uuid import UUID

import strawberry

from api.building.describe import attribute
from api.building.scalars import AreaCode
from api.mutations.pipeline import ChangeInput
from api.relay.nodes import uuid_of
from domain.kernel.actors import Role
from domain.office import commands


@strawberry.input(description="A command about one office.")
class OfficeChangeInput(ChangeInput):
    """What names the office."""

    office: str = attribute("Code of the office.")


@strawberry.input(description="A new office.")
class OpenOfficeInput(OfficeChangeInput):
    """Opening."""

    name: str = attribute("Its name.")
    territory: AreaCode = attribute("The area it supervises; ID is the whole country.")

    def command(self) -> commands.OpenOffice:
        """Return the command."""
        return commands.OpenOffice(
            office=self.office,
            expected_version=self.expected_version,
            name=self.name,
            territory=self.territory,
        )


@strawberry.input(description="Another name or territory.")
class ChangeOfficeInput(OpenOfficeInput):
    """Change."""

    reason: str = attribute("Why.")

    def change(self) -> commands.ChangeOffice:
        """Return the command."""
        return commands.ChangeOffice(
            office=self.office,
            expected_version=self.expected_version,
            name=self.name,
            territory=self.territory,
            reason=self.reason,
        )


@strawberry.input(description="The end of an office; what it did stays.")
class CloseOfficeInput(OfficeChangeInput):
    """Closing."""

    reason: str = attribute("Why.")

    def command(self) -> commands.CloseOffice:
        """Return the command."""
        return commands.CloseOffice(
            office=self.office, expected_version=self.expected_version, reason=self.reason
        )


@strawberry.input(description="Who signs in with a one-time code.")
class DemandSecondFactorInput(OfficeChangeInput):
    """The demand."""

    roles: list[Role] = attribute("These roles, and no others.")

    def command(self) -> commands.DemandSecondFactor:
        """Return the command."""
        return commands.DemandSecondFactor(
            office=self.office,
            expected_version=self.expected_version,
            roles=tuple(self.roles),
        )


@strawberry.input(description="The end of a delegation.")
class EndDelegationInput(OfficeChangeInput):
    """The end of a delegation."""

    account: strawberry.ID = attribute("The officer.")
    reason: str = attribute("Why, with the letter that orders it.")

    @property
    def officer(self) -> UUID:
        """The officer's UUID."""
        return uuid_of(self.account, "Account", field="account")

    def command(self) -> commands.EndDelegation:
        """Return the command."""
        return commands.EndDelegation(
            office=self.office,
            expected_version=self.expected_version,
            account=self.officer,
            reason=self.reason,
        )


@strawberry.input(description="The head's signature, lent for some days.")
class DelegateSignatureInput(EndDelegationInput):
    """A delegation."""

    first: date = attribute("The first day.")
    last: date = attribute("The last day.")

    def delegation(self) -> commands.DelegateSignature:
        """Return the command."""
        return commands.DelegateSignature(
            office=self.office,
            expected_version=self.expected_version,
            account=self.officer,
            first=self.first,
            last=self.last,
            reason=self.reason,
        )
