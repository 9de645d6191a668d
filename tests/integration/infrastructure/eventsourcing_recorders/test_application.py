"""An application of the library reads, follows and extends the server's own log."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import psycopg
import pytest
from eventsourcing.application import Application
from eventsourcing.persistence import (
    IntegrityError,
    InterfaceError,
    OperationalError,
    ProgrammingError,
    Tracking,
)
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore

from infrastructure.event_store import AsyncpgEventStore
from infrastructure.mapper import Mapper
from infrastructure.mapper.library import LogEvent
from infrastructure.postgres.sql import Pool
from tests.integration.infrastructure.eventsourcing_recorders.support import environment, recording
from tests.support.appends import append, happening, new


@pytest.fixture
def application(database_url: str) -> Iterator[Application[UUID]]:
    """An application of the library on the server's log."""
    with Application[UUID](environment(database_url)) as opened:
        yield opened


async def test_an_application_reads_the_servers_log(
    application: Application[UUID], pool: Pool
) -> None:
    """By stream and by position, with the server's own events inside."""
    stream = uuid4()
    async with AsyncpgEventStore(pool, Mapper()) as store:
        await store.append(append(new(stream, 1, "first"), new(stream, 2, "second")))
    assert list(application.events.get(stream)) == [
        LogEvent(originator_id=stream, originator_version=1, event=happening("first")),
        LogEvent(originator_id=stream, originator_version=2, event=happening("second")),
    ]
    notifications = application.notification_log.select(start=1, limit=10)
    assert [(each.id, each.topic) for each in notifications] == [
        (1, "cooperative.reactivated.v1"),
        (2, "cooperative.reactivated.v1"),
    ]
    assert application.recorder.max_notification_id() == 2


def test_an_application_needs_no_more_than_a_server(server_url: str) -> None:
    """Whoever owns nothing reads and extends the log, where no table is missing."""
    stream = uuid4()
    written = LogEvent(originator_id=stream, originator_version=1, event=happening("by hand"))
    with Application[UUID]({**environment(server_url), "CREATE_TABLE": "no"}) as opened:
        opened.events.put([written])
        assert list(opened.events.get(stream)) == [written]


async def test_an_application_follows_the_servers_log(
    application: Application[UUID], pool: Pool
) -> None:
    """A subscription sees what the server appends later."""
    async with AsyncpgEventStore(pool, Mapper()) as store:
        await store.append(append(new(uuid4())))
        with application.recorder.subscribe(gt=0) as subscription:
            assert next(subscription).id == 1
            await store.append(append(new(uuid4())))
            assert next(subscription).id == 2


async def test_what_an_application_writes_the_server_reads(
    application: Application[UUID], pool: Pool
) -> None:
    """Nobody knows its author, and it stands in the same order as everything else."""
    stream = uuid4()
    written = LogEvent(originator_id=stream, originator_version=1, event=happening("by hand"))
    application.events.put([written])
    async with AsyncpgEventStore(pool, Mapper()) as store:
        done = await store.append(append(new(stream, 2)))
        first, second = await store.read_log(after=0, limit=10)
    assert (first.actor, first.event, first.command_id) == (
        "unrecorded",
        happening("by hand"),
        None,
    )
    assert first.recorded_at <= second.recorded_at
    assert done.position == second.position == 2


def test_the_librarys_own_recorder_works_on_the_servers_log(database_url: str) -> None:
    """Its tables are ours, so it can write between our commands and take the next position."""
    where = psycopg.conninfo.conninfo_to_dict(database_url)
    name, host, user, secret = (str(where[key]) for key in ("dbname", "host", "user", "password"))
    with (
        PostgresDatastore(name, host, 5432, user, secret) as datastore,
        recording(database_url) as factory,
    ):
        theirs = PostgresApplicationRecorder(datastore)
        theirs.create_table()
        ours = factory.application_recorder()
        mapper = factory.mapper()
        events = [
            mapper.to_stored_event(
                LogEvent(originator_id=uuid4(), originator_version=1, event=happening())
            )
            for _ in range(3)
        ]
        assert ours.insert_events(events[:1]) == [1]
        assert theirs.insert_events(events[1:2]) == [2]
        assert ours.insert_events(events[2:]) == [3]


@pytest.mark.parametrize("name", ["", "Loans"])
def test_a_follower_that_is_not_ahead_leaves_its_events_unwritten(
    database_url: str, name: str
) -> None:
    """Events and tracking go together, in both kinds of table."""
    with recording(database_url, name) as factory:
        recorder = factory.process_recorder()
        event = factory.mapper().to_stored_event(
            LogEvent(originator_id=uuid4(), originator_version=1, event=happening())
        )
        recorder.insert_events([], tracking=Tracking("upstream", 5))
        with pytest.raises(IntegrityError):
            recorder.insert_events([event], tracking=Tracking("upstream", 5))
        assert recorder.max_notification_id() is None
        assert recorder.insert_events([event], tracking=Tracking("upstream", 6)) == [1]


def test_the_same_version_twice_in_one_insert_is_a_conflict(database_url: str) -> None:
    """A foreign writer's mistake inside one call is told like any other."""
    with recording(database_url) as factory:
        event = factory.mapper().to_stored_event(
            LogEvent(originator_id=uuid4(), originator_version=1, event=happening())
        )
        with pytest.raises(IntegrityError, match="twice"):
            factory.application_recorder().insert_events([event, event])


def test_a_log_that_was_dropped_is_made_anew(database_url: str) -> None:
    """The library's users drop tables between their tests."""
    with recording(database_url) as factory:
        factory.application_recorder()
        with psycopg.connect(database_url, autocommit=True) as connection:
            connection.execute("DROP TABLE stored_events CASCADE")
        assert factory.application_recorder().max_notification_id() is None
        with psycopg.connect(database_url) as connection:
            assert connection.execute("SELECT count(*) FROM log.events").fetchone() == (0,)


def test_a_name_that_postgresql_would_cut_off_is_refused(database_url: str) -> None:
    """Two applications must not share a table because their names begin alike."""
    with recording(database_url, "a" * 64) as factory:
        for make in (factory.application_recorder, factory.tracking_recorder):
            with pytest.raises(ProgrammingError, match="too long"):
                make()


def test_a_database_that_cannot_be_reached_is_an_operational_error() -> None:
    """The library retries those, and nothing was left open."""
    with (
        recording("postgresql://nobody@localhost:1/nowhere") as factory,
        pytest.raises(OperationalError),
    ):
        factory.application_recorder()


def test_a_missing_table_is_a_programming_error(database_url: str) -> None:
    """CREATE_TABLE was switched off, and nobody else made it."""
    with recording(database_url, "Loans") as factory:
        factory.env["CREATE_TABLE"] = "no"
        with pytest.raises(ProgrammingError):
            factory.application_recorder().max_notification_id()


def test_a_closed_pool_is_an_interface_error(database_url: str) -> None:
    """Asyncpg's own complaints get the library's name for them."""
    with recording(database_url) as factory:
        recorder = factory.application_recorder()
        factory.datastore.run(lambda opened: opened.pool.close())
        with pytest.raises(InterfaceError, match="pool is"):
            recorder.max_notification_id()
