"""Durations: what is carried over is what the library itself would have observed."""

from hypothesis import given
from hypothesis import strategies as some
from prometheus_client import CollectorRegistry, Histogram

from api.metrics.instruments import READ_SECONDS, Instruments

SECONDS = some.lists(some.one_of(some.floats(0, 10), some.sampled_from(READ_SECONDS)))


@given(SECONDS, SECONDS)
def test_durations_are_those_that_the_library_observes(before: list[float], after: list[float]) -> None:
    ours, theirs = CollectorRegistry(), CollectorRegistry()
    durations = Instruments(ours).read_seconds
    histogram = Histogram("mueang_read_duration_seconds", "The same.", ["query"], registry=theirs, buckets=READ_SECONDS)

    for seconds in before, after:
        for each in seconds:
            durations.observe("city.by_id", each)
            histogram.labels("city.by_id").observe(each)
        durations.carry()

    def told(registry: CollectorRegistry) -> dict[tuple[str, str | None], float]:
        return {
            (each.name, each.labels.get("le")): round(each.value, 9)
            for metric in registry.collect()
            for each in metric.samples
            if each.labels.get("query") and not each.name.endswith("_created")
        }

    assert told(ours) == told(theirs)
