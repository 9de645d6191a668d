"""The persistence module of the library eventsourcing, on Sokoguru's own log.

    PERSISTENCE_MODULE=infrastructure.eventsourcing_recorders
    SOKOGURU_DATABASE_URL=postgresql://...

With these an `eventsourcing.application.Application` reads and follows the server's log. Its
recorders are synchronous; the work is done by the same writer that the server uses, on an event
loop in a thread of its own.
"""

from infrastructure.eventsourcing_recorders.datastore import Datastore
from infrastructure.eventsourcing_recorders.factory import Factory
from infrastructure.eventsourcing_recorders.recorders import (
    AggregateRecorder,
    ApplicationRecorder,
    ProcessRecorder,
    TrackingRecorder,
)
from infrastructure.eventsourcing_recorders.subscription import Subscription

__all__ = [
    "AggregateRecorder",
    "ApplicationRecorder",
    "Datastore",
    "Factory",
    "ProcessRecorder",
    "Subscription",
    "TrackingRecorder",
]
