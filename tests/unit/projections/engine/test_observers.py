"""What the runner does is in the log lines, and a view that cannot go on is an error there."""

from uuid import uuid4

import pytest
from structlog.testing import capture_logs

from projections.engine.culprits import Place
from projections.engine.observers import Logged, Observer, Silent

PLACE = Place(position=7, topic="assessment.scored.v1", stream=uuid4())


@pytest.mark.parametrize("observer", [Logged(), Silent()])
def test_an_observer_hears_everything(observer: Observer) -> None:
    """Hearing is no more than that: nothing comes back and nothing fails."""
    observer.moved(events=1, seconds=0.1)
    observer.stalled("scores", ZeroDivisionError("of no use"), attempts=1, place=None)
    observer.jumped(-3_600.0)
    observer.interrupted(ConnectionError("gone"))


def test_a_stalled_view_is_an_error_that_names_it() -> None:
    """With the attempt and the error itself, whose stack shows the place."""
    with capture_logs() as lines:
        observer, error = Logged(), ZeroDivisionError("of no use")
        observer.moved(events=7, seconds=0.12345)
        observer.stalled("scores", error, attempts=3, place=PLACE)
        for _ in range(3):
            observer.interrupted(ConnectionError("gone"))
    assert lines == [
        {"event": "views_moved", "log_level": "debug", "events": 7, "seconds": 0.1235},
        {
            "event": "view_stalled",
            "log_level": "error",
            "view": "scores",
            "attempts": 3,
            "position": 7,
            "topic": "assessment.scored.v1",
            "stream": str(PLACE.stream),
            "exc_info": error,
        },
        {
            "event": "views_interrupted",
            "log_level": "warning",
            "reason": "ConnectionError: gone",
            "left_out": 0,
        },
    ]
