"""What mutations on cooperatives take, and the commands they become."""

from datetime import date
from uuid import UUID

import strawberry

from api.building.describe import attribute, optional
from api.building.scalars import AreaCode, WrittenNumber
from api.execution.context import Context
from api.mutations.pipeline import ChangeInput, CommandInput, new_id
from api.mutations.reading import Reading
from api.relay.nodes import uuid_of
from domain.cooperative import commands
from domain.cooperative.events import (
    Contacts,
    Coordinates,
    Kind,
    LegalNumber,
    Location,
    Profile,
)


@strawberry.input(description="A point on the map in WGS 84 degrees.")
class CoordinatesInput:
    """Latitude and longitude."""

    latitude: WrittenNumber = attribute("North of the equator; south is negative.")
    longitude: WrittenNumber = attribute("East of Greenwich.")


@strawberry.input(description="What a cooperative is; given whole.")
class ProfileFields:
    """The fields of a profile, shared by registration and change."""

    name: str = attribute("Its name.")
    kind: Kind = attribute("What sort of cooperative it is.")
    legal_number: str = attribute("Number of its legal entity (badan hukum), as on the deed.")
    legal_number_type: str = strawberry.field(
        default="BH", description="Whose numbering it is: BH, PAD, AHU or another."
    )
    legal_number_date: date | None = optional("The day of the deed.")
    membership_area: AreaCode | None = optional(
        "The area that holds all its members; it decides which office supervises it. "
        "Left out: the regency of the village at registration, what it was at a change."
    )
    nik: str | None = optional("National cooperative number, where it has one.")
    phone: str | None = optional("Telephone number.")
    email: str | None = optional("E-mail address of the organisation.")
    website: str | None = optional("Web address.")
    logo: str | None = optional("Digest of a picture uploaded to /documents.")

    def profile(self) -> Profile:
        """Return the profile."""
        return Profile(
            name=self.name,
            kind=self.kind,
            legal_number=LegalNumber(
                number=self.legal_number, type=self.legal_number_type, date=self.legal_number_date
            ),
            membership_area=self.membership_area or "",
            nik=self.nik,
            contacts=Contacts(phone=self.phone, email=self.email, website=self.website),
            logo=self.logo,
        )


@strawberry.input(description="Where a cooperative sits.")
class LocationFields:
    """The fields of a location, shared by registration and relocation."""

    address: str = attribute("Street and number.")
    village: AreaCode = attribute('Code of the village, such as "33.74.01.1001".')
    coordinates: CoordinatesInput | None = optional("Where it lies on the map.")

    def location(self, reading: Reading) -> Location:
        """Return the location."""
        return Location(
            address=self.address,
            village=self.village,
            coordinates=_coordinates(self.coordinates, reading),
        )


def _coordinates(given: CoordinatesInput | None, reading: Reading) -> Coordinates | None:
    if given is None:
        return None
    return Coordinates(
        latitude=reading.number(given.latitude, "latitude"),
        longitude=reading.number(given.longitude, "longitude"),
    )


@strawberry.input(description="A new registration.")
class RegisterCooperativeInput(LocationFields, ProfileFields, CommandInput):
    """Registration."""

    def command(self, context: Context) -> commands.RegisterCooperative:
        """Return the command."""
        reading = Reading()
        location = self.location(reading)
        reading.finish()
        return commands.RegisterCooperative(
            cooperative=new_id(context, self.command_id, "cooperative"),
            profile=self.profile(),
            location=location,
        )


@strawberry.input(description="A command about one cooperative.")
class CooperativeChange(ChangeInput):
    """What names the cooperative."""

    cooperative: strawberry.ID = attribute("Id of the cooperative.")

    @property
    def key(self) -> UUID:
        """The cooperative's UUID."""
        return uuid_of(self.cooperative, "Cooperative", field="cooperative")


@strawberry.input(description="A registration found valid.")
class VerifyRegistrationInput(CooperativeChange):
    """Verification."""

    note: str | None = optional("A note for the file.")

    def command(self) -> commands.VerifyRegistration:
        """Return the command."""
        return commands.VerifyRegistration(
            cooperative=self.key, expected_version=self.expected_version, note=self.note
        )


@strawberry.input(description="A registration found not valid.")
class RejectRegistrationInput(CooperativeChange):
    """Rejection."""

    reason: str = attribute("Why; the registrant reads it.")

    def command(self) -> commands.RejectRegistration:
        """Return the command."""
        return commands.RejectRegistration(
            cooperative=self.key, expected_version=self.expected_version, reason=self.reason
        )


@strawberry.input(description="A new profile, given whole.")
class ChangeCooperativeProfileInput(ProfileFields, CooperativeChange):
    """Change of profile."""

    reason: str | None = optional("Why it changed.")

    def command(self) -> commands.ChangeCooperativeProfile:
        """Return the command."""
        return commands.ChangeCooperativeProfile(
            cooperative=self.key,
            expected_version=self.expected_version,
            profile=self.profile(),
            reason=self.reason,
        )


@strawberry.input(description="A move to another address.")
class RelocateCooperativeInput(LocationFields, CooperativeChange):
    """Relocation."""

    reason: str = attribute("Why it moved.")

    def command(self) -> commands.RelocateCooperative:
        """Return the command."""
        reading = Reading()
        location = self.location(reading)
        reading.finish()
        return commands.RelocateCooperative(
            cooperative=self.key,
            expected_version=self.expected_version,
            location=location,
            reason=self.reason,
        )


@strawberry.input(description="The end of activity; nothing is erased.")
class DeactivateCooperativeInput(CooperativeChange):
    """Deactivation."""

    reason: str = attribute("Why it is no longer active.")

    def command(self) -> commands.DeactivateCooperative:
        """Return the command."""
        return commands.DeactivateCooperative(
            cooperative=self.key, expected_version=self.expected_version, reason=self.reason
        )


@strawberry.input(description="The return of a deactivated cooperative.")
class ReactivateCooperativeInput(CooperativeChange):
    """Reactivation."""

    reason: str = attribute("Why it is active again.")

    def command(self) -> commands.ReactivateCooperative:
        """Return the command."""
        return commands.ReactivateCooperative(
            cooperative=self.key, expected_version=self.expected_version, reason=self.reason
        )
