"""Events are stored under registered names, and every reader sees the newest version of each."""

from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
import pytest
from eventsourcing.domain import DomainEvent
from eventsourcing.persistence import DatetimeAsISO as Moments
from eventsourcing.persistence import JSONTranscoder, StoredEvent, UUIDAsHex

from domain.kernel.events import Event
from infrastructure.mapper import Mapper, UnknownEvent, UnknownTopic
from infrastructure.mapper.library import LibraryMapper, LogEvent

STREAM = UUID(int=1)


class SavingsCounted(Event, frozen=True, kw_only=True):
    """An invented event in its third version: the currency came last, the unit before it."""

    amount: Decimal
    unit: str
    currency: str


class LoanGranted(Event, frozen=True, kw_only=True):
    """An invented event that never changed."""

    amount: Decimal


def name_unit(values: dict[str, Any]) -> dict[str, Any]:
    """Version 1 counted thousands of rupiah and did not say so."""
    return {"amount": str(Decimal(values["thousands"]) * 1000), "unit": "rupiah"}


def name_currency(values: dict[str, Any]) -> dict[str, Any]:
    """Version 2 knew no currency but the rupiah."""
    return values | {"currency": "IDR"}


TOPICS: dict[str, type[Event]] = {
    "savings.counted.v3": SavingsCounted,
    "loan.granted.v1": LoanGranted,
}
UPCASTERS = {"savings.counted.v1": name_unit, "savings.counted.v2": name_currency}
MAPPER = Mapper(TOPICS, UPCASTERS)
COUNTED = SavingsCounted(amount=Decimal(5000), unit="rupiah", currency="IDR")


@pytest.mark.parametrize(
    ("topic", "state"),
    [
        ("savings.counted.v1", b'{"thousands":"5"}'),
        ("savings.counted.v2", b'{"amount":"5000","unit":"rupiah"}'),
        ("savings.counted.v3", b'{"amount":"5000","unit":"rupiah","currency":"IDR"}'),
    ],
)
def test_a_reader_sees_the_newest_version_of_an_event(topic: str, state: bytes) -> None:
    """Bytes of versions 1, 2 and 3 all decode to the event of today."""
    assert MAPPER.decode(topic, state) == COUNTED


def test_a_writer_writes_the_newest_version() -> None:
    """Old topics are read, never written again."""
    topic, state = MAPPER.encode(COUNTED)
    assert topic == "savings.counted.v3"
    assert MAPPER.decode(topic, state) == COUNTED


def test_a_reader_of_an_event_asks_for_all_its_versions() -> None:
    """A projection that filters by topic must not miss what was stored long ago."""
    assert MAPPER.topics_of(SavingsCounted, LoanGranted) == (
        "savings.counted.v1",
        "savings.counted.v2",
        "savings.counted.v3",
        "loan.granted.v1",
    )


def test_bytes_that_do_not_fit_their_version_are_an_error() -> None:
    """An upcaster does not make sense of what was never valid."""
    with pytest.raises(msgspec.ValidationError):
        MAPPER.decode("savings.counted.v2", b'{"amount":"much","unit":"rupiah"}')


def test_a_topic_nobody_registered_is_named() -> None:
    """It was written by a newer Sokoguru, or by hand."""
    with pytest.raises(UnknownTopic, match=r"savings\.counted\.v4"):
        MAPPER.decode("savings.counted.v4", b"{}")


def test_an_event_nobody_registered_is_named() -> None:
    """The message says where to register it."""
    with pytest.raises(UnknownEvent, match=r"LoanGranted.*topics\.py"):
        Mapper({}, {}).encode(LoanGranted(amount=Decimal(1)))


def test_an_event_has_one_newest_version() -> None:
    """Two topics for one type: nobody could say which to write."""
    with pytest.raises(ValueError, match="two topics"):
        Mapper({"loan.granted.v1": LoanGranted, "loan.given.v1": LoanGranted}, {})


def test_every_earlier_version_needs_an_upcaster() -> None:
    """Registering version 3 without a way from 1 would make old events unreadable."""
    with pytest.raises(ValueError, match="no upcaster from version 1"):
        Mapper(TOPICS, {"savings.counted.v2": name_currency})


def test_an_upcaster_leads_to_a_registered_version() -> None:
    """One whose event is gone, or which leads from the newest version, is a mistake."""
    with pytest.raises(ValueError, match=r"from loan\.granted\.v1"):
        Mapper(TOPICS, UPCASTERS | {"loan.granted.v1": name_currency})


def test_a_topic_is_a_subject_a_fact_and_a_version() -> None:
    """A class path is no topic: classes are renamed."""
    with pytest.raises(ValueError, match="is named like"):
        Mapper({"domain.loan:LoanGranted": LoanGranted}, {})


def library_mapper() -> LibraryMapper:
    """Return the mapper that the library's applications use."""
    transcoder = JSONTranscoder()
    transcoder.register(UUIDAsHex())
    transcoder.register(Moments())
    return LibraryMapper(transcoder)


def test_the_library_reads_and_writes_events_of_the_log() -> None:
    """They travel inside a LogEvent, with the very bytes of the log."""
    topic, state = "cooperative.reactivated.v1", b'{"reason":"RAT"}'
    stored = StoredEvent(STREAM, 3, topic, state)
    event = library_mapper().to_domain_event(stored)
    assert isinstance(event, LogEvent)
    assert event.event == Mapper().decode(topic, state)
    assert library_mapper().to_stored_event(event) == stored


def test_the_library_keeps_its_own_events() -> None:
    """What is not ours is stored as the library does it."""
    theirs = DomainEvent(
        originator_id=STREAM, originator_version=1, timestamp=DomainEvent.create_timestamp()
    )
    stored = library_mapper().to_stored_event(theirs)
    assert stored.topic == "eventsourcing.domain:DomainEvent"
    assert library_mapper().to_domain_event(stored) == theirs
