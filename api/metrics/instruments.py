"""The metrics of a worker: their names, what each says, and by what it is told apart."""

from bisect import bisect_left
from collections.abc import Sequence

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

REQUEST_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0)
READ_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 1.0, 2.5, 5.0)


class Duration:
    """How long something took, in plain numbers: how often in each bucket, and in all."""

    __slots__ = ("counts", "seconds")

    def __init__(self, buckets: int) -> None:
        self.counts = [0] * buckets
        self.seconds = 0.0


class Durations:
    """
    How long something takes, by the value of its one label.

    The library's own way to observe a duration costs more than all else that is counted of a request (measured: 3 µs
    each), and it has none for many at once: `carry` adds to its buckets itself.
    """

    def __init__(self, histogram: Histogram, bounds: Sequence[float]) -> None:
        self.histogram = histogram
        self.bounds = bounds
        self.observed: dict[str, Duration] = {}

    def observe(self, label: str, seconds: float) -> None:
        """Something took so long."""
        found = self.observed.get(label)
        if found is None:
            found = self.observed[label] = Duration(len(self.bounds) + 1)
        found.counts[bisect_left(self.bounds, seconds)] += 1
        found.seconds += seconds

    def carry(self) -> None:
        """Carry over what was observed."""
        observed, self.observed = self.observed, {}
        for label, duration in observed.items():
            histogram = self.histogram.labels(label)
            histogram._sum.inc(duration.seconds)
            for bucket, count in zip(histogram._buckets, duration.counts, strict=True):
                if count:
                    bucket.inc(count)


class Instruments:
    """The metrics of one worker."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.registry = registry
        self.declare_requests()
        self.declare_reads()
        self.declare_caches()
        self.declare_state()

    def counter(self, name: str, text: str, *labels: str) -> Counter:
        """A number that only grows."""
        return Counter(name, text, labels, registry=self.registry)

    def gauge(self, name: str, text: str, *labels: str, of_workers: str = "livesum") -> Gauge:
        """A number that comes and goes; by default, those of all workers make a sum."""
        return Gauge(name, text, labels, registry=self.registry, multiprocess_mode=of_workers)  # type: ignore[arg-type] # one of a few words

    def histogram(self, name: str, text: str, label: str, bounds: Sequence[float]) -> Durations:
        """How long something takes."""
        return Durations(Histogram(name, text, [label], registry=self.registry, buckets=bounds), bounds)

    def declare_requests(self) -> None:
        """Of requests, of the operations in them, and of the points that they cost."""
        self.http_requests = self.counter(
            "mueang_http_requests_total", "HTTP requests that are over.", "method", "route", "status"
        )
        self.http_seconds = self.histogram(
            "mueang_http_request_duration_seconds", "Time until a request was over.", "route", REQUEST_SECONDS
        )
        self.http_running = self.gauge("mueang_http_requests_in_progress", "HTTP requests that are being answered.")
        self.operations_total = self.counter(
            "mueang_operations_total", "GraphQL operations that are over, by how they ended.", "operation", "outcome"
        )
        self.operation_seconds = self.histogram(
            "mueang_operation_duration_seconds", "Time until an operation was over.", "operation", REQUEST_SECONDS
        )
        self.operations_running = self.gauge("mueang_operations_in_progress", "Operations that are being answered.")
        self.compiled = self.counter("mueang_executor_compiled_total", "Operations that a plan answered.")
        self.fallbacks = self.counter(
            "mueang_executor_fallbacks_total", "Operations that graphql-core answered in place of a plan.", "reason"
        )
        self.admitted = self.counter("mueang_limiter_admitted_total", "Operations for which a client had the points.")
        self.refused = self.counter("mueang_limiter_refused_total", "Operations for which a client had too few points.")
        self.points = self.counter("mueang_limiter_points_total", "Points that clients have spent.")
        self.missed = self.counter(
            "mueang_limiter_store_failures_total", "Times that Redis did not answer and points were counted in memory."
        )

    def declare_reads(self) -> None:
        """Of reads of the graph, and of the connections to it."""
        self.read_seconds = self.histogram(
            "mueang_read_duration_seconds", "Time of a read of the graph.", "query", READ_SECONDS
        )
        self.read_rows = self.counter("mueang_read_rows_total", "Rows that reads brought.", "query")
        self.read_failures = self.counter("mueang_read_failures_total", "Reads that failed.", "query", "reason")
        self.read_joined = self.counter(
            "mueang_read_joined_total", "Times that a request had a share in a read that was asked for already."
        )
        self.connections = self.gauge("mueang_pool_connections", "Connections to the graph.", "state")
        self.acquired = self.counter("mueang_pool_acquisitions_total", "Connections that reads have waited for.")
        self.waited = self.counter(
            "mueang_pool_acquisition_seconds_total", "Time that reads have waited for a connection."
        )

    def declare_caches(self) -> None:
        """Of what is remembered."""
        self.hits = self.counter("mueang_cache_hits_total", "Times that something was remembered.", "cache")
        self.misses = self.counter("mueang_cache_misses_total", "Times that something was not remembered.", "cache")
        self.entries = self.gauge("mueang_cache_entries", "How much is remembered, by number.", "cache")
        self.answer_bytes = self.gauge("mueang_cache_answers_bytes", "Size of the answers that are remembered.")

    def declare_state(self) -> None:
        """Of the workers, and of what they serve."""
        self.workers = self.gauge("mueang_workers", "Processes that answer.")
        self.ready = self.gauge("mueang_workers_ready", "Processes that answer, reach the graph and serve a release.")
        self.graph_up = self.gauge("mueang_graph_up", "Whether all processes reach the graph.", of_workers="livemin")
        self.release_info = self.gauge(
            "mueang_release_info", "The release that is served; several while workers follow a new one.",
            "release", "synthetic", of_workers="livemax",
        )  # fmt: skip
        self.release_loaded = self.gauge(
            "mueang_release_loaded_timestamp_seconds", "When the release that is served was loaded.",
            of_workers="livemin",
        )  # fmt: skip
        self.release_seen = self.gauge(
            "mueang_release_seen_timestamp_seconds", "When the graph was last seen to answer which release is served.",
            of_workers="livemin",
        )  # fmt: skip
