"""How facts change the register of cooperatives.

Each fact ends the state that was true until then and begins a new one; a state is
complete, so any past register can be read without knowing what came before.
"""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from domain.cooperative.events import (
    CooperativeDeactivated,
    CooperativeProfileChanged,
    CooperativeReactivated,
    CooperativeRegistered,
    CooperativeRelocated,
    Location,
    Profile,
    RegistrationRejected,
    RegistrationVerified,
)
from domain.kernel.area_codes import regency_of
from infrastructure.postgres.sql import Connection, statements
from projections.engine.event_rows import EventRow, Kind
from projections.engine.projection import Batch, Projection, Row, add_rows
from projections.views.cooperatives.questions import CooperativeStatus, name_key

SQL = statements(__file__)

COLUMNS = (
    "id",
    "valid_from",
    "valid_to",
    "name",
    "name_key",
    "kind",
    "legal_number",
    "legal_number_type",
    "legal_number_date",
    "nik",
    "membership_area",
    "village",
    "regency",
    "address",
    "latitude",
    "longitude",
    "phone",
    "email",
    "website",
    "logo",
    "status",
    "status_reason",
    "registered_at",
    "changed_at",
    "stream_version",
)


def fold(
    facts: Iterable[EventRow], before: Mapping[UUID, Row]
) -> tuple[list[Row], dict[UUID, int]]:
    """Return the states that *facts* begin, and where they end states of *before*."""
    begun: list[Row] = []
    ended: dict[UUID, int] = {}
    present: dict[UUID, Row] = {}
    for fact in facts:
        state = present.get(fact.stream) or before.get(fact.stream, {})
        if fact.version <= state.get("stream_version", 0):
            continue
        if fact.stream in present:
            state["valid_to"] = fact.position
        elif fact.stream in before:
            ended[fact.stream] = fact.position
        present[fact.stream] = {**state, **CHANGES[fact.kind](fact), **_begin(fact)}
        begun.append(present[fact.stream])
    return begun, ended


def _begin(fact: EventRow) -> Row:
    return {
        "valid_from": fact.position,
        "valid_to": None,
        "changed_at": fact.recorded_at,
        "stream_version": fact.version,
    }


def _registered(fact: EventRow) -> Row:
    return {
        "id": fact.stream,
        **_profile(fact.event.profile),
        **_location(fact.event.location),
        "status": CooperativeStatus.REGISTERED,
        "status_reason": None,
        "registered_at": fact.recorded_at,
    }


def _profile(profile: Profile) -> Row:
    return {
        "name": profile.name,
        "name_key": name_key(profile.name),
        "kind": profile.kind,
        "legal_number": profile.legal_number.number,
        "legal_number_type": profile.legal_number.type,
        "legal_number_date": profile.legal_number.date,
        "nik": profile.nik,
        "membership_area": profile.membership_area,
        "phone": profile.contacts.phone,
        "email": profile.contacts.email,
        "website": profile.contacts.website,
        "logo": profile.logo,
    }


def _location(location: Location) -> Row:
    point = location.coordinates
    return {
        "village": location.village,
        "regency": regency_of(location.village),
        "address": location.address,
        "latitude": point and point.latitude,
        "longitude": point and point.longitude,
    }


def _status(status: CooperativeStatus, said: str = "reason") -> Callable[[EventRow], Row]:
    """Return the change that sets *status*, with what the event *said* about why."""
    return lambda fact: {"status": status, "status_reason": getattr(fact.event, said)}


CHANGES: Mapping[Kind, Callable[[EventRow], Row]] = {
    CooperativeRegistered: _registered,
    RegistrationVerified: _status(CooperativeStatus.ACTIVE, "note"),
    RegistrationRejected: _status(CooperativeStatus.REJECTED),
    CooperativeProfileChanged: lambda fact: _profile(fact.event.profile),
    CooperativeRelocated: lambda fact: _location(fact.event.location),
    CooperativeDeactivated: _status(CooperativeStatus.INACTIVE),
    CooperativeReactivated: _status(CooperativeStatus.ACTIVE),
}


async def apply(connection: Connection, batch: Batch) -> None:
    """Write what the facts of *batch* change."""
    streams = list({fact.stream for fact in batch.facts})
    known = await SQL["present_states"].rows(connection, ids=streams)
    begun, ended = fold(batch.facts, {row["id"]: dict(row) for row in known})
    if ended:
        await SQL["end_states"].run(connection, ids=list(ended), positions=list(ended.values()))
    await add_rows(connection, "cooperatives", COLUMNS, begun)


PROJECTION = Projection(
    name="cooperatives",
    version=1,
    tables=("cooperatives",),
    reads=frozenset(CHANGES),
    apply=apply,
)
