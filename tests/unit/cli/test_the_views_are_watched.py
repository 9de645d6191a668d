"""What the views do is counted beside being told in the log."""

from api.execution.metrics import Metrics
from cli.watch import Watch


def test_events_written_into_the_views_are_counted() -> None:
    """Two batches of five and seven events make twelve."""
    metrics = Metrics()
    for events in (5, 7):
        Watch(metrics).moved(events=events, seconds=0.01)
    text = metrics.text(None).decode()
    assert "sokoguru_projected_events_total 12.0" in text
    assert "sokoguru_projection_batch_seconds_count 2.0" in text


def test_a_clock_that_jumped_is_counted() -> None:
    """An alarm can be set on it."""
    metrics = Metrics()
    Watch(metrics).jumped(3_600.0)
    assert "sokoguru_clock_jumps_total 1.0" in metrics.text(None).decode()
