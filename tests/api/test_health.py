"""/livez and /readyz: whether the process runs, and whether it can answer."""

import pytest

from tests.fakes import FakeGraph, client_of

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


async def test_a_probe_reads_nothing() -> None:
    graph = FakeGraph()

    async with client_of(graph) as client:
        await client.get("/readyz")

    assert graph.reads == []
