"""The counters behind `/metrics`, one registry for each application.

The processes of one server count in files that they share (`PROMETHEUS_MULTIPROC_DIR`, which
`sokoguru serve` sets): whichever answers shows the sum. What dies is counted on; the newest gauge
of all is the one that is shown.

Labels are closed sets (kinds, codes, names of views), never what a client wrote: a
label taken from a request lets anybody fill the memory.
"""

import os
from collections.abc import Iterator, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from application.kernel.score_checks import Check
from projections.engine.runner import RunnerStatus

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
        self.executions = Counter(
            "sokoguru_graphql_executions",
            "GraphQL operations, by what answered them and, where no plan did, by the reason.",
            ["executor", "reason"],
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
            "sokoguru_log_position",
            "The newest position of the log.",
            registry=self.registry,
            multiprocess_mode="mostrecent",
        )
        self.database = Gauge(
            "sokoguru_database_up",
            "1 while the database answers.",
            registry=self.registry,
            multiprocess_mode="mostrecent",
        )
        self.ahead = Gauge(
            "sokoguru_log_ahead_seconds",
            "Seconds that the newest event was recorded ahead of the database's clock.",
            registry=self.registry,
            multiprocess_mode="mostrecent",
        )
        self.jumps = Counter(
            "sokoguru_clock_jumps",
            "Jumps of the database's clock that the leader noticed.",
            registry=self.registry,
        )
        self.mismatches = Gauge(
            "sokoguru_score_mismatches",
            "Scores that differed when all were computed again the last time.",
            registry=self.registry,
            multiprocess_mode="mostrecent",
        )
        self.checked = Gauge(
            "sokoguru_scores_recomputed_timestamp_seconds",
            "When all scores were computed again the last time, to the end; 0 before the first.",
            registry=self.registry,
            multiprocess_mode="mostrecent",
        )
        self._lag = _Lag()
        self._shown = _of_all_processes() or self.registry
        self._shown.register(self._lag)

    def text(self, status: RunnerStatus | None, check: Check | None = None) -> bytes:
        """Return everything in Prometheus's own format; the views are as *status* says.

        *check* is the last time that all scores were computed again.

        Without one the database does not answer, and the figures that it gives are the last ones.
        """
        self.database.set(status is not None)
        if status is not None:
            self.log_position.set(status.log_position)
            self.ahead.set(status.ahead)
            self._lag.status = status
        if check is not None:
            self.mismatches.set(check.mismatches)
            self.checked.set(0 if check.failure else check.ended_at.timestamp())
        return generate_latest(self._shown)


def _of_all_processes() -> CollectorRegistry | None:
    """Return what shows the figures of every process of this server, None where it is one."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return None
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call] # untyped in the library
    return registry


class _Lag(Collector):
    """How far each view is behind, and each leader silent; both come and go."""

    status = RunnerStatus(leading=False, log_position=0, projections=())

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield one sample for each view, and one for each leader."""
        views = self.status.projections
        yield _family(
            "sokoguru_projection_lag",
            "Positions a view is behind the log.",
            "projection",
            {each.name: each.lag for each in views},
        )
        yield _family(
            "sokoguru_projection_lag_seconds",
            "Age of the oldest event that a view does not have.",
            "projection",
            {each.name: each.lag_seconds for each in views},
        )
        yield _family(
            "sokoguru_leader_silent_seconds",
            "Seconds since a leader was heard of.",
            "leader",
            self.status.leaders,
        )


def _family(name: str, about: str, label: str, values: Mapping[str, float]) -> GaugeMetricFamily:
    """Return a figure with a sample for each value of its *label*."""
    family = GaugeMetricFamily(name, about, labels=[label])
    for each, value in values.items():
        family.add_metric([each], value)
    return family
