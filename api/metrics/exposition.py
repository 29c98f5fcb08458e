"""
Where the metrics of all workers are told: at an address of the supervisor's own, in the form of Prometheus.

Not beside the API, where everybody could read them; and not by a worker, which would know of itself alone. Workers
count into files of a directory that is made for them and goes with the supervisor. What a worker that is gone has
counted is added to one file for all such: counters do not fall when it goes, and files do not pile up.
"""

import contextlib
import logging
import os
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from prometheus_client import CollectorRegistry, Gauge, Metric, start_http_server
from prometheus_client.mmap_dict import MmapedDict
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

from api.build import Build
from api.listening import Place
from api.metrics.processes import Processes

LOG = logging.getLogger("mueang.metrics")

DIRECTORY = "PROMETHEUS_MULTIPROC_DIR"
"""The library's name for where workers count; it must be in their environment before they start."""

GONE = 0
"""In place of the process id, in the names of the files of workers that are gone."""

KINDS = ("counter", "histogram")
"""What stays of a worker that is gone."""

PASSED = "mueang_release_info"
"""A metric of which 0 says that something is no more."""


def lives(pid: int) -> bool:
    """Whether a process is there."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def fold(home: Path, kind: str, pid: int) -> None:
    """Add what a worker that is gone has counted to what all such have."""
    file = home / f"{kind}_{pid}.db"
    if not file.exists():
        return
    kept = MmapedDict(str(home / f"{kind}_{GONE}.db"))
    for key, value, *_ in MmapedDict.read_all_values_from_file(str(file)):
        kept.write_value(key, kept.read_value(key)[0] + value, 0.0)
    kept.close()
    file.unlink()


class Workers(Collector):
    """What all workers have counted, those that are gone too."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.turn = threading.Lock()

    def pids(self) -> set[int]:
        """The processes that have files here."""
        return {int(file.stem.rpartition("_")[2]) for file in self.home.glob("*.db")} - {GONE}

    def sweep(self) -> None:
        """Put away what is left of workers that are gone."""
        for pid in self.pids():
            if not lives(pid):
                mark_process_dead(pid, str(self.home))
                for kind in KINDS:
                    fold(self.home, kind, pid)

    def collect(self) -> Iterator[Metric]:
        """Their metrics, added up; one asks at a time, since it also sweeps."""
        with self.turn:
            self.sweep()
            metrics = list(MultiProcessCollector(None, str(self.home)).collect())
        for metric in metrics:
            if metric.name == PASSED:
                metric.samples = [each for each in metric.samples if each.value]
            yield metric


def registry_of(build: Build, workers: Collector, found: Callable[[], Mapping[int, str]]) -> CollectorRegistry:
    """All that is told."""
    registry = CollectorRegistry()
    registry.register(workers)
    registry.register(Processes(found))
    labels = {"version": build.version or "", "commit": build.commit or "", "python": build.python}
    Gauge("mueang_build_info", "What runs here; always 1.", labels, registry=registry).labels(**labels).set(1)
    return registry


@contextlib.contextmanager
def exposed(place: Place, build: Build, engine: Callable[[], int | None]) -> Iterator[dict[str, str]]:
    """
    While this lasts, metrics are told at a place; gives what workers must find in their environment.

    `engine` is the process of our own engine, if there is one. Raises `OSError` where nobody can listen there.
    """
    with tempfile.TemporaryDirectory(prefix="mueang-metrics-") as directory:
        workers = Workers(Path(directory))

        def found() -> dict[int, str]:
            own = engine()
            names = {os.getpid(): "supervisor", **dict.fromkeys(workers.pids(), "worker")}
            return names | ({own: "engine"} if own else {})

        server, thread = start_http_server(place.port, place.host, registry_of(build, workers, found))
        LOG.info("metrics are told at http://%s:%d/metrics", place.host, place.port)
        try:
            yield {DIRECTORY: directory}
        finally:
            server.shutdown()
            server.server_close()
            thread.join()
