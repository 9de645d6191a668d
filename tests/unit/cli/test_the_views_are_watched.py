"""What the views do is counted, and what keeps them from it is told in the log."""

from structlog.testing import capture_logs

from api.metrics import Metrics
from cli.watch import Watch


def test_events_written_into_the_views_are_counted() -> None:
    """Two batches of five and seven events make twelve."""
    metrics = Metrics()
    for events in (5, 7):
        Watch(metrics).moved(events=events, seconds=0.01)
    text = metrics.text(0, ()).decode()
    assert "sokoguru_projected_events_total 12.0" in text
    assert "sokoguru_projection_batch_seconds_count 2.0" in text


def test_a_view_that_cannot_go_on_is_told_with_its_cause() -> None:
    """Which one, the how-manieth attempt, and why."""
    with capture_logs() as logs:
        Watch(Metrics()).stalled("scores", ValueError("x"), attempts=3)
        Watch(Metrics()).interrupted(OSError("gone"))
    assert [(each["event"], each["log_level"]) for each in logs] == [
        ("projection_stalled", "error"),
        ("projections_interrupted", "warning"),
    ]
    assert (logs[0]["projection"], logs[0]["attempts"]) == ("scores", 3)
