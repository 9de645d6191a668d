"""How events change the list of offices."""

import msgspec

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
from projections.engine.event_rows import EventRow
from projections.engine.present_rows import PresentRows
from projections.engine.projection import Projection, Row
from projections.engine.tables import tables
from projections.views.offices.questions import Delegation


def _opened(recorded: EventRow, _row: Row) -> Row:
    event = recorded.event
    return {
        "id": recorded.stream,
        "office": event.office,
        "name": event.name,
        "territory": event.territory,
        "stated_zone": None,
        "open": True,
        "second_factor": [],
        "delegates": "[]",
    }


def _changed(recorded: EventRow, _row: Row) -> Row:
    return {"name": recorded.event.name, "territory": recorded.event.territory}


def _delegated(recorded: EventRow, row: Row) -> Row:
    event = recorded.event
    given = Delegation(account=event.account, first=event.first, last=event.last)
    return {"delegates": _encode([*_without(row, recorded), given])}


def _ended(recorded: EventRow, row: Row) -> Row:
    return {"delegates": _encode(_without(row, recorded))}


def _without(row: Row, recorded: EventRow) -> list[Delegation]:
    known = msgspec.json.decode(row["delegates"], type=list[Delegation])
    return [each for each in known if each.account != recorded.event.account]


def _encode(delegates: list[Delegation]) -> str:
    return msgspec.json.encode(delegates).decode()


OFFICES = PresentRows(
    table="offices",
    changes={
        OfficeOpened: _opened,
        OfficeChanged: _changed,
        OfficeClosed: lambda _recorded, _row: {"open": False},
        SecondFactorDemanded: lambda recorded, _row: {"second_factor": list(recorded.event.roles)},
        SignatureDelegated: _delegated,
        DelegationEnded: _ended,
        TimeZoneStated: lambda recorded, _row: {"stated_zone": recorded.event.time_zone},
    },
)

PROJECTION = Projection(
    name="offices",
    version=2,
    tables=tables(__file__),
    unions=(OfficeEvent,),
    reads=frozenset(OFFICES.changes),
    apply=OFFICES.apply,
)
