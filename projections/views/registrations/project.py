"""How events change the list of registrations.

The list keeps what was entered at first: a later change of the profile is the
register's business, not that of the registration.
"""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from domain.cooperative.events import (
    CooperativeDeactivated,
    CooperativeEvent,
    CooperativeProfileChanged,
    CooperativeReactivated,
    CooperativeRegistered,
    CooperativeRelocated,
    RegistrantConfirmed,
    RegistrationRejected,
    RegistrationVerified,
)
from infrastructure.postgres.sql import Connection, statements
from projections.engine.event_rows import EventRow, Kind
from projections.engine.projection import Batch, Projection, Row, add_rows, ignoring
from projections.engine.tables import tables
from projections.views.registrations.questions import RegistrationStatus

SQL = statements(__file__)


def fold(events: Iterable[EventRow], known: Collection[UUID]) -> tuple[list[Row], list[Row]]:
    """Return new registrations, and the decisions on those *known* before."""
    entered: dict[UUID, Row] = {}
    decided: list[Row] = []
    for recorded in events:
        if recorded.kind is CooperativeRegistered:
            if recorded.stream not in known:
                entered[recorded.stream] = _entered(recorded)
        elif recorded.stream in entered:
            entered[recorded.stream] |= _decision(recorded)
        else:
            decided.append(_decision(recorded))
    return list(entered.values()), decided


def _entered(recorded: EventRow) -> Row:
    profile = recorded.event.profile
    return {
        "cooperative_id": recorded.stream,
        "position": recorded.position,
        "name": profile.name,
        "kind": profile.kind,
        "legal_number": profile.legal_number.number,
        "membership_area": profile.membership_area,
        "village": recorded.event.location.village,
        "status": RegistrationStatus.WAITING,
        "registered_at": recorded.recorded_at,
        "registered_by": recorded.actor,
        "decided_at": None,
        "decided_by": None,
        "reason": None,
    }


def _decision(recorded: EventRow) -> Row:
    status, said = DECISIONS[recorded.kind]
    return {
        "cooperative_id": recorded.stream,
        "status": status,
        "decided_at": recorded.recorded_at,
        "decided_by": recorded.actor,
        "reason": getattr(recorded.event, said),
    }


DECISIONS: Mapping[Kind, tuple[RegistrationStatus, str]] = {
    RegistrationVerified: (RegistrationStatus.VERIFIED, "note"),
    RegistrationRejected: (RegistrationStatus.REJECTED, "reason"),
}
"""What became of a registration, and the field of the event that says why."""


async def apply(connection: Connection, batch: Batch) -> None:
    """Write what the events of *batch* change."""
    new = [recorded.stream for recorded in batch.events if recorded.kind is CooperativeRegistered]
    known = await SQL["known_registrations"].rows(connection, cooperatives=new) if new else []
    entered, decided = fold(batch.events, {row["cooperative_id"] for row in known})
    await add_rows(connection, "registrations", entered)
    if decided:
        await SQL["decide_registrations"].run(
            connection,
            cooperatives=[row["cooperative_id"] for row in decided],
            statuses=[row["status"] for row in decided],
            times=[row["decided_at"] for row in decided],
            actors=[row["decided_by"] for row in decided],
            reasons=[row["reason"] for row in decided],
        )


PROJECTION = Projection(
    name="registrations",
    version=1,
    tables=tables(__file__),
    unions=(CooperativeEvent,),
    reads=frozenset({CooperativeRegistered, *DECISIONS}),
    ignores=ignoring(
        "What became of a registered cooperative is told by the register.",
        RegistrantConfirmed,
        CooperativeProfileChanged,
        CooperativeRelocated,
        CooperativeDeactivated,
        CooperativeReactivated,
    ),
    apply=apply,
)
