"""A server with two workers, seen by whoever runs it: what it measures, logs and traces of what it does."""

import json
import re
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span
from prometheus_client.parser import text_string_to_metric_families

from graph.embedded import Wheel
from tests import needed
from tests.live.served import free_port, heard, until

pytestmark = pytest.mark.live

SOMEBODY = "somebody@example.org"
TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
ASKED = 40


class Receiver:
    """Takes spans by OTLP over HTTP, as a collector does."""

    def __init__(self) -> None:
        spans: list[Span] = []
        paths: set[str] = set()

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:  # the library's name
                body = self.rfile.read(int(self.headers["content-length"]))
                found = ExportTraceServiceRequest.FromString(body)
                spans.extend(span for one in found.resource_spans for scope in one.scope_spans for span in scope.spans)
                paths.add(self.path)
                self.send_response(200)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Nothing is said."""

        self.spans = spans
        self.paths = paths
        self.server = HTTPServer(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of a server: its metrics while it ran, and all that it logged and traced."""

    metrics: str
    lines: list[dict[str, Any]]
    spans: list[Span]
    paths: set[str]

    def value(self, name: str, **labels: str) -> float:
        """The sum of a metric over whatever other labels it has."""
        return sum(
            each.value
            for family in text_string_to_metric_families(self.metrics)
            for each in family.samples
            if each.name == name and labels.items() <= each.labels.items()
        )


def ask(url: str) -> None:
    """Ask what names somebody wherever a request can."""
    headers = {"user-agent": SOMEBODY, "x-forwarded-for": SOMEBODY, "traceparent": f"00-{TRACE}-00f067aa0ba902b7-01"}
    query = "query Mine($slug: String!) { city(slug: $slug) { id } }"
    for number in range(ASKED):
        body = {"query": query, "variables": {"slug": f"{SOMEBODY}-{number}"}}
        httpx.post(f"{url}/graphql?who={SOMEBODY}", json=body, headers=headers)


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    taking = Receiver()
    thread = threading.Thread(target=taking.server.serve_forever)
    thread.start()
    yield taking
    taking.server.shutdown()
    thread.join()
    taking.server.server_close()


@pytest.fixture(scope="module")
def seen(wheel: Wheel, tmp_path_factory: pytest.TempPathFactory, receiver: Receiver) -> Seen:  # noqa: ARG001 # must be there
    place, log = f"127.0.0.1:{free_port()}", tmp_path_factory.mktemp("log") / "lines"
    settings = {
        "MUEANG_METRICS": place, "MUEANG_LOGS": "json", "MUEANG_LOG": "INFO",
        "OTEL_EXPORTER_OTLP_ENDPOINT": receiver.url,
    }  # fmt: skip
    with (
        log.open("wb") as errors,
        heard(errors, tmp_path_factory.mktemp("cache"), "--workers", "2", **settings) as served,
    ):
        ask(served.url)

        def metrics() -> str:
            return httpx.get(f"http://{place}/metrics").text

        until(lambda: metrics().count(f'operation="other",outcome="ok"}} {ASKED}.0') == 1, "all that was asked")
        until(lambda: "mueang_workers_ready 2.0" in metrics(), "both workers")
        told = metrics()
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    return Seen(told, lines, receiver.spans, receiver.paths)


def test_the_metrics_are_of_both_workers(seen: Seen) -> None:
    pids = set(re.findall(r'mueang_process_open_fds\{pid="(\d+)",process="worker"\}', seen.metrics))

    assert len(pids) == 2
    assert seen.value("mueang_http_requests_total", method="POST", route="/graphql") >= ASKED
    assert seen.value("mueang_operations_total", operation="other", outcome="ok") == ASKED
    assert seen.value("mueang_read_duration_seconds_count", query="city.by_id") >= ASKED
    assert seen.value("mueang_pool_acquisitions_total") >= ASKED
    assert 0 < seen.value("mueang_pool_acquisition_seconds_total") < 600
    assert seen.value("mueang_pool_connections") >= 1
    assert seen.value("mueang_process_resident_memory_bytes", process="engine") > 0
    assert seen.value("mueang_graph_up") == 1


def test_the_tool_of_prometheus_finds_no_fault_with_them(seen: Seen) -> None:
    tool = needed.program("promtool", "THE FORM OF METRICS")

    done = subprocess.run(
        [tool, "check", "metrics"], input=seen.metrics, capture_output=True, text=True, timeout=60, check=False
    )

    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_every_line_of_the_log_is_an_object(seen: Seen) -> None:
    access = [line for line in seen.lines if line["logger"] == "mueang.access" and line.get("operation") == "Mine"]

    assert {"mueang", "mueang.metrics", "uvicorn.error", "mueang.graph"} < {line["logger"] for line in seen.lines}
    assert len(access) == ASKED
    assert len({line["request"] for line in access}) == ASKED
    assert {line["trace"] for line in access} == {TRACE}
    assert {line["status"] for line in access} == {200}


def test_nothing_says_who_asked(seen: Seen) -> None:
    shown = [seen.metrics, json.dumps(seen.lines), *map(str, seen.spans)]

    assert [text for text in shown if "somebody" in text] == []
    assert "127.0.0.1" not in json.dumps([line for line in seen.lines if line["logger"] == "mueang.access"])


def test_the_spans_of_both_workers_come_to_the_receiver(seen: Seen) -> None:
    ours = [span for span in seen.spans if span.trace_id.hex() == TRACE]
    requests = [span for span in ours if span.kind == Span.SPAN_KIND_SERVER]
    reads = [span for span in ours if span.kind == Span.SPAN_KIND_CLIENT]

    assert seen.paths == {"/v1/traces"}
    assert len(requests) == ASKED
    assert {span.name for span in requests} == {"query"}
    assert {span.name for span in reads} == {"city.by_id"}
    assert {span.parent_span_id for span in reads} <= {span.span_id for span in requests}


def test_metrics_are_not_beside_the_api(seen: Seen) -> None:
    paths = {line["path"] for line in seen.lines if line["logger"] == "mueang.access"}

    assert paths == {"/graphql"}
