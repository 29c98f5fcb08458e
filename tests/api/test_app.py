"""The application as a whole: its routes, its lifespan, what browsers may do."""

import asyncio
import gc
import os
import signal

import pytest
from graphql import parse, validate

from api.app import OWN_QUESTIONS, create_app, end_with, shelved
from api.schema.root import SCHEMA
from api.worker import from_environment
from graph.errors import GraphUnavailableError
from graph.queries.wording import WORDINGS
from graph.search.shelf import Shelf
from tests.fakes import JSON, TODAY, FakeGraph, ask, client_of

pytestmark = pytest.mark.anyio

CROSS_ORIGIN = ("access-control-allow-origin", "access-control-expose-headers")


async def test_the_first_page_says_how_to_ask() -> None:
    async with client_of(FakeGraph()) as client:
        response = await client.get("/")

    assert (response.status_code, response.headers["content-type"]) == (200, "text/plain; charset=utf-8")
    assert response.headers["vary"] == "Accept"  # where pages are built, browsers get one here
    assert "/graphql" in response.text


async def test_the_query_on_the_first_page_is_one() -> None:
    async with client_of(FakeGraph()) as client:
        text = (await client.get("/")).text

    query = text.partition('{"query": "')[2].partition('"}')[0].replace('\\"', '"')
    assert await ask(FakeGraph(), query) == {"data": {"city": None}}


@pytest.mark.parametrize("question", OWN_QUESTIONS)
def test_what_the_server_asks_itself_fits_the_schema(question: str) -> None:
    assert validate(SCHEMA.plain, parse(question)) == []


async def test_the_icon_is_found_where_it_is_looked_for() -> None:
    async with client_of(FakeGraph()) as client:
        response = await client.get("/favicon.ico")

    assert (response.status_code, response.headers["location"]) == (308, "/static/icon.svg")
    assert response.headers["cache-control"] == "public, max-age=3600"  # as long as the icon itself


async def test_an_unknown_page_is_not_found() -> None:
    async with client_of(FakeGraph()) as client:
        assert (await client.get("/nowhere")).status_code == 404


async def test_a_browser_of_any_page_may_ask() -> None:
    headers = {
        "origin": "https://example.org",
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
    }

    async with client_of(FakeGraph()) as client:
        response = await client.options("/graphql", headers=headers)
        del headers["access-control-request-headers"]
        plain = await client.options("/graphql", headers=headers)

    assert response.status_code == 200
    assert response.headers["access-control-allow-origin"] == "*"
    assert "POST" in response.headers["access-control-allow-methods"]
    assert response.headers["access-control-allow-headers"] == "content-type"
    assert response.headers["access-control-max-age"] == plain.headers["access-control-max-age"] == "600"
    assert "access-control-allow-headers" not in plain.headers


@pytest.mark.parametrize("headers", [{}, {"origin": "https://example.org"}, {"access-control-request-method": "POST"}])
async def test_only_a_browser_that_asks_for_leave_is_given_it(headers: dict[str, str]) -> None:
    async with client_of(FakeGraph()) as client:
        response = await client.options("/graphql", headers=headers)

    assert response.status_code == 405
    assert "access-control-allow-methods" not in response.headers


@pytest.mark.parametrize(
    ("body", "status"), [(b'{"query": "{ release { id } }"}', 200), (b"", 400), (b" " * 10**6 + b" ", 413)]
)
async def test_a_browser_may_read_the_answer_and_its_id_even_if_it_is_refused(body: bytes, status: int) -> None:
    async with client_of(FakeGraph()) as client:
        response = await client.post("/graphql", content=body, headers={"origin": "https://example.org", **JSON})

    assert response.status_code == status
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.headers["access-control-expose-headers"] == (
        "X-Request-Id, RateLimit, RateLimit-Policy, Retry-After, Server-Timing, ETag, Link, Content-Range"
    )


@pytest.mark.parametrize(
    "path", ["/", "/nowhere", "/graphql?query={release{id}}", "/schema.graphql", "/livez", "/data/x", "/favicon.ico"]
)
async def test_an_answer_that_others_keep_is_the_same_for_every_site(path: str) -> None:
    async with client_of(FakeGraph()) as client:
        own = await client.get(path)
        others = await client.get(path, headers={"origin": "https://example.org"})

    told = [{name: each.headers.get(name) for name in (*CROSS_ORIGIN, "vary")} for each in (own, others)]
    assert told[0] == told[1]
    assert told[0]["access-control-allow-origin"] == "*"
    assert "Origin" not in (told[0]["vary"] or "")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/nowhere", 404),
        ("PUT", "/graphql", 405),
        ("GET", "/graphql/", 307),
        ("GET", "/data/x", 404),
        ("GET", "/sitemap.xml?part=9", 404),
    ],
)
async def test_nobody_keeps_what_says_nothing_of_that(method: str, path: str, status: int) -> None:
    async with client_of(FakeGraph()) as client:
        response = await client.request(method, path)

    assert (response.status_code, response.headers["cache-control"]) == (status, "no-store")


async def test_nobody_keeps_what_is_refused_before_it_is_read() -> None:
    async with client_of(FakeGraph()) as client:
        refused = [
            await client.post("/graphql", content=b" " * (10**6 + 1), headers=JSON),
            await client.get("/", headers={"a": "x" * 33_000}),
        ]

    assert [each.status_code for each in refused] == [413, 431]
    assert [each.headers["cache-control"] for each in refused] == ["no-store"] * 2


async def test_the_graph_is_watched_while_the_application_runs() -> None:
    graph = FakeGraph()
    application = create_app(graph, lambda: TODAY)

    async with application.router.lifespan_context(application):
        during = graph.watching

    assert (during, graph.watching) == (True, False)


async def test_a_worker_finds_the_database_in_its_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    monkeypatch.setenv("MUEANG_DEADLINE", "0.5")

    before = gc.get_threshold()
    application = from_environment()
    frozen, thresholds = gc.get_freeze_count(), gc.get_threshold()
    gc.unfreeze()
    gc.set_threshold(*before)

    async with application.router.lifespan_context(application):
        paths = {route.path for route in application.routes}  # type: ignore[attr-defined] # each is a path's

    assert paths > {"/", "/graphql", "/schema.graphql", "/sitemap.xml", "/data/{path:path}", "/livez", "/readyz"}
    assert frozen > len(SCHEMA.plain.type_map)
    assert thresholds[2] > before[2]  # everything is looked through less often than usual


async def test_a_worker_ends_when_its_parent_is_gone() -> None:
    told: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, _: told.append(number))

    await end_with(os.getppid() + 1)

    signal.signal(signal.SIGTERM, before)
    assert told == [signal.SIGTERM]


async def test_a_leashed_worker_whose_parent_lives_goes_on() -> None:
    graph = FakeGraph()
    application = create_app(graph, lambda: TODAY, leashed=True)

    async with application.router.lifespan_context(application):
        await asyncio.sleep(0)
        during = graph.watching

    assert (during, graph.watching) == (True, False)


async def test_a_release_is_searchable_before_anybody_asks() -> None:
    graph = FakeGraph()
    application = create_app(graph, lambda: TODAY)

    async with application.router.lifespan_context(application):
        read = {name for name, _ in graph.reads}

    assert read == {query.name for query in WORDINGS.values()}


async def test_a_release_that_cannot_be_made_searchable_is_served_and_that_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    graph = FakeGraph(failing={"city.wording": ZeroDivisionError()})
    application = create_app(graph, lambda: TODAY)

    async with application.router.lifespan_context(application):
        during = graph.watching

    assert during
    assert "release release-1 is served without search" in caplog.text


async def test_a_release_whose_names_the_graph_does_not_give_is_not_served_yet() -> None:
    prepare = shelved(Shelf())
    graph = FakeGraph(failing={"city.wording": GraphUnavailableError("city.wording")})

    with pytest.raises(GraphUnavailableError):
        await prepare(graph.at(graph.release, TODAY))
