"""How events change the list of service keys."""

from domain.service_key.events import (
    ServiceKeyApproved,
    ServiceKeyCreated,
    ServiceKeyEvent,
    ServiceKeyRefused,
    ServiceKeyRequested,
    ServiceKeyRevoked,
    ServiceKeyShortened,
)
from projections.engine.event_rows import EventRow
from projections.engine.present_rows import PresentRows
from projections.engine.projection import Projection, Row
from projections.engine.tables import tables
from projections.views.service_keys.questions import KeyState


def _requested(recorded: EventRow, _row: Row) -> Row:
    event = recorded.event
    return {
        "id": recorded.stream,
        "name": event.name,
        "prefix": "",
        "scopes": list(event.scopes),
        "office": None,
        "cooperative": None,
        "created_at": recorded.recorded_at,
        "expires_at": event.expires_at,
        "revoked_at": None,
        "replaces": None,
        "state": KeyState.REQUESTED,
        "requested_by": recorded.actor,
        "request_reason": event.reason,
        "request_until": event.until,
    }


def _created(recorded: EventRow, row: Row) -> Row:
    event = recorded.event
    return {
        "id": recorded.stream,
        "name": event.name,
        "prefix": event.prefix,
        "scopes": list(event.scopes),
        "office": event.office,
        "cooperative": event.cooperative,
        "created_at": recorded.recorded_at,
        "expires_at": event.expires_at,
        "revoked_at": None,
        "replaces": event.replaces,
        "state": KeyState.ISSUED,
        "requested_by": row.get("requested_by"),
        "request_reason": row.get("request_reason"),
        "request_until": row.get("request_until"),
    }


KEYS = PresentRows(
    table="service_keys",
    changes={
        ServiceKeyRequested: _requested,
        ServiceKeyApproved: lambda _recorded, _row: {"state": KeyState.APPROVED},
        ServiceKeyRefused: lambda _recorded, _row: {"state": KeyState.REFUSED},
        ServiceKeyCreated: _created,
        ServiceKeyShortened: lambda recorded, _row: {"expires_at": recorded.event.expires_at},
        ServiceKeyRevoked: lambda recorded, _row: {"revoked_at": recorded.recorded_at},
    },
)

PROJECTION = Projection(
    name="service_keys",
    version=2,
    tables=tables(__file__),
    unions=(ServiceKeyEvent,),
    reads=frozenset(KEYS.changes),
    apply=KEYS.apply,
)
