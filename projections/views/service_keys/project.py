"""How events change the list of service keys."""

from domain.service_key.events import (
    ServiceKeyCreated,
    ServiceKeyEvent,
    ServiceKeyRevoked,
    ServiceKeyShortened,
)
from projections.engine.event_rows import EventRow
from projections.engine.present_rows import PresentRows
from projections.engine.projection import Projection, Row
from projections.engine.tables import tables


def _created(recorded: EventRow, _row: Row) -> Row:
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
    }


KEYS = PresentRows(
    table="service_keys",
    changes={
        ServiceKeyCreated: _created,
        ServiceKeyShortened: lambda recorded, _row: {"expires_at": recorded.event.expires_at},
        ServiceKeyRevoked: lambda recorded, _row: {"revoked_at": recorded.recorded_at},
    },
)

PROJECTION = Projection(
    name="service_keys",
    version=1,
    tables=tables(__file__),
    unions=(ServiceKeyEvent,),
    reads=frozenset(KEYS.changes),
    apply=KEYS.apply,
)
