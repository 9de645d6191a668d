"""What is true of an office, folded from its events."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import reduce
from uuid import UUID

import msgspec

from domain.kernel.actors import Role
from domain.kernel.identifiers import key_stream
from domain.office.events import (
    DelegationEnded,
    OfficeChanged,
    OfficeClosed,
    OfficeEvent,
    OfficeOpened,
    SecondFactorDemanded,
    SignatureDelegated,
)


class Period(msgspec.Struct, frozen=True):
    """The days *first* to *last*, both included."""

    first: date
    last: date

    def covers(self, day: date) -> bool:
        """Say whether *day* is one of them."""
        return self.first <= day <= self.last


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """An office as it stands; *delegates* sign for its head."""

    office: str
    name: str
    territory: str
    open: bool = True
    second_factor: frozenset[Role] = frozenset()
    delegates: Mapping[UUID, Period] = {}


def office_stream(office: str) -> UUID:
    """Return the stream of the office with the code *office*."""
    return key_stream("office", office)


def evolve(office: Office | None, event: OfficeEvent) -> Office | None:
    """Return *office* as *event* leaves it."""
    if office is None and isinstance(event, OfficeOpened):
        return Office(office=event.office, name=event.name, territory=event.territory)
    return None if office is None else msgspec.structs.replace(office, **_changes(office, event))


def fold(events: Iterable[OfficeEvent]) -> Office | None:
    """Return the office that *events* made, None when there is none."""
    return reduce(evolve, events, None)


def _changes(office: Office, event: OfficeEvent) -> Mapping[str, object]:
    """Return the fields that *event* gives another value."""
    match event:
        case OfficeChanged():
            return {"name": event.name, "territory": event.territory}
        case OfficeClosed():
            return {"open": False}
        case SecondFactorDemanded():
            return {"second_factor": frozenset(event.roles)}
        case SignatureDelegated():
            period = Period(event.first, event.last)
            return {"delegates": {**office.delegates, event.account: period}}
        case DelegationEnded():
            return {"delegates": {k: v for k, v in office.delegates.items() if k != event.account}}
    return {}  # An office opens once.
