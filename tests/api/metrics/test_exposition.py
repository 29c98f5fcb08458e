"""Where metrics are told: of all workers together, of those that are gone too, each process by itself."""

import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from api.build import Build
from api.listening import Place
from api.metrics.exposition import DIRECTORY, exposed
from tests.live.served import free_port

BUILD = Build("1.2.3", "3.11.7")

WORK = """
import sys
from prometheus_client import CollectorRegistry
from api.metrics.instruments import Instruments
to = Instruments(CollectorRegistry())
to.http_seconds.observe("/livez", 0.002)
to.http_seconds.carry()
to.http_requests.labels("GET", "/livez", "200").inc(int(sys.argv[1]))
to.workers.set(1)
to.graph_up.set(int(sys.argv[2]))
to.release_info.labels("old", "false").set(0)
to.release_info.labels("new", "false").set(1)
print("counted", flush=True)
sys.stdin.read()
"""

Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def told(place: Place) -> Samples:
    """What is told, by name and labels."""
    with urllib.request.urlopen(f"http://{place.host}:{place.port}/metrics", timeout=20) as answer:
        text = answer.read().decode()
    return {
        (each.name, tuple(sorted(each.labels.items()))): each.value
        for family in text_string_to_metric_families(text)
        for each in family.samples
    }


@pytest.fixture
def place() -> Place:
    return Place("127.0.0.1", free_port())


@contextmanager
def working(environment: dict[str, str], requests: int, *, up: bool) -> Iterator[subprocess.Popen[str]]:
    """A worker that has counted, and ends when it is told to."""
    command = [sys.executable, "-c", WORK, str(requests), str(int(up))]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env={**os.environ, **environment}, stdin=pipe, stdout=pipe, text=True) as worker:
        assert worker.stdout
        assert worker.stdout.readline() == "counted\n"
        try:
            yield worker
        finally:
            worker.kill()


GET = ("mueang_http_requests_total", (("method", "GET"), ("route", "/livez"), ("status", "200")))
COUNT = ("mueang_http_request_duration_seconds_count", (("route", "/livez"),))
BUCKET = ("mueang_http_request_duration_seconds_bucket", (("le", "0.0025"), ("route", "/livez")))


def test_all_workers_are_told_as_one_and_those_that_are_gone_are_not_forgotten(place: Place) -> None:
    with exposed(place, BUILD, lambda: None) as environment:
        home = Path(environment[DIRECTORY])
        with working(environment, 3, up=True) as first:
            with working(environment, 4, up=False):
                both = told(place)
            one_gone = told(place)
            left = {int(file.stem.rpartition("_")[2]) for file in home.glob("*.db")}
            files = len(list(home.iterdir()))
        none_left = told(place)
        with working(environment, 5, up=True):
            another = told(place)

        assert left == {0, first.pid}
        assert len(list(home.iterdir())) <= files
    assert not home.exists()

    assert [each[GET] for each in (both, one_gone, none_left, another)] == [7, 7, 7, 12]
    assert [each[COUNT] for each in (both, one_gone, none_left, another)] == [2, 2, 2, 3]
    assert [each[BUCKET] for each in (both, one_gone, none_left, another)] == [2, 2, 2, 3]
    assert [each.get(("mueang_workers", ())) for each in (both, one_gone, none_left, another)] == [2, 1, None, 1]
    assert [each.get(("mueang_graph_up", ())) for each in (both, one_gone, none_left, another)] == [0, 1, None, 1]


def test_a_release_that_is_served_no_more_is_told_no_more(place: Place) -> None:
    with exposed(place, BUILD, lambda: None) as environment, working(environment, 1, up=True):
        samples = told(place)

    releases = [labels for name, labels in samples if name == "mueang_release_info"]
    assert releases == [(("release", "new"), ("synthetic", "false"))]


def test_each_process_is_told_by_itself(place: Place) -> None:
    with exposed(place, BUILD, os.getppid) as environment, working(environment, 1, up=True) as worker:
        samples = told(place)

    kinds = {
        dict(labels)["pid"]: dict(labels)["process"]
        for name, labels in samples
        if name == "mueang_process_resident_memory_bytes"
    }
    assert kinds == {str(os.getpid()): "supervisor", str(worker.pid): "worker", str(os.getppid()): "engine"}
    assert samples["mueang_process_open_fds", (("pid", str(worker.pid)), ("process", "worker"))] > 0
    assert samples["mueang_process_cpu_seconds_total", (("pid", str(worker.pid)), ("process", "worker"))] > 0


def test_what_runs_is_told(place: Place) -> None:
    with exposed(place, BUILD, lambda: None):
        samples = told(place)

    assert samples["mueang_build_info", (("commit", ""), ("python", "3.11.7"), ("version", "1.2.3"))] == 1


def test_nobody_listens_any_more_when_it_is_over(place: Place) -> None:
    with exposed(place, BUILD, lambda: None):
        told(place)

    with pytest.raises(OSError, match="refused"):
        told(place)


def test_a_place_where_somebody_listens_is_an_error_and_leaves_nothing(place: Place) -> None:
    with (
        exposed(place, BUILD, lambda: None),
        pytest.raises(OSError, match="in use"),
        exposed(place, BUILD, lambda: None),
    ):
        pytest.fail("two listen at one place")
