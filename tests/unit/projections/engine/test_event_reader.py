"""Events are decoded only as far as views need, through every upcaster."""

from typing import Any
from uuid import UUID

import msgspec
import pytest

from domain.assessment.events import AssessmentScored, StatementsEntered
from domain.cooperative.events import CooperativeDeactivated
from projections.engine.event_reader import EventReader
from projections.engine.event_rows import ScoreDecided
from tests.support.history import BEGIN, MAPPER, scored


def row(topic: str, state: bytes | None) -> tuple[Any, ...]:
    """Return a row of the log with that payload."""
    return (1, UUID(int=1), 1, topic, state, BEGIN, "officer", None, None)


def test_a_score_is_read_without_its_working() -> None:
    """The total is there, the components are not."""
    topic, state = MAPPER.encode(scored("81.50"))
    (recorded,) = EventReader().read([row(topic, state)])
    assert recorded.kind is AssessmentScored
    assert isinstance(recorded.event, ScoreDecided)
    assert str(recorded.event.document.total) == "81.50"


def test_bytes_that_were_not_asked_for_leave_the_event_out() -> None:
    """That statements were entered is known without decoding them."""
    (recorded,) = EventReader().read([row("assessment.statements_entered.v1", None)])
    assert (recorded.kind, recorded.event) == (StatementsEntered, None)


def test_an_old_version_is_lifted_before_views_see_it() -> None:
    """A reason that was once called why arrives as the reason."""
    reader = EventReader(
        {"cooperative.deactivated.v2": CooperativeDeactivated},
        {"cooperative.deactivated.v1": lambda values: {"reason": values["why"]}},
    )
    (recorded,) = reader.read([row("cooperative.deactivated.v1", b'{"why":"merged"}')])
    assert (recorded.kind, recorded.event.reason) == (CooperativeDeactivated, "merged")
    assert reader.topics_of({CooperativeDeactivated}) == (
        "cooperative.deactivated.v1",
        "cooperative.deactivated.v2",
    )


def test_topics_of_other_programs_are_left_out() -> None:
    """Another application may share the log; its events are none of ours."""
    assert EventReader().read([row("elsewhere.happened.v1", b"{}")]) == []


def test_an_event_that_makes_no_sense_says_so_when_it_is_looked_into() -> None:
    """Reading goes on; only who asks for the reason gets the error."""
    (recorded,) = EventReader().read([row("cooperative.deactivated.v1", b"{")])
    with pytest.raises(msgspec.DecodeError):
        _ = recorded.event.reason
