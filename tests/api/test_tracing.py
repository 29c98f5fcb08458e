"""Traces: a span for each request and each read in it, below that of whoever sent it; nothing about who asks."""

import contextlib
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx
import pytest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.sdk.trace.sampling import ALWAYS_OFF
from opentelemetry.trace import SpanKind, StatusCode, format_span_id, format_trace_id

from api.app import create_app, tracing_of
from api.passage import Passage, Told
from api.settings import PACKAGED, Settings
from api.tracing import Tracing
from graph.errors import GraphTimeoutError
from tests.fakes import TODAY, FakeGraph, by_id
from tests.things import city

pytestmark = pytest.mark.anyio

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = "00f067aa0ba902b7"
CARRIED = {"traceparent": f"00-{TRACE}-{PARENT}-01", "tracestate": "vendor=opaque"}
SOMEBODY = "somebody"

QUERY = "query Mine($slug: String!) { city(slug: $slug) { id } }"
ASKED = {"query": QUERY, "variables": {"slug": "phuket"}}


class World:
    """An application that makes spans, a client of it, and the spans."""

    def __init__(self, graph: FakeGraph, *, documents: bool = False, provider: TracerProvider | None = None) -> None:
        self.exporter = InMemorySpanExporter()
        provider = provider or TracerProvider(shutdown_on_exit=False)
        provider.add_span_processor(SimpleSpanProcessor(self.exporter))
        self.app = create_app(graph, lambda: TODAY, tracing=Tracing(provider, documents=documents))

    @contextlib.asynccontextmanager
    async def client(self) -> AsyncIterator[httpx.AsyncClient]:
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://mueang.test") as client:
            yield client

    @property
    def spans(self) -> tuple[ReadableSpan, ...]:
        return self.exporter.get_finished_spans()

    def attributes(self, kind: SpanKind) -> Mapping[str, Any]:
        (span,) = [each for each in self.spans if each.kind is kind]
        return dict(span.attributes or {})


async def test_an_operation_is_a_span_and_each_read_one_below_it() -> None:
    world = World(FakeGraph(by_id(city())))
    async with world.client() as client:
        response = await client.post("/graphql", json=ASKED, headers=CARRIED)

    read, request = world.spans
    assert (request.name, request.kind, request.status.status_code) == ("query", SpanKind.SERVER, StatusCode.UNSET)
    assert (read.name, read.kind) == ("city.by_id", SpanKind.CLIENT)
    assert {format_trace_id(each.context.trace_id) for each in (read, request)} == {TRACE}
    assert request.parent is not None
    assert format_span_id(request.parent.span_id) == PARENT
    assert request.context.trace_state["vendor"] == "opaque"
    assert read.parent is not None
    assert read.parent.span_id == request.context.span_id
    assert world.attributes(SpanKind.SERVER) == {
        "http.request.method": "POST",
        "http.response.status_code": 200,
        "http.route": "/graphql",
        "url.path": "/graphql",
        "url.scheme": "http",
        "graphql.operation.type": "query",
        "graphql.operation.name": "Mine",
        "mueang.operation.cost": 1,
        "mueang.request.id": response.headers["x-request-id"],
    }
    assert world.attributes(SpanKind.CLIENT) == {
        "db.system.name": "neo4j",
        "db.operation.name": "city.by_id",
        "db.query.summary": "city.by_id",
        "db.operation.batch.size": 1,
        "db.response.returned_rows": 1,
    }


async def test_a_request_that_nobody_sent_on_begins_a_trace_that_the_log_names(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO", "mueang.access")
    world = World(FakeGraph())
    async with world.client() as client:
        await client.get("/docs/limits")

    (request,) = world.spans
    assert (request.name, request.parent) == ("GET /docs/{slug}", None)
    (line,) = [record for record in caplog.records if record.name == "mueang.access"]
    assert line.__dict__["trace"] == format_trace_id(request.context.trace_id)


async def test_no_span_says_who_asks_or_with_which_values() -> None:
    world = World(FakeGraph())
    headers = {"user-agent": SOMEBODY, "x-forwarded-for": SOMEBODY, "cookie": SOMEBODY, "authorization": SOMEBODY}
    async with world.client() as client:
        asked = {
            "query": f'query Mine($slug: String!) {{ city(slug: $slug) {{ id }} b: city(slug: "{SOMEBODY}") {{ id }} }}'
        }
        await client.post(f"/graphql?x={SOMEBODY}", json={**asked, "variables": {"slug": SOMEBODY}}, headers=headers)

    assert len(world.spans) > 1
    assert SOMEBODY not in "".join(span.to_json() for span in world.spans)


async def test_the_document_is_told_if_it_is_asked_for() -> None:
    world = World(FakeGraph(), documents=True)
    async with world.client() as client:
        await client.post("/graphql", json=ASKED)

    assert world.attributes(SpanKind.SERVER)["graphql.document"] == QUERY


async def test_a_read_that_fails_is_told_as_such() -> None:
    world = World(FakeGraph(failing={"city.by_id": GraphTimeoutError("city.by_id")}))
    async with world.client() as client:
        await client.post("/graphql", json=ASKED)

    reads = [each for each in world.spans if each.kind is SpanKind.CLIENT]
    assert {each.status.status_code for each in reads} == {StatusCode.ERROR}
    assert {dict(each.attributes or {})["error.type"] for each in reads} == {"GraphTimeoutError"}
    assert world.attributes(SpanKind.SERVER)["error.type"] == "TIMEOUT"


async def test_an_operation_of_which_nothing_is_known_is_called_so() -> None:
    world = World(FakeGraph())
    async with world.client() as client:
        await client.post("/graphql", json={"query": "{"})

    (request,) = world.spans
    assert (request.name, request.status.status_code) == ("GraphQL Operation", StatusCode.UNSET)
    assert world.attributes(SpanKind.SERVER)["error.type"] == "GRAPHQL_VALIDATION_FAILED"


async def test_a_request_that_breaks_is_told_as_our_failure() -> None:
    class Broken(FakeGraph):
        @property
        def known(self) -> Any:
            raise ZeroDivisionError

        @known.setter
        def known(self, _: object) -> None:
            """Nothing is known."""

    world = World(Broken())
    async with world.client() as client:
        answer = await client.get("/version")

    assert answer.status_code == 500
    (request,) = world.spans
    assert (request.name, request.status.status_code) == ("GET /version", StatusCode.ERROR)


async def test_probes_make_no_spans_and_what_leads_nowhere_has_no_name() -> None:
    world = World(FakeGraph())
    async with world.client() as client:
        await client.get("/livez")
        await client.get("/readyz")
        await client.get("/nowhere")

    assert [span.name for span in world.spans] == ["GET"]


async def test_what_is_not_sampled_is_not_made() -> None:
    world = World(FakeGraph(by_id(city())), provider=TracerProvider(ALWAYS_OFF, shutdown_on_exit=False))
    async with world.client() as client:
        answer = await client.post("/graphql", json=ASKED)

    assert answer.status_code == 200
    assert world.spans == ()


async def test_what_runs_is_said_in_each_span_unless_the_environment_says_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")
    ours = tracing_of(Settings())
    monkeypatch.setenv("OTEL_SERVICE_NAME", "mueang-staging")
    monkeypatch.setenv("OTEL_TRACES_SAMPLER", "always_off")
    theirs = tracing_of(Settings())
    await ours.close()
    await theirs.close()

    assert ours.provider.resource.attributes["service.name"] == "mueang"
    assert theirs.provider.resource.attributes["service.name"] == "mueang-staging"
    assert theirs.provider.sampler is ALWAYS_OFF


@pytest.mark.parametrize(
    ("environment", "traced"),
    [
        ({}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318"}, True),
        ({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://127.0.0.1:4318/v1/traces"}, True),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318", "OTEL_SDK_DISABLED": "true"}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318", "OTEL_TRACES_EXPORTER": "none"}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": ""}, False),
    ],
)
def test_the_standards_own_variables_say_whether_there_are_traces(
    environment: dict[str, str], traced: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert Settings().traced is traced


def test_a_server_without_metrics_and_traces_loads_neither() -> None:
    script = (
        "import sys, api.app\n"
        "found = [name for name in sys.modules if name.startswith(('prometheus_client', 'opentelemetry'))]\n"
        "print(found)"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=PACKAGED.parent
    )  # fmt: skip

    assert json.loads(done.stdout) == []


def test_what_is_told_of_nothing_is_nothing() -> None:
    exporter = InMemorySpanExporter()
    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    tracing = Tracing(provider)

    with tracing.tracer.start_as_current_span("made") as span:
        tracing.finish(span, Passage("0", "GET", "/", operation=Told()), "/", 200)

    (made,) = exporter.get_finished_spans()
    assert dict(made.attributes or {}) == {"http.route": "/", "http.response.status_code": 200, "error.type": "gone"}
