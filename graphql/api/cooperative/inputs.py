"""The parts of which inputs on cooperatives are made: profile, location, and whose they are."""

from datetime import date

import strawberry

from api.building.scalars import AreaCode, WrittenNumber
from api.mutations.declaration import reads_as
from api.mutations.fields import optional, required, stays, stays_or_goes
from api.mutations.inputs import ChangeInput
from api.mutations.readers import area_or_empty, number, uuid
from domain.cooperative.events import Coordinates, Kind


@reads_as(Coordinates)
@strawberry.input(description="A point on the map in WGS 84 degrees.")
class CoordinatesInput:
    """Latitude and longitude."""

    latitude: WrittenNumber = required("North of the equator; south is negative.", reads=number)
    longitude: WrittenNumber = required("East of Greenwich.", reads=number)


@strawberry.input(description="What a cooperative is.")
class ProfileFields:
    """The fields of a profile at registration."""

    name: str = required("Its name.", fills="profile.name")
    kind: Kind = required("What sort of cooperative it is.", fills="profile.kind")
    legal_number: str = required(
        "Number of its legal entity (badan hukum), as on the deed.",
        fills="profile.legal_number.number",
    )
    legal_number_type: str = optional(
        "Whose numbering it is: BH, PAD, AHU or another.",
        default="BH",
        fills="profile.legal_number.type",
    )
    legal_number_date: date | None = optional(
        "The day of the deed.", fills="profile.legal_number.date"
    )
    membership_area: AreaCode | None = optional(
        "The area that holds all its members; it decides which office supervises it. "
        "Left out: the regency of the village.",
        fills="profile.membership_area",
        reads=area_or_empty,
    )
    nik: str | None = optional(
        "National cooperative number (13 digits), where it has one.", fills="profile.nik"
    )
    phone: str | None = optional("Telephone number.", fills="profile.contacts.phone")
    email: str | None = optional(
        "E-mail address of the organisation.", fills="profile.contacts.email"
    )
    website: str | None = optional("Web address.", fills="profile.contacts.website")
    logo: str | None = optional("Digest of a picture uploaded to /documents.", fills="profile.logo")


@strawberry.input(description="Where a cooperative sits.")
class LocationFields:
    """The fields of a location at registration."""

    address: str = required("Street and number.", fills="location.address")
    village: AreaCode = required(
        'Code of the village, such as "33.74.01.1001".', fills="location.village"
    )
    coordinates: CoordinatesInput | None = optional(
        "Where it lies on the map.", fills="location.coordinates"
    )


@strawberry.input(description="What shall be different in a profile.")
class ProfileChangeFields:
    """The fields of a profile at a change, none of which has to be given."""

    name: str | None = stays("Its name.", fills="profile.name")
    kind: Kind | None = stays("What sort of cooperative it is.", fills="profile.kind")
    legal_number: str | None = stays(
        "Number of its legal entity (badan hukum), as on the deed.",
        fills="profile.legal_number.number",
    )
    legal_number_type: str | None = stays(
        "Whose numbering it is: BH, PAD, AHU or another.", fills="profile.legal_number.type"
    )
    legal_number_date: date | None = stays_or_goes(
        "The day of the deed.", fills="profile.legal_number.date"
    )
    membership_area: AreaCode | None = stays(
        "The area that holds all its members; it decides which office supervises it.",
        fills="profile.membership_area",
    )
    nik: str | None = stays_or_goes("National cooperative number (13 digits).", fills="profile.nik")
    phone: str | None = stays_or_goes("Telephone number.", fills="profile.contacts.phone")
    email: str | None = stays_or_goes(
        "E-mail address of the organisation.", fills="profile.contacts.email"
    )
    website: str | None = stays_or_goes("Web address.", fills="profile.contacts.website")
    logo: str | None = stays_or_goes(
        "Digest of a picture uploaded to /documents.", fills="profile.logo"
    )


@strawberry.input(description="What shall be different in where a cooperative sits.")
class LocationChangeFields:
    """The fields of a location at a move, none of which has to be given."""

    address: str | None = stays("Street and number.", fills="location.address")
    village: AreaCode | None = stays(
        'Code of the village, such as "33.74.01.1001".', fills="location.village"
    )
    coordinates: CoordinatesInput | None = stays_or_goes(
        "Where it lies on the map; in another village empty unless given.",
        fills="location.coordinates",
    )


@strawberry.input(description="A command about one cooperative.")
class CooperativeChange(ChangeInput):
    """What names the cooperative."""

    cooperative: strawberry.ID = required("Id of the cooperative.", reads=uuid("Cooperative"))
