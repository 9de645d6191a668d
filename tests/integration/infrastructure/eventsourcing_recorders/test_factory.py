"""The library's factory suite passes, and the factory says what its environment lacks."""

import pytest
from eventsourcing.persistence import InfrastructureFactory
from eventsourcing.tests import persistence as suites
from eventsourcing.utils import Environment

from infrastructure.eventsourcing_recorders import (
    AggregateRecorder,
    ApplicationRecorder,
    Factory,
    ProcessRecorder,
    TrackingRecorder,
)
from tests.integration.infrastructure.eventsourcing_recorders.support import environment, recording


class OtherTrackingRecorder(TrackingRecorder):
    """A tracking recorder that somebody made for a purpose of their own."""


class OtherApplicationRecorder(ApplicationRecorder):
    """An application recorder that somebody made for a purpose of their own."""


class TestFactory(suites.InfrastructureFactoryTestCase[Factory]):
    """The suite, with the server's log."""

    @pytest.fixture(autouse=True)
    def _environment(self, database_url: str) -> None:
        self.env = environment(database_url)

    def expected_factory_class(self) -> type[Factory]:
        """Return our factory."""
        return Factory

    def expected_aggregate_recorder_class(self) -> type[AggregateRecorder]:
        """Return our recorder of streams."""
        return AggregateRecorder

    def expected_application_recorder_class(self) -> type[ApplicationRecorder]:
        """Return our recorder of positions."""
        return ApplicationRecorder

    def expected_tracking_recorder_class(self) -> type[TrackingRecorder]:
        """Return our recorder of followers."""
        return TrackingRecorder

    def tracking_recorder_subclass(self) -> type[TrackingRecorder]:
        """Return somebody else's recorder of followers."""
        return OtherTrackingRecorder

    def expected_process_recorder_class(self) -> type[ProcessRecorder]:
        """Return our recorder of events and followers."""
        return ProcessRecorder


def test_a_factory_without_a_database_says_which_variable_names_it() -> None:
    """Without SOKOGURU_DATABASE_URL there is nothing to guess."""
    with pytest.raises(OSError, match="SOKOGURU_DATABASE_URL"):
        InfrastructureFactory.construct(
            Environment("", {"PERSISTENCE_MODULE": "infrastructure.eventsourcing_recorders"})
        )


def test_an_environment_may_name_another_recorder(database_url: str) -> None:
    """APPLICATION_RECORDER_TOPIC replaces the class, as the library promises."""
    with recording(database_url) as factory:
        factory.env["APPLICATION_RECORDER_TOPIC"] = f"{__name__}:OtherApplicationRecorder"
        assert type(factory.application_recorder()) is OtherApplicationRecorder


def test_an_environment_may_name_another_mapper(database_url: str) -> None:
    """MAPPER_TOPIC replaces the mapper, as the library promises."""
    with recording(database_url) as factory:
        factory.env["MAPPER_TOPIC"] = "eventsourcing.persistence:Mapper"
        assert type(factory.mapper()).__module__ == "eventsourcing.persistence"


def test_the_log_is_made_where_it_is_missing(empty_database_url: str) -> None:
    """A database that was never migrated gets its tables from the first recorder."""
    with recording(empty_database_url) as factory:
        assert factory.application_recorder().max_notification_id() is None
