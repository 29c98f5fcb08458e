"""What a worker measures: of what it does, and by names of which there are only so many."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import httpx
import pytest
from prometheus_client import CollectorRegistry
from starlette.applications import Starlette

from api.app import create_app, measuring
from api.execution.aside import Reason
from api.metrics.look import LOOK_SECONDS
from api.metrics.worker import Metrics
from api.settings import Terms
from graph.errors import GraphMismatchError, GraphTimeoutError, GraphUnavailableError
from tests.api.test_reading import PATIENCE, Visit
from tests.fakes import RELEASE, TODAY, FakeGraph, HangingGraph, by_id
from tests.things import city

pytestmark = pytest.mark.anyio

KNOWN = frozenset({"Known"})

PHUKET = {"query": '{ city(slug: "phuket") { id } }'}


class World:
    """An application, a client of it, and what was measured in it."""

    def __init__(self, app: Starlette, client: httpx.AsyncClient, registry: CollectorRegistry) -> None:
        self.app = app
        self.client = client
        self.registry = registry

    async def ask(self, query: str, **more: object) -> httpx.Response:
        return await self.client.post("/graphql", json={"query": query, **more})

    def value(self, name: str, **labels: str) -> float | None:
        return self.registry.get_sample_value(name, labels)


@contextlib.asynccontextmanager
async def world(graph: FakeGraph, terms: Terms | None = None) -> AsyncIterator[World]:
    """An application that runs; what it counted in plain numbers is carried over when it ends."""
    registry = CollectorRegistry()
    app = create_app(graph, lambda: TODAY, terms=terms, metrics=Metrics(KNOWN, registry))
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://mueang.test") as client,
    ):
        yield World(app, client, registry)


async def test_requests_are_counted_by_route_and_never_by_path() -> None:
    async with world(FakeGraph(by_id(city()))) as seen:
        await seen.ask("{ release { id } }")
        for path in ("/livez", "/nowhere", "/other", "/docs/limits", "/docs/errors"):
            await seen.client.get(path)
        await seen.client.request("BREW", "/livez")

    counted = {
        (each.labels["method"], each.labels["route"], each.labels["status"]): each.value
        for metric in seen.registry.collect()
        for each in metric.samples
        if each.name == "mueang_http_requests_total"
    }
    assert counted == {
        ("POST", "/graphql", "200"): 1,
        ("GET", "/livez", "200"): 1,
        ("GET", "none", "404"): 2,
        ("GET", "/docs/{slug}", "200"): 2,
        ("other", "/livez", "405"): 1,
    }
    assert seen.value("mueang_http_request_duration_seconds_count", route="/docs/{slug}") == 2
    assert seen.value("mueang_http_requests_in_progress") == 0


async def test_operations_are_counted_by_names_that_came_with_the_program() -> None:
    async with world(FakeGraph()) as seen:
        await seen.ask("query Known { release { id } }")
        await seen.ask("query Mine { release { id } }")
        await seen.ask("query Yours { release { id } }")
        await seen.ask("{ release { id } }")
        await seen.ask("{ mars }")
        await seen.ask("query Known { cities(first: 101) { nodes { id } } }")

    counted = {
        (each.labels["operation"], each.labels["outcome"]): each.value
        for metric in seen.registry.collect()
        for each in metric.samples
        if each.name == "mueang_operations_total"
    }
    assert counted == {
        ("Known", "ok"): 1,
        ("other", "ok"): 2,
        ("anonymous", "ok"): 1,
        ("unread", "GRAPHQL_VALIDATION_FAILED"): 1,
        ("Known", "BAD_USER_INPUT"): 1,
    }
    assert seen.value("mueang_operation_duration_seconds_count", operation="other") == 2


async def test_the_names_of_what_came_with_the_program_are_known() -> None:
    known = measuring().known

    assert "ExplorerWithoutScript" in known
    assert "City" not in known


async def test_an_operation_that_nobody_waits_for_is_counted_as_gone() -> None:
    graph, visit, metrics = HangingGraph(), Visit(), Metrics(KNOWN)
    app = create_app(graph, lambda: TODAY, metrics=metrics)
    request = asyncio.ensure_future(app(visit.scope, visit.receive, visit.send))
    await asyncio.wait_for(graph.hanging.wait(), PATIENCE)

    visit.leaves.set()
    await asyncio.wait_for(request, PATIENCE)

    assert metrics.tallies.operations == {("anonymous", "gone"): 1}
    assert metrics.tallies.requests == {("POST", "/graphql", "499"): 1}


async def test_an_operation_that_breaks_is_counted_as_our_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("api.service.prepared", broken)

    async with world(FakeGraph()) as seen:
        await seen.ask("{ release { id } }")

    assert seen.value("mueang_operations_total", operation="unread", outcome="INTERNAL_SERVER_ERROR") == 1
    assert seen.value("mueang_http_requests_total", method="POST", route="/graphql", status="500") == 1


async def test_reads_are_measured_by_the_name_of_their_query() -> None:
    async with world(FakeGraph(by_id(city()))) as seen:
        await seen.ask(PHUKET["query"])

    assert seen.value("mueang_read_duration_seconds_count", query="city.by_id") == 1
    assert seen.value("mueang_read_rows_total", query="city.by_id") == 1


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (GraphTimeoutError("city.by_id"), "timeout"),
        (GraphUnavailableError("city.by_id"), "unavailable"),
        (GraphMismatchError("city.by_id"), "mismatch"),
    ],
)
async def test_reads_that_fail_are_counted_by_why(error: Exception, reason: str) -> None:
    async with world(FakeGraph(failing={"city.by_id": error})) as seen:
        await seen.ask(PHUKET["query"])

    failures = seen.value("mueang_read_failures_total", query="city.by_id", reason=reason)
    assert failures is not None
    assert failures >= 1
    assert seen.value("mueang_read_rows_total", query="city.by_id") is None


async def test_what_was_remembered_is_counted() -> None:
    async with world(FakeGraph(by_id(city()))) as seen:
        await seen.ask(PHUKET["query"])
        await seen.ask(PHUKET["query"])
        await seen.ask(PHUKET["query"] + " ")

    def counted(cache: str) -> tuple[float | None, float | None]:
        return (
            seen.value("mueang_cache_hits_total", cache=cache),
            seen.value("mueang_cache_misses_total", cache=cache),
        )

    assert counted("answers") == (1, 2)
    assert counted("documents") == (1, 2)
    assert counted("rows") == (1, 1)
    assert counted("plans") == (0, 2)
    assert seen.value("mueang_cache_entries", cache="answers") == 2
    assert (seen.value("mueang_cache_answers_bytes") or 0) > 0


async def test_reads_that_requests_shared_are_counted() -> None:
    async with world(FakeGraph(by_id(city())), Terms(rows=0, answers=0)) as seen:
        await asyncio.gather(*(seen.ask(PHUKET["query"]) for _ in range(3)))

    assert seen.value("mueang_read_joined_total") == 2


async def test_points_are_counted_and_who_had_too_few() -> None:
    async with world(FakeGraph(by_id(city())), Terms(points=3)) as seen:
        await seen.ask("{ release { id } }")
        await seen.ask("{ provinces { nodes { id } } }")

    assert seen.value("mueang_limiter_admitted_total") == 1
    assert seen.value("mueang_limiter_refused_total") == 1
    assert seen.value("mueang_limiter_points_total") == 1
    assert seen.value("mueang_limiter_store_failures_total") == 0
    assert seen.value("mueang_operations_total", operation="anonymous", outcome="RATE_LIMITED") == 1


async def test_what_no_plan_answers_is_counted_by_why() -> None:
    async with world(FakeGraph()) as seen:
        await seen.ask("{ __schema { queryType { name } } }")
        await seen.ask("{ release { id } }")

    assert seen.value("mueang_executor_compiled_total") == 1
    assert seen.value("mueang_executor_fallbacks_total", reason=Reason.INTROSPECTION.value) == 1


async def test_without_plans_there_is_nothing_to_tell_of_them() -> None:
    async with world(FakeGraph(), Terms(compiled=False)) as seen:
        await seen.ask("{ release { id } }")

    assert seen.value("mueang_executor_compiled_total") == 0
    assert seen.value("mueang_cache_hits_total", cache="plans") is None


async def test_the_connections_are_told_as_they_are() -> None:
    graph = FakeGraph()
    graph.connections.in_use, graph.connections.idle = 3, 4
    graph.connections.acquired, graph.connections.waited = 5, 0.25

    async with world(graph) as seen:
        pass

    assert seen.value("mueang_pool_connections", state="in_use") == 3
    assert seen.value("mueang_pool_connections", state="idle") == 4
    assert seen.value("mueang_pool_acquisitions_total") == 5
    assert seen.value("mueang_pool_acquisition_seconds_total") == 0.25


async def test_the_release_that_is_served_is_told_and_since_when() -> None:
    graph = FakeGraph()

    async with world(graph) as seen:
        first = {"release": "release-1", "synthetic": "false"}
        assert seen.value("mueang_release_info", **first) == 1
        assert seen.value("mueang_release_loaded_timestamp_seconds") == 1767323045
        assert seen.value("mueang_workers_ready") == 1
        graph.known = RELEASE.model_copy(update={"id": "release-2", "loaded": "2026-01-03T03:04:05Z"})

    assert seen.value("mueang_release_info", **first) == 0
    assert seen.value("mueang_release_info", release="release-2", synthetic="false") == 1
    assert seen.value("mueang_release_loaded_timestamp_seconds") == 1767323045 + 86400


async def test_a_worker_that_does_not_reach_the_graph_is_not_ready() -> None:
    graph = FakeGraph(release=None)
    graph.reachable = False

    async with world(graph) as seen:
        assert seen.value("mueang_workers") == 1
        assert seen.value("mueang_workers_ready") == 0
        assert seen.value("mueang_graph_up") == 0
        assert seen.value("mueang_release_seen_timestamp_seconds") == 0


async def test_what_is_counted_is_carried_over_while_the_worker_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.metrics.look.LOOK_SECONDS", LOOK_SECONDS / 100)
    labels = {"method": "GET", "route": "/livez", "status": "200"}

    async with world(FakeGraph()) as seen:
        await seen.client.get("/livez")
        async with asyncio.timeout(60):
            while seen.value("mueang_http_requests_total", **labels) != 1:
                await asyncio.sleep(0.01)
