"""The counters behind `/metrics`, one registry for each application.

Labels are closed sets (kinds, codes, names of views), never what a client wrote: a
label taken from a request lets anybody fill the memory.
"""

from collections.abc import Iterable, Iterator

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from projections.engine.runner import ProjectionStatus

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
BATCHES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)


class Metrics:
    """What this process counts about itself."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "sokoguru_http_requests",
            "Requests answered, by method and status.",
            ["method", "status"],
            registry=self.registry,
        )
        self.operations = Counter(
            "sokoguru_graphql_operations",
            "GraphQL operations, by kind and by whether errors came of them.",
            ["kind", "outcome"],
            registry=self.registry,
        )
        self.latency = Histogram(
            "sokoguru_graphql_seconds",
            "Time to answer a GraphQL operation, by kind.",
            ["kind"],
            buckets=SECONDS,
            registry=self.registry,
        )
        self.commands = Counter(
            "sokoguru_commands",
            "Commands, by name and by whether they were done, repeated or refused.",
            ["command", "outcome"],
            registry=self.registry,
        )
        self.batches = Histogram(
            "sokoguru_store_batch_commands",
            "Commands written in one call of the append function.",
            buckets=BATCHES,
            registry=self.registry,
        )
        self.projected = Counter(
            "sokoguru_projected_events",
            "Events written into the views by this process.",
            registry=self.registry,
        )
        self.projecting = Histogram(
            "sokoguru_projection_batch_seconds",
            "Time to write one batch of events into the views.",
            buckets=SECONDS,
            registry=self.registry,
        )
        self.log_position = Gauge(
            "sokoguru_log_position", "The newest position of the log.", registry=self.registry
        )
        self._lag = _Lag()
        self.registry.register(self._lag)

    def text(self, log_position: int, projections: Iterable[ProjectionStatus]) -> bytes:
        """Return everything in Prometheus's own format; the views' lag is as of now."""
        self.log_position.set(log_position)
        self._lag.projections = tuple(projections)
        return generate_latest(self.registry)


class _Lag(Collector):
    """How far each view is behind the log; views come and go with rebuilds."""

    projections: tuple[ProjectionStatus, ...] = ()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield one sample for each view."""
        family = GaugeMetricFamily(
            "sokoguru_projection_lag", "Positions a view is behind the log.", labels=["projection"]
        )
        for status in self.projections:
            family.add_metric([status.name], status.lag)
        yield family
