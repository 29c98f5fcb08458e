"""Memory, processor and files of each process of a server, as its operating system tells them."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from prometheus_client import Metric, ProcessCollector
from prometheus_client.registry import Collector

LABELS = ("process", "pid")


class Processes(Collector):
    """What the library tells of one process, of several; `found` gives what each of them is, by its id."""

    def __init__(self, found: Callable[[], Mapping[int, str]]) -> None:
        self.found = found

    def collect(self) -> Iterator[Metric]:
        """Each metric, with a sample of each process that is there."""
        metrics: dict[str, Metric] = {}
        for pid, name in self.found().items():
            for told in ProcessCollector("mueang", partial(int, pid), registry=None).collect():
                metric = metrics.setdefault(told.name, Metric(told.name, told.documentation, told.type))
                labels = dict(zip(LABELS, (name, str(pid)), strict=True))
                metric.samples += [each._replace(labels=labels) for each in told.samples]
        yield from metrics.values()
