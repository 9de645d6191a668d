"""What may be asked of a cooperative. Ids are chosen by the caller, not in here."""

import datetime as dt
from typing import ClassVar
from uuid import UUID

from msgspec import UNSET, UnsetType

from domain.cooperative.events import Coordinates, Kind, Location, Profile
from domain.kernel.changes import Changes
from domain.kernel.commands import Command


class LegalNumberChanges(Changes, frozen=True, kw_only=True):
    """What shall be different in a `LegalNumber`."""

    number: str | UnsetType = UNSET
    type: str | UnsetType = UNSET
    date: dt.date | UnsetType | None = UNSET


class ContactsChanges(Changes, frozen=True, kw_only=True):
    """What shall be different in `Contacts`."""

    phone: str | UnsetType | None = UNSET
    email: str | UnsetType | None = UNSET
    website: str | UnsetType | None = UNSET


class ProfileChanges(Changes, frozen=True, kw_only=True):
    """What shall be different in a `Profile`."""

    name: str | UnsetType = UNSET
    kind: Kind | UnsetType = UNSET
    legal_number: LegalNumberChanges = LegalNumberChanges()
    membership_area: str | UnsetType = UNSET
    nik: str | UnsetType | None = UNSET
    contacts: ContactsChanges = ContactsChanges()
    logo: str | UnsetType | None = UNSET


class LocationChanges(Changes, frozen=True, kw_only=True):
    """What shall be different in a `Location`; another village ends the point of the old one."""

    address: str | UnsetType = UNSET
    village: str | UnsetType = UNSET
    coordinates: Coordinates | UnsetType | None = UNSET


class AboutCooperative(Command, frozen=True, kw_only=True):
    """A wish about the cooperative *cooperative*.

    *expected_version* refuses the command when somebody else changed the
    cooperative since the caller looked.
    """

    names: ClassVar[str] = "cooperative"
    cooperative: UUID
    expected_version: int | None = None

    @property
    def stream(self) -> UUID:
        """The cooperative's own stream."""
        return self.cooperative


class RegisterCooperative(AboutCooperative, frozen=True, kw_only=True):
    """Enter a cooperative in the list of new registrations."""

    profile: Profile
    location: Location


class VerifyRegistration(AboutCooperative, frozen=True, kw_only=True):
    """Declare a registration valid.

    Of a guest's registration the officer states not to be the registrant, and the *source*:
    from whom the office knows it.
    """

    later: ClassVar[frozenset[str]] = frozenset({"source", "not_the_registrant"})
    note: str | None = None
    source: str | None = None
    not_the_registrant: bool = False


class ConfirmRegistrant(AboutCooperative, frozen=True, kw_only=True):
    """State, for a colleague who is to verify, who is behind a guest's registration."""

    source: str
    not_the_registrant: bool = False


class RejectRegistration(AboutCooperative, frozen=True, kw_only=True):
    """Declare a registration not valid, for a written *reason*."""

    reason: str


class ChangeCooperativeProfile(AboutCooperative, frozen=True, kw_only=True):
    """Change the profile; what is left out stays."""

    profile: ProfileChanges
    reason: str | None = None


class RelocateCooperative(AboutCooperative, frozen=True, kw_only=True):
    """Record a move to another address; what is left out stays."""

    location: LocationChanges
    reason: str


class DeactivateCooperative(AboutCooperative, frozen=True, kw_only=True):
    """Take the cooperative out of the active list; nothing is erased."""

    reason: str


class ReactivateCooperative(AboutCooperative, frozen=True, kw_only=True):
    """Bring a deactivated cooperative back."""

    reason: str


class ClaimNumbers(AboutCooperative, frozen=True, kw_only=True):
    """Hold in today's form what the cooperative has held since former times, where it is free."""


CooperativeCommand = (
    RegisterCooperative
    | VerifyRegistration
    | ConfirmRegistrant
    | RejectRegistration
    | ChangeCooperativeProfile
    | RelocateCooperative
    | DeactivateCooperative
    | ReactivateCooperative
    | ClaimNumbers
)
