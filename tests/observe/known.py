"""The metrics that there are, as the program declares them, and what expressions over them name."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import promql_parser
from prometheus_client import CollectorRegistry
from prometheus_client.metrics import MetricWrapperBase

from api.build import Build
from api.metrics.exposition import registry_of
from api.metrics.instruments import Durations, Instruments

SCRAPED = frozenset({"job", "instance"})
"""Labels that Prometheus adds to everything."""


@dataclass(frozen=True, slots=True)
class Known:
    """A metric: what it is called where it is told, its type, its labels, and what it says."""

    name: str
    kind: str
    labels: tuple[str, ...]
    text: str


def of_workers() -> Iterator[Known]:
    """What workers count."""
    for each in vars(Instruments(CollectorRegistry())).values():
        metric = each.histogram if isinstance(each, Durations) else each
        if isinstance(metric, MetricWrapperBase):
            end = "_total" if metric._type == "counter" else ""
            yield Known(metric._name + end, str(metric._type), tuple(metric._labelnames), metric._documentation)


def of_the_supervisor() -> Iterator[Known]:
    """What the supervisor tells besides."""
    registry = registry_of(Build("1", "3"), CollectorRegistry(), lambda: {os.getpid(): "worker"})
    for metric in registry.collect():
        sample = metric.samples[0]
        yield Known(sample.name, metric.type, tuple(sample.labels), metric.documentation)


METRICS = (*of_workers(), *of_the_supervisor())


def samples() -> dict[str, frozenset[str]]:
    """The labels of what is told, by name: a histogram is three."""
    found = {"up": SCRAPED}
    for each in METRICS:
        labels = SCRAPED | set(each.labels)
        if each.kind == "histogram":
            found |= {f"{each.name}_bucket": labels | {"le"}, f"{each.name}_sum": labels, f"{each.name}_count": labels}
        else:
            found[each.name] = labels
    return found


SAMPLES = samples()


def faults(expression: str) -> list[str]:
    """What an expression names that is not told; raises `ValueError` where it is none."""
    selected: list[Any] = []
    grouped: list[set[str]] = []

    def visit(node: Any) -> None:
        if isinstance(node, promql_parser.VectorSelector):
            selected.append(node)
        modifier = getattr(node, "modifier", None)
        labels = getattr(modifier, "labels", None)
        if labels:
            grouped.append(set(labels))

    promql_parser.walk(promql_parser.parse(expression), visit)
    found = [f"{each.name} is not told" for each in selected if each.name not in SAMPLES]
    known = [each for each in selected if each.name in SAMPLES]
    for each in known:
        unknown = {matcher.name for matcher in each.matchers.matchers} - SAMPLES[each.name]
        found += [f"{each.name} has no label {label}" for label in sorted(unknown)]
    every = set[str]().union(*(SAMPLES[each.name] for each in known))
    return found + [f"nothing has the label {label}" for labels in grouped for label in sorted(labels - every)]
