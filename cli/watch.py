"""What the server hears of its views while they work: the log's lines, and figures for metrics."""

from api.execution.metrics import Metrics
from projections.engine.observers import Logged


class Watch(Logged):
    """An observer of the runner that also counts."""

    def __init__(self, metrics: Metrics) -> None:
        super().__init__()
        self._metrics = metrics

    def moved(self, *, events: int, seconds: float) -> None:
        """Count a batch and the events in it."""
        super().moved(events=events, seconds=seconds)
        self._metrics.projected.inc(events)
        self._metrics.projecting.observe(seconds)

    def jumped(self, seconds: float) -> None:
        """Count a jump of the database's clock."""
        super().jumped(seconds)
        self._metrics.jumps.inc()
