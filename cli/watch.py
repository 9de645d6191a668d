"""What the server tells of its views while they work: counted for metrics, and told in the log."""

import structlog

from api.metrics import Metrics

logger = structlog.get_logger("sokoguru.views")


class Watch:
    """The runner's observer: `projections.follower.Observer`."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def moved(self, *, events: int, seconds: float) -> None:
        """Count a batch and the events in it."""
        self._metrics.projected.inc(events)
        self._metrics.projecting.observe(seconds)

    def stalled(self, name: str, error: Exception, *, attempts: int) -> None:
        """Tell that a view cannot go on, with what kept it; it is tried again later."""
        logger.error("projection_stalled", projection=name, attempts=attempts, exc_info=error)

    def interrupted(self, error: Exception) -> None:
        """Tell that the work broke off, mostly with its connection; it begins again by itself."""
        logger.warning("projections_interrupted", error=type(error).__name__)
