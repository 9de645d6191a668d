"""What the library calls to get its recorders: the database is named by one variable.

The library gives every application a name and would give it tables of that name. Here all of
them are on the server's log, because reading that is what they are for; OWN_TABLES=yes gives an
application called Loans ``loans_events`` and ``loans_tracking`` instead, by the library's rule.
"""

from types import TracebackType
from typing import Any, TypeVar

from eventsourcing import persistence
from eventsourcing.persistence import InfrastructureFactory, Transcoder
from eventsourcing.utils import Environment, EnvType, resolve_topic, strtobool

from infrastructure.eventsourcing_recorders.datastore import Datastore
from infrastructure.eventsourcing_recorders.recorders import (
    AggregateRecorder,
    ApplicationRecorder,
    ProcessRecorder,
    TrackingRecorder,
)
from infrastructure.eventsourcing_recorders.tables import LOG, LOG_TRACKING
from infrastructure.mapper.library import LibraryMapper

R = TypeVar("R", AggregateRecorder, ApplicationRecorder, TrackingRecorder, ProcessRecorder)


class Factory(InfrastructureFactory[TrackingRecorder]):
    """Make recorders for the database that SOKOGURU_DATABASE_URL names in *env*."""

    DATABASE_URL = "SOKOGURU_DATABASE_URL"
    CREATE_TABLE = "CREATE_TABLE"
    OWN_TABLES = "OWN_TABLES"

    aggregate_recorder_class = AggregateRecorder
    application_recorder_class = ApplicationRecorder
    tracking_recorder_class = TrackingRecorder
    process_recorder_class = ProcessRecorder

    def __init__(self, env: Environment | EnvType | None) -> None:
        super().__init__(env)
        url = self.env.get(self.DATABASE_URL)
        if not url:
            raise OSError(f"Name the database in the environment, in {self.DATABASE_URL}.")
        self.datastore = Datastore(url)

    def mapper(
        self,
        transcoder: Transcoder | None = None,
        mapper_class: type[persistence.Mapper[Any]] | None = None,
    ) -> persistence.Mapper[Any]:
        """Return a mapper that reads the log's own events; MAPPER_TOPIC names another."""
        if mapper_class is None and not self.env.get(self.MAPPER_TOPIC):
            mapper_class = LibraryMapper
        return super().mapper(transcoder, mapper_class)

    def aggregate_recorder(self, purpose: str = "events") -> AggregateRecorder:
        """Return a recorder for the table of *purpose*: events, or snapshots."""
        log = LOG if purpose == "events" else f"{self.env.name.lower() or 'stored'}_{purpose}"
        table = self._table(log, purpose)
        return self._ready(self.aggregate_recorder_class(self.datastore, events_table_name=table))

    def application_recorder(self) -> ApplicationRecorder:
        """Return a recorder for the application's events."""
        kind = self._class(self.APPLICATION_RECORDER_TOPIC, self.application_recorder_class)
        return self._ready(kind(self.datastore, events_table_name=self._table(LOG, "events")))

    def tracking_recorder(
        self, tracking_recorder_class: type[TrackingRecorder] | None = None
    ) -> TrackingRecorder:
        """Return a recorder of how far followers have come."""
        kind = tracking_recorder_class or self._class(
            self.TRACKING_RECORDER_TOPIC, self.tracking_recorder_class
        )
        tracking = self._table(LOG_TRACKING, "tracking")
        return self._ready(kind(self.datastore, tracking_table_name=tracking))

    def process_recorder(self) -> ProcessRecorder:
        """Return a recorder that inserts events and moves a follower together."""
        kind = self._class(self.PROCESS_RECORDER_TOPIC, self.process_recorder_class)
        recorder = kind(
            self.datastore,
            events_table_name=self._table(LOG, "events"),
            tracking_table_name=self._table(LOG_TRACKING, "tracking"),
        )
        return self._ready(recorder)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        super().__exit__(kind, error, trace)
        self.close()

    def close(self) -> None:
        """Leave the database."""
        self.datastore.close()

    def _table(self, shared: str, purpose: str) -> str:
        """Return the table for *purpose*: the *shared* one, or one of the application's own."""
        own = self.env.name and strtobool(self.env.get(self.OWN_TABLES) or "no")
        return f"{self.env.name.lower()}_{purpose}" if own else shared

    def _class(self, topic: str, usual: type[R]) -> type[R]:
        """Return the class that the environment names under *topic*, else the *usual* one."""
        named = self.env.get(topic)
        return resolve_topic(named) if named else usual

    def _ready(self, recorder: R) -> R:
        """Return *recorder*, with its tables made unless the environment says no."""
        if strtobool(self.env.get(self.CREATE_TABLE) or "yes"):
            recorder.create_table()
        return recorder
