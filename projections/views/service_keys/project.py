"""How facts change the list of service keys."""

from domain.service_key.events import ServiceKeyCreated, ServiceKeyRevoked, ServiceKeyShortened
from projections.engine.event_rows import EventRow
from projections.engine.present_rows import PresentRows
from projections.engine.projection import Projection, Row

COLUMNS = (
    "id",
    "name",
    "prefix",
    "scopes",
    "office",
    "cooperative",
    "created_at",
    "expires_at",
    "revoked_at",
    "replaces",
    "version",
)


def _created(fact: EventRow, _row: Row) -> Row:
    event = fact.event
    return {
        "id": fact.stream,
        "name": event.name,
        "prefix": event.prefix,
        "scopes": list(event.scopes),
        "office": event.office,
        "cooperative": event.cooperative,
        "created_at": fact.recorded_at,
        "expires_at": event.expires_at,
        "revoked_at": None,
        "replaces": event.replaces,
    }


KEYS = PresentRows(
    table="service_keys",
    columns=COLUMNS,
    changes={
        ServiceKeyCreated: _created,
        ServiceKeyShortened: lambda fact, _row: {"expires_at": fact.event.expires_at},
        ServiceKeyRevoked: lambda fact, _row: {"revoked_at": fact.recorded_at},
    },
)

PROJECTION = Projection(
    name="service_keys",
    version=1,
    tables=("service_keys",),
    reads=frozenset(KEYS.changes),
    apply=KEYS.apply,
)
