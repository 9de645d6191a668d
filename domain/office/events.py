"""What can happen to an office. Its stream is computed from its code."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from domain.kernel.actors import Role
from domain.kernel.events import Event
from domain.kernel.time_zones import TimeZone


class OfficeOpened(Event, frozen=True, kw_only=True):
    """The office *office* began to supervise *territory* (an area code, or ``ID``)."""

    topic: ClassVar[str] = "office.opened.v1"
    office: str
    name: str
    territory: str


class OfficeChanged(Event, frozen=True, kw_only=True):
    """The office's name and territory are now these."""

    topic: ClassVar[str] = "office.changed.v1"
    name: str
    territory: str
    reason: str


class OfficeClosed(Event, frozen=True, kw_only=True):
    """The office supervises nothing any more; what it did stays."""

    topic: ClassVar[str] = "office.closed.v1"
    reason: str


class SecondFactorDemanded(Event, frozen=True, kw_only=True):
    """People of these *roles* sign in with a one-time code; nobody else has to."""

    topic: ClassVar[str] = "office.second_factor_demanded.v1"
    roles: tuple[Role, ...]


class SignatureDelegated(Event, frozen=True, kw_only=True):
    """*account* signs for the head of the office on the days *first* to *last*."""

    topic: ClassVar[str] = "office.signature_delegated.v1"
    account: UUID
    first: date
    last: date
    reason: str


class DelegationEnded(Event, frozen=True, kw_only=True):
    """*account* signs for the head no more, from now on."""

    topic: ClassVar[str] = "office.delegation_ended.v1"
    account: UUID
    reason: str


class TimeZoneStated(Event, frozen=True, kw_only=True):
    """The office works by the clock of *time_zone* from now on; None is its territory's."""

    topic: ClassVar[str] = "office.time_zone_stated.v1"
    time_zone: TimeZone | None = None
    reason: str


OfficeEvent = (
    OfficeOpened
    | OfficeChanged
    | OfficeClosed
    | SecondFactorDemanded
    | SignatureDelegated
    | DelegationEnded
    | TimeZoneStated
)
