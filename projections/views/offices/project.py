"""How facts change the list of offices."""

import msgspec

from domain.office.events import (
    DelegationEnded,
    OfficeChanged,
    OfficeClosed,
    OfficeOpened,
    SecondFactorDemanded,
    SignatureDelegated,
)
from projections.engine.event_rows import EventRow
from projections.engine.present_rows import PresentRows
from projections.engine.projection import Projection, Row
from projections.views.offices.questions import Delegation

COLUMNS = ("id", "office", "name", "territory", "open", "second_factor", "delegates", "version")


def _opened(fact: EventRow, _row: Row) -> Row:
    event = fact.event
    return {
        "id": fact.stream,
        "office": event.office,
        "name": event.name,
        "territory": event.territory,
        "open": True,
        "second_factor": [],
        "delegates": "[]",
    }


def _changed(fact: EventRow, _row: Row) -> Row:
    return {"name": fact.event.name, "territory": fact.event.territory}


def _delegated(fact: EventRow, row: Row) -> Row:
    event = fact.event
    given = Delegation(account=event.account, first=event.first, last=event.last)
    return {"delegates": _encode([*_without(row, fact), given])}


def _ended(fact: EventRow, row: Row) -> Row:
    return {"delegates": _encode(_without(row, fact))}


def _without(row: Row, fact: EventRow) -> list[Delegation]:
    known = msgspec.json.decode(row["delegates"], type=list[Delegation])
    return [each for each in known if each.account != fact.event.account]


def _encode(delegates: list[Delegation]) -> str:
    return msgspec.json.encode(delegates).decode()


OFFICES = PresentRows(
    table="offices",
    columns=COLUMNS,
    changes={
        OfficeOpened: _opened,
        OfficeChanged: _changed,
        OfficeClosed: lambda _fact, _row: {"open": False},
        SecondFactorDemanded: lambda fact, _row: {"second_factor": list(fact.event.roles)},
        SignatureDelegated: _delegated,
        DelegationEnded: _ended,
    },
)

PROJECTION = Projection(
    name="offices",
    version=1,
    tables=("offices",),
    reads=frozenset(OFFICES.changes),
    apply=OFFICES.apply,
)
