"""What can happen to a cooperative's registration and profile.

A profile event carries the complete new profile, not the difference: whoever reads
one event knows the whole truth from then on.
"""

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import msgspec

from domain.kernel.events import Event


class Kind(StrEnum):
    """What sort of cooperative it is; the law's abbreviations."""

    KSP = "KSP"
    USP = "USP"
    KSPPS = "KSPPS"
    USPPS = "USPPS"


class LegalNumber(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The *number* of the legal entity (badan hukum), free text, and its *date*.

    *type* says whose numbering it is, such as ``BH``, ``PAD`` or ``AHU``.
    """

    number: str
    type: str = "BH"
    date: dt.date | None = None


class Coordinates(msgspec.Struct, frozen=True, kw_only=True):
    """A point on the map in WGS 84 degrees."""

    latitude: Decimal
    longitude: Decimal


class Contacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How the office reaches the cooperative (the organisation, not a person)."""

    phone: str | None = None
    email: str | None = None
    website: str | None = None


class Location(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where the cooperative sits: street *address*, *village* code, coordinates."""

    address: str
    village: str
    coordinates: Coordinates | None = None


class Profile(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the cooperative is.

    *membership_area* is the area code that holds all its members: it decides which
    office supervises it (UU 25/1992 practice: regency, province or the whole country).
    *nik* is the national cooperative number (older ones are free text). *logo* is a document
    digest.
    """

    name: str
    kind: Kind
    legal_number: LegalNumber
    membership_area: str
    nik: str | None = None
    contacts: Contacts = Contacts()
    logo: str | None = None


class CooperativeRegistered(Event, frozen=True, kw_only=True):
    """Somebody registered a cooperative; an officer has yet to look at it."""

    topic: ClassVar[str] = "cooperative.registered.v1"
    profile: Profile
    location: Location


class RegistrantConfirmed(Event, frozen=True, kw_only=True):
    """An officer stated not to be who registered as a guest, and from where the office knows it."""

    topic: ClassVar[str] = "cooperative.registrant_confirmed.v1"
    source: str


class RegistrationVerified(Event, frozen=True, kw_only=True):
    """An officer found the registration valid; the cooperative is active."""

    topic: ClassVar[str] = "cooperative.registration_verified.v1"
    note: str | None = None


class RegistrationRejected(Event, frozen=True, kw_only=True):
    """An officer found the registration not valid; it stays listed, with the reason."""

    topic: ClassVar[str] = "cooperative.registration_rejected.v1"
    reason: str


class CooperativeProfileChanged(Event, frozen=True, kw_only=True):
    """The profile was replaced by *profile*."""

    topic: ClassVar[str] = "cooperative.profile_changed.v1"
    profile: Profile
    reason: str | None = None


class CooperativeRelocated(Event, frozen=True, kw_only=True):
    """The cooperative moved to *location*."""

    topic: ClassVar[str] = "cooperative.relocated.v1"
    location: Location
    reason: str


class CooperativeDeactivated(Event, frozen=True, kw_only=True):
    """The cooperative stopped being active; its history stays."""

    topic: ClassVar[str] = "cooperative.deactivated.v1"
    reason: str


class CooperativeReactivated(Event, frozen=True, kw_only=True):
    """The cooperative is active again."""

    topic: ClassVar[str] = "cooperative.reactivated.v1"
    reason: str


class LegalNumberClaimed(Event, frozen=True, kw_only=True):
    """*cooperative* holds the legal number that this stream stands for."""

    topic: ClassVar[str] = "legal_number.claimed.v1"
    cooperative: UUID
    number: str


class LegalNumberReleased(Event, frozen=True, kw_only=True):
    """*cooperative* gave the legal number up; another may claim it."""

    topic: ClassVar[str] = "legal_number.released.v1"
    cooperative: UUID


class NikClaimed(Event, frozen=True, kw_only=True):
    """*cooperative* holds the national number that this stream stands for."""

    topic: ClassVar[str] = "nik.claimed.v1"
    cooperative: UUID
    nik: str


class NikReleased(Event, frozen=True, kw_only=True):
    """*cooperative* gave the national number up; another may claim it."""

    topic: ClassVar[str] = "nik.released.v1"
    cooperative: UUID


CooperativeEvent = (
    CooperativeRegistered
    | RegistrantConfirmed
    | RegistrationVerified
    | RegistrationRejected
    | CooperativeProfileChanged
    | CooperativeRelocated
    | CooperativeDeactivated
    | CooperativeReactivated
)
LegalNumberEvent = LegalNumberClaimed | LegalNumberReleased
NikEvent = NikClaimed | NikReleased
