"""/livez and /readyz: whether the process runs, and whether it can answer."""

import httpx
import pytest

from api.app import create_app
from api.build import Build
from tests.fakes import TODAY, FakeGraph, client_of

pytestmark = pytest.mark.anyio


async def test_a_process_that_answers_lives_whatever_became_of_the_graph() -> None:
    graph = FakeGraph(release=None)
    graph.reachable = False

    async with client_of(graph) as client:
        response = await client.get("/livez")

    assert (response.status_code, response.json()) == (200, {"live": True})


@pytest.mark.parametrize(
    ("reachable", "served", "status", "body"),
    [
        (True, True, 200, {"ready": True, "reachable": True, "release": "release-1"}),
        (False, True, 503, {"ready": False, "reachable": False, "release": "release-1"}),
        (True, False, 503, {"ready": False, "reachable": True, "release": None}),
        (False, False, 503, {"ready": False, "reachable": False, "release": None}),
    ],
)
async def test_it_is_ready_while_the_graph_answers_and_serves_a_release(
    reachable: bool, served: bool, status: int, body: dict[str, object]
) -> None:
    graph = FakeGraph() if served else FakeGraph(release=None)
    graph.reachable = reachable

    async with client_of(graph) as client:
        response = await client.get("/readyz")

    assert (response.status_code, response.json()) == (status, body)


async def test_a_probe_reads_nothing_and_is_kept_by_nobody() -> None:
    graph = FakeGraph()

    async with client_of(graph) as client:
        answers = [await client.get(path) for path in ("/livez", "/readyz", "/version")]

    assert graph.reads == []
    assert [each.headers["cache-control"] for each in answers] == ["no-store"] * 3


async def test_it_tells_what_it_is_and_nothing_else() -> None:
    graph = FakeGraph()
    graph.engine = "Neo4j/2026.08.1"
    app = create_app(graph, lambda: TODAY, build=Build("1.2.3", "3.11.7", "0a1b2c"))

    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://mueang.test") as client:
        response = await client.get("/version")

    assert response.json() == {
        "version": "1.2.3",
        "commit": "0a1b2c",
        "python": "3.11.7",
        "engine": "Neo4j/2026.08.1",
        "release": {"id": "release-1", "loaded": "2026-01-02T03:04:05Z", "synthetic": False, "as_of": "2023-05-06"},
    }


async def test_what_is_not_known_of_it_is_null() -> None:
    async with client_of(FakeGraph(release=None)) as client:
        told = (await client.get("/version")).json()

    assert {name: told[name] for name in ("commit", "engine", "release")} == dict.fromkeys(
        ("commit", "engine", "release")
    )


def test_a_commit_that_is_not_given_is_none() -> None:
    assert Build.here("").commit is None
