"""What may be asked of an office."""

from datetime import date
from uuid import UUID

import msgspec

from domain.kernel.actors import Role


class OfficeCommand(msgspec.Struct, frozen=True, kw_only=True):
    """A wish about the office with the code *office*."""

    office: str
    expected_version: int | None = None


class OpenOffice(OfficeCommand, frozen=True, kw_only=True):
    """Begin an office; its code often is that of its area."""

    name: str
    territory: str


class ChangeOffice(OfficeCommand, frozen=True, kw_only=True):
    """Give the office another name or territory."""

    name: str
    territory: str
    reason: str


class CloseOffice(OfficeCommand, frozen=True, kw_only=True):
    """End the office."""

    reason: str


class DemandSecondFactor(OfficeCommand, frozen=True, kw_only=True):
    """Demand a one-time code of *roles*, and of no others."""

    roles: tuple[Role, ...]


class DelegateSignature(OfficeCommand, frozen=True, kw_only=True):
    """Let *account* sign for the head on the days *first* to *last*."""

    account: UUID
    first: date
    last: date
    reason: str


class EndDelegation(OfficeCommand, frozen=True, kw_only=True):
    """Stop *account* from signing for the head."""

    account: UUID
    reason: str
