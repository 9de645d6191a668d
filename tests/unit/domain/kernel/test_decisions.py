"""A decision is a list of events for streams, and grows by adding another."""

from uuid import UUID

from domain.cooperative.events import CooperativeDeactivated, CooperativeReactivated
from domain.kernel.decider import NOTHING, Decision, PendingEvent, on
from domain.kernel.log import PrivateValue

ONE, OTHER = UUID(int=1), UUID(int=2)
stopped = CooperativeDeactivated(reason="Tidak RAT")
back = CooperativeReactivated(reason="RAT")
name = PrivateValue(subject=ONE, name="full_name", salt=b"", value=None)


def test_a_decision_names_the_stream_of_every_event() -> None:
    """Two events for one stream and one for another, in the order of writing."""
    decision = on(ONE, stopped, back) + on(OTHER, stopped)
    assert decision.events == (
        PendingEvent(ONE, stopped),
        PendingEvent(ONE, back),
        PendingEvent(OTHER, stopped),
    )


def test_private_values_go_along() -> None:
    """They are kept beside the log in the same append."""
    decision = on(ONE, stopped) + Decision(private=(name,)) + NOTHING
    assert (len(decision.events), decision.private) == (1, (name,))


def test_nothing_is_a_decision_too() -> None:
    """Everything is as the command wants it already."""
    assert NOTHING + on(ONE, back) == on(ONE, back)
    assert NOTHING.events == ()
