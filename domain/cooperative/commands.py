"""What may be asked of a cooperative. Ids are chosen by the caller, not in here."""

from uuid import UUID

import msgspec

from domain.cooperative.events import Location, Profile


class CooperativeCommand(msgspec.Struct, frozen=True, kw_only=True):
    """A wish about the cooperative *cooperative*.

    *expected_version* refuses the command when somebody else changed the
    cooperative since the caller looked.
    """

    cooperative: UUID
    expected_version: int | None = None


class RegisterCooperative(CooperativeCommand, frozen=True, kw_only=True):
    """Enter a cooperative in the list of new registrations."""

    profile: Profile
    location: Location


class VerifyRegistration(CooperativeCommand, frozen=True, kw_only=True):
    """Declare a registration valid."""

    note: str | None = None


class RejectRegistration(CooperativeCommand, frozen=True, kw_only=True):
    """Declare a registration not valid, for a written *reason*."""

    reason: str


class ChangeCooperativeProfile(CooperativeCommand, frozen=True, kw_only=True):
    """Replace the profile; the caller gives it whole."""

    profile: Profile
    reason: str | None = None


class RelocateCooperative(CooperativeCommand, frozen=True, kw_only=True):
    """Record a move to another address."""

    location: Location
    reason: str


class DeactivateCooperative(CooperativeCommand, frozen=True, kw_only=True):
    """Take the cooperative out of the active list; nothing is erased."""

    reason: str


class ReactivateCooperative(CooperativeCommand, frozen=True, kw_only=True):
    """Bring a deactivated cooperative back."""

    reason: str
