"""The library's recorder suites pass on the server's log and on an application's own tables."""

from eventsourcing.tests import persistence as suites

from infrastructure.eventsourcing_recorders import (
    AggregateRecorder,
    ApplicationRecorder,
    ProcessRecorder,
    TrackingRecorder,
)
from tests.integration.infrastructure.eventsourcing_recorders.support import OnPostgres


class TestAggregateRecorder(OnPostgres, suites.AggregateRecorderTestCase):
    """Streams on the server's log."""

    def create_recorder(self) -> AggregateRecorder:
        """Return a recorder on the log."""
        return self.factory.aggregate_recorder()


class TestSnapshotRecorder(OnPostgres, suites.AggregateRecorderTestCase):
    """Streams on a table without positions."""

    def create_recorder(self) -> AggregateRecorder:
        """Return a recorder on the table of snapshots."""
        return self.factory.aggregate_recorder("snapshots")


class TestApplicationRecorder(OnPostgres, suites.ApplicationRecorderTestCase[ApplicationRecorder]):
    """Positions on the server's log."""

    def create_recorder(self) -> ApplicationRecorder:
        """Return a recorder on the log."""
        return self.factory.application_recorder()

    def test_insert_subscribe(self) -> None:
        """The suite's optional test of subscriptions."""
        self.optional_test_insert_subscribe()


class TestNamedApplicationRecorder(TestApplicationRecorder):
    """Positions on an application's own table."""

    application = "Loans"


class TestTrackingRecorder(OnPostgres, suites.TrackingRecorderTestCase):
    """Followers of the log."""

    def create_recorder(self) -> TrackingRecorder:
        """Return a recorder on the log's followers."""
        return self.factory.tracking_recorder()


class TestProcessRecorder(OnPostgres, suites.ProcessRecorderTestCase):
    """Events and a follower together, on the server's log."""

    def create_recorder(self) -> ProcessRecorder:
        """Return a recorder on the log."""
        return self.factory.process_recorder()


class TestNamedProcessRecorder(TestProcessRecorder):
    """Events and a follower together, on an application's own tables."""

    application = "Loans"


class TestNonInterleavingNotificationIDs(OnPostgres, suites.NonInterleavingNotificationIDsBaseCase):
    """Two writers' events never mix, on the server's log."""

    def create_recorder(self) -> ApplicationRecorder:
        """Return a recorder on the log."""
        return self.factory.application_recorder()


class TestNamedNonInterleavingNotificationIDs(TestNonInterleavingNotificationIDs):
    """Two writers' events never mix, on an application's own table."""

    application = "Loans"
