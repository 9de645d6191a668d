"""What is true of an office, folded from its events."""

from collections.abc import Mapping
from datetime import date
from typing import assert_never
from uuid import UUID

import msgspec

from domain.kernel.actors import Role
from domain.kernel.identifiers import key_stream
from domain.kernel.log import Recorded
from domain.kernel.time_zones import TimeZone, zone_of_area
from domain.office.events import (
    DelegationEnded,
    OfficeChanged,
    OfficeClosed,
    OfficeEvent,
    OfficeOpened,
    SecondFactorDemanded,
    SignatureDelegated,
    TimeZoneStated,
)


class Period(msgspec.Struct, frozen=True):
    """The days *first* to *last*, both included."""

    first: date
    last: date


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """An office as it stands; *delegates* sign for its head.

    *stated_zone* is the time zone that the office itself stated, if it did.
    """

    office: str
    name: str
    territory: str
    open: bool = True
    second_factor: frozenset[Role] = frozenset()
    delegates: Mapping[UUID, Period] = {}
    stated_zone: TimeZone | None = None

    @property
    def time_zone(self) -> TimeZone:
        """The zone by whose clock the office works: the stated one, or its territory's."""
        return self.stated_zone or zone_of_area(self.territory)


def office_stream(office: str) -> UUID:
    """Return the stream of the office with the code *office*."""
    return key_stream("office", office)


def evolve(office: Office | None, recorded: Recorded[OfficeEvent]) -> Office | None:
    """Return *office* as one recorded event leaves it; before its opening there is none."""
    match recorded.event:
        case OfficeOpened() as opened:
            return office or Office(
                office=opened.office, name=opened.name, territory=opened.territory
            )
        case OfficeChanged(name=name, territory=territory):
            return _with(office, name=name, territory=territory)
        case OfficeClosed():
            return _with(office, open=False)
        case SecondFactorDemanded(roles=roles):
            return _with(office, second_factor=frozenset(roles))
        case SignatureDelegated() as lent:
            period = Period(lent.first, lent.last)
            return _with(office, delegates={**_delegates(office), lent.account: period})
        case DelegationEnded(account=account):
            kept = {key: days for key, days in _delegates(office).items() if key != account}
            return _with(office, delegates=kept)
        case TimeZoneStated(time_zone=zone):
            return _with(office, stated_zone=zone)
        case unknown:
            assert_never(unknown)


def _with(office: Office | None, **changes: object) -> Office | None:
    return None if office is None else msgspec.structs.replace(office, **changes)


def _delegates(office: Office | None) -> Mapping[UUID, Period]:
    return {} if office is None else office.delegates
