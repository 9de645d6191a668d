"""What can happen to an office. Its stream is computed from its code."""

from datetime import date
from uuid import UUID

from domain.kernel.actors import Role
from domain.kernel.events import Event


class OfficeOpened(Event, frozen=True, kw_only=True):
    """The office *office* began to supervise *territory* (an area code, or ``ID``)."""

    office: str
    name: str
    territory: str


class OfficeChanged(Event, frozen=True, kw_only=True):
    """The office's name and territory are now these."""

    name: str
    territory: str
    reason: str


class OfficeClosed(Event, frozen=True, kw_only=True):
    """The office supervises nothing any more; what it did stays."""

    reason: str


class SecondFactorDemanded(Event, frozen=True, kw_only=True):
    """People of these *roles* sign in with a one-time code; nobody else has to."""

    roles: tuple[Role, ...]


class SignatureDelegated(Event, frozen=True, kw_only=True):
    """*account* signs for the head of the office on the days *first* to *last*."""

    account: UUID
    first: date
    last: date
    reason: str


class DelegationEnded(Event, frozen=True, kw_only=True):
    """*account* signs for the head no more, from now on."""

    account: UUID
    reason: str


OfficeEvent = (
    OfficeOpened
    | OfficeChanged
    | OfficeClosed
    | SecondFactorDemanded
    | SignatureDelegated
    | DelegationEnded
)
