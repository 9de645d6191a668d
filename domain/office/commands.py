"""What may be asked of an office."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from msgspec import UNSET, UnsetType

from domain.kernel.actors import Role
from domain.kernel.commands import Command
from domain.kernel.time_zones import TimeZone
from domain.office.state import office_stream


class AboutOffice(Command, frozen=True, kw_only=True):
    """A wish about the office with the code *office*.

    *expected_version* refuses the command when somebody else changed the office since the
    caller looked.
    """

    names: ClassVar[str] = "office"
    office: str
    expected_version: int | None = None

    @property
    def stream(self) -> UUID:
        """The office's own stream."""
        return office_stream(self.office)


class OpenOffice(AboutOffice, frozen=True, kw_only=True):
    """Begin an office; its code often is that of its area."""

    name: str
    territory: str


class ChangeOffice(AboutOffice, frozen=True, kw_only=True):
    """Give the office another name or territory; what is left out stays."""

    name: str | UnsetType = UNSET
    territory: str | UnsetType = UNSET
    reason: str


class CloseOffice(AboutOffice, frozen=True, kw_only=True):
    """End the office."""

    reason: str


class DemandSecondFactor(AboutOffice, frozen=True, kw_only=True):
    """Demand a one-time code of *roles*, and of no others."""

    roles: tuple[Role, ...]


class DelegateSignature(AboutOffice, frozen=True, kw_only=True):
    """Let *account* sign for the head on the days *first* to *last*."""

    account: UUID
    first: date
    last: date
    reason: str


class EndDelegation(AboutOffice, frozen=True, kw_only=True):
    """Stop *account* from signing for the head."""

    account: UUID
    reason: str


class StateOfficeTimeZone(AboutOffice, frozen=True, kw_only=True):
    """Have the office work by the clock of *time_zone*; None is that of its territory."""

    time_zone: TimeZone | None = None
    reason: str


OfficeCommand = (
    OpenOffice
    | ChangeOffice
    | CloseOffice
    | DemandSecondFactor
    | DelegateSignature
    | EndDelegation
    | StateOfficeTimeZone
)
