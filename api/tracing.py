"""
Traces of OpenTelemetry: a span for each request, and one for each read of the graph in it.

Set up by the standard's own variables alone. A span holds what the log holds: nothing about who asks, and no value of
a variable or a parameter.
"""

import asyncio
import contextlib
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.propagate import extract
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span, SpanKind, StatusCode, Tracer, format_trace_id
from starlette.middleware import Middleware

from api.build import Build
from api.middleware import App, Receive, Scope, Send, route_of
from api.passage import OK, PROBES, REQUEST, Passage, Told
from graph.errors import GraphError
from graph.model import Record
from graph.query import EVERYTHING, GraphView, Query, ViewOver, Window

R = TypeVar("R", bound=Record)

NAME = "mueang"

GRAPHQL = "/graphql"
"""The address whose spans are called as operations are; those of other addresses, as requests are."""

UNNAMED = "GraphQL Operation"
"""What the conventions call an operation of which not even the kind is known."""

WORST = 500
"""Statuses from here on are failures of ours."""

CLOSE_SECONDS = 5.0
"""For so long a worker that ends waits until its last spans are taken."""


class Tracing:
    """What makes spans; `documents` says whether they hold the documents of operations."""

    def __init__(self, provider: TracerProvider, *, documents: bool = False) -> None:
        self.provider = provider
        self.tracer = provider.get_tracer(NAME)
        self.documents = documents

    @property
    def middleware(self) -> Middleware:
        """What makes the spans of requests."""
        return Middleware(Spans, self)

    def view(self, view: GraphView) -> GraphView:
        """A view with a span for each read."""
        return Traced(view, self.tracer)

    async def close(self) -> None:
        """Hand over what is still there, if it is taken."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asyncio.to_thread(self.provider.shutdown), CLOSE_SECONDS)

    def finish(self, span: Span, passage: Passage, route: str | None, status: int) -> None:
        """Say in a span how a request ended."""
        if route:
            span.set_attribute("http.route", route)
        span.set_attribute("http.response.status_code", status)
        if status >= WORST:
            span.set_attribute("error.type", str(status))
            span.set_status(StatusCode.ERROR)
        told = passage.operation
        if told:
            self.tell(span, told)
        if told and route == GRAPHQL:
            span.update_name(told.kind or UNNAMED)
        else:
            span.update_name(f"{passage.method} {route}" if route else passage.method)

    def tell(self, span: Span, told: Told) -> None:
        """Say in a span which operation it was."""
        attributes = {
            "graphql.operation.type": told.kind,
            "graphql.operation.name": told.name,
            "graphql.document": told.document if self.documents else None,
            "mueang.operation.cost": told.cost,
            "error.type": told.outcome if told.outcome != OK else None,
        }
        span.set_attributes({name: value for name, value in attributes.items() if value is not None})


class Spans:
    """A span for each request, below that of whoever sent it."""

    def __init__(self, app: App, tracing: Tracing) -> None:
        self.app = app
        self.tracing = tracing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in PROBES:
            await self.app(scope, receive, send)
            return
        passage, failed = REQUEST.get(), True
        with self.span(scope, passage) as span:
            try:
                await self.app(scope, receive, send)
                failed = False
            finally:
                self.tracing.finish(span, passage, route_of(scope), WORST if failed else passage.status)

    @contextlib.contextmanager
    def span(self, scope: Scope, passage: Passage) -> Iterator[Span]:
        """The span of a request."""
        carried = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        attributes = {
            "http.request.method": passage.method,
            "url.path": passage.path,
            "url.scheme": scope.get("scheme", "http"),
            "mueang.request.id": passage.id,
        }
        with self.tracing.tracer.start_as_current_span(
            passage.method, extract(carried), SpanKind.SERVER, attributes, record_exception=False,
            set_status_on_exception=False,
        ) as span:  # fmt: skip
            passage.trace = format_trace_id(span.get_span_context().trace_id)
            yield span


class Traced(ViewOver):
    """A view with a span for each read."""

    def __init__(self, view: GraphView, tracer: Tracer) -> None:
        super().__init__(view)
        self.tracer = tracer

    async def fetch(self, query: Query[R], keys: Sequence[str], window: Window = EVERYTHING) -> dict[str, list[R]]:
        """What the view below answers."""
        attributes: Mapping[str, str | int] = {
            "db.system.name": "neo4j",
            "db.query.summary": query.name,
            "db.operation.name": query.name,
            "db.operation.batch.size": len(keys),
        }
        with self.tracer.start_as_current_span(
            query.name, None, SpanKind.CLIENT, attributes, record_exception=False, set_status_on_exception=False
        ) as span:
            try:
                found = await super().fetch(query, keys, window)
            except GraphError as error:
                span.set_attribute("error.type", type(error).__name__)
                span.set_status(StatusCode.ERROR)
                raise
            span.set_attribute("db.response.returned_rows", sum(map(len, found.values())))
            return found


def exporting(build: Build, *, documents: bool) -> Tracing:
    """Spans that are sent by OTLP over HTTP, where, which of them and how being said by the standard variables."""
    own = {"service.name": NAME, "service.version": build.version or "unknown"}
    provider = TracerProvider(
        resource=Resource.create(own).merge(OTELResourceDetector().detect()), shutdown_on_exit=False
    )
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return Tracing(provider, documents=documents)
