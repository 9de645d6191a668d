"""How events change the register of cooperatives.

Each event ends the state that was true until then and begins a new one; a state is
complete, so any past register can be read without knowing what came before.
"""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from domain.cooperative.events import (
    CooperativeDeactivated,
    CooperativeEvent,
    CooperativeProfileChanged,
    CooperativeReactivated,
    CooperativeRegistered,
    CooperativeRelocated,
    Location,
    Profile,
    RegistrantConfirmed,
    RegistrationRejected,
    RegistrationVerified,
)
from domain.cooperative.number_form import number_form
from domain.kernel.area_codes import regency_of
from infrastructure.postgres.sql import Connection, statements
from projections.engine.event_rows import EventRow, Kind
from projections.engine.projection import Batch, Projection, Row, add_rows
from projections.engine.tables import tables
from projections.views.cooperatives.names import name_key, words_of
from projections.views.cooperatives.questions import CooperativeStatus

SQL = statements(__file__)


def fold(
    events: Iterable[EventRow], before: Mapping[UUID, Row]
) -> tuple[list[Row], dict[UUID, int]]:
    """Return the states that *events* begin, and where they end states of *before*."""
    begun: list[Row] = []
    ended: dict[UUID, int] = {}
    present: dict[UUID, Row] = {}
    for recorded in events:
        state = present.get(recorded.stream) or before.get(recorded.stream, {})
        if recorded.version <= state.get("stream_version", 0):
            continue
        if recorded.stream in present:
            state["valid_to"] = recorded.position
        elif recorded.stream in before:
            ended[recorded.stream] = recorded.position
        present[recorded.stream] = {**state, **CHANGES[recorded.kind](recorded), **_begin(recorded)}
        begun.append(present[recorded.stream])
    return begun, ended


def _begin(recorded: EventRow) -> Row:
    return {
        "valid_from": recorded.position,
        "valid_to": None,
        "changed_at": recorded.recorded_at,
        "stream_version": recorded.version,
    }


def _registered(recorded: EventRow) -> Row:
    return {
        "id": recorded.stream,
        **_profile(recorded.event.profile),
        **_location(recorded.event.location),
        "status": CooperativeStatus.REGISTERED,
        "status_reason": None,
        "registered_at": recorded.recorded_at,
    }


def _profile(profile: Profile) -> Row:
    return {
        "name": profile.name,
        "name_key": name_key(profile.name),
        "words": words_of(profile.name, profile.legal_number.number),
        "kind": profile.kind,
        "legal_number": profile.legal_number.number,
        "legal_number_form": number_form(profile.legal_number.number),
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
    return lambda recorded: {"status": status, "status_reason": getattr(recorded.event, said)}


CHANGES: Mapping[Kind, Callable[[EventRow], Row]] = {
    CooperativeRegistered: _registered,
    RegistrantConfirmed: lambda _recorded: {},  # Its version counts, nothing else is changed.
    RegistrationVerified: _status(CooperativeStatus.ACTIVE, "note"),
    RegistrationRejected: _status(CooperativeStatus.REJECTED),
    CooperativeProfileChanged: lambda recorded: _profile(recorded.event.profile),
    CooperativeRelocated: lambda recorded: _location(recorded.event.location),
    CooperativeDeactivated: _status(CooperativeStatus.INACTIVE),
    CooperativeReactivated: _status(CooperativeStatus.ACTIVE),
}


async def apply(connection: Connection, batch: Batch) -> None:
    """Write what the events of *batch* change."""
    streams = list({recorded.stream for recorded in batch.events})
    known = await SQL["present_states"].rows(connection, ids=streams)
    begun, ended = fold(batch.events, {row["id"]: dict(row) for row in known})
    if ended:
        await SQL["end_states"].run(connection, ids=list(ended), positions=list(ended.values()))
    await add_rows(connection, "cooperatives", begun)


PROJECTION = Projection(
    name="cooperatives",
    version=2,
    tables=tables(__file__),
    unions=(CooperativeEvent,),
    reads=frozenset(CHANGES),
    apply=apply,
)
