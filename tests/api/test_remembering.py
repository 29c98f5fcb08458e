"""Answers that are the same: remembered, told apart, and not sent again to who has them."""

import tracemalloc
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

import httpx
import pytest

from api.answering import Answer, Operation, Prepared, prepared
from api.app import create_app
from api.bounded import ENTRY
from api.context import context_of
from api.remembering import Memory, name_of
from api.reporting import Reports
from api.schema.root import DOCUMENTS
from api.settings import Terms
from graph.errors import GraphTimeoutError
from graph.model import CityCounts
from tests.api.test_compression import DECODED
from tests.fakes import RELEASE, TODAY, FakeGraph, by_id, client_of, uncosted
from tests.things import city, edge_of, province

pytestmark = pytest.mark.anyio

CITY = '{ city(slug: "phuket") { id } }'
NAMED = "query A($id: ID!) { city(id: $id) { id } } query B($id: ID!) { city(id: $id) { id slug: id } }"


def name(
    query: str, graph: FakeGraph | None = None, day: date = TODAY, operation: str | None = None, **variables: Any
) -> str | None:
    """The name of the answer to a question."""
    reports = variables.pop("reports", None)
    context = replace(context_of(graph or FakeGraph(), day), reports=reports)
    ready = prepared(DOCUMENTS, context, Operation(query, variables, operation), TODAY)
    assert isinstance(ready, Prepared)
    return name_of(ready)


def test_two_questions_that_may_have_different_answers_have_different_names() -> None:
    later = FakeGraph(release=RELEASE.model_copy(update={"id": "release-2"}))
    anew = FakeGraph(release=RELEASE.model_copy(update={"loaded": "2026-02-03T04:05:06Z"}))
    names = [
        name(CITY),
        name(CITY, later),
        name(CITY, anew),
        name(CITY, day=date(2022, 1, 1)),
        name(CITY.replace("{ city", 'query @asOf(date: "2022-01-02") { city')),
        name(CITY + " "),
        name(NAMED, operation="A", id="city:phuket"),
        name(NAMED, operation="B", id="city:phuket"),
        name(NAMED, operation="B", id="city:other"),
        name(CITY, reports=Reports("https://example.org/{fact}")),
        name(CITY, reports=Reports("https://example.com/{fact}")),
    ]

    assert None not in names
    assert len(set(names)) == len(names)
    assert name(CITY) == names[0]
    assert name("{ rateLimit { remaining } }") is None


async def test_an_answer_is_read_once_and_known_by_its_tag() -> None:
    graph = FakeGraph(by_id(city()))
    async with client_of(graph) as client:
        first = await client.get("/graphql", params={"query": CITY})
        again = await client.get("/graphql", params={"query": CITY})
        known = await client.get("/graphql", params={"query": CITY}, headers={"if-none-match": first.headers["etag"]})
        other = await client.get("/graphql", params={"query": CITY}, headers={"if-none-match": 'W/"other"'})

    assert first.json() == again.json() == other.json()
    assert first.headers["cache-control"] == "public, max-age=60"
    assert (known.status_code, known.content, known.headers["etag"]) == (304, b"", first.headers["etag"])
    assert [read for read, _ in graph.reads] == ["city.by_id"]


@pytest.mark.parametrize(
    ("query", "fields", "status"),
    [
        (CITY, {}, 304),
        ("{ provinces { nodes { id } } }", {"format": "csv"}, 304),
        ("{ rateLimit { limit } }", {}, 200),
        ("{ mars }", {}, 200),
        ("{ cities(first: 100) { nodes { decisions(first: 100) { nodes { sources { id } id } } } } }", {}, 429),
    ],
)
async def test_who_has_anything_at_all_gets_nothing_where_there_is_an_answer(
    query: str, fields: dict[str, str], status: int
) -> None:
    async with client_of(FakeGraph(by_id(city())), Terms(points=5_000)) as client:
        got = await client.get("/graphql", params={"query": query, **fields}, headers={"if-none-match": "*"})
        posted = await client.post("/graphql", json={"query": query}, headers={"if-none-match": " * "})

    assert (got.status_code, "etag" in got.headers) == (status, status == 304)
    assert (posted.status_code, bool(posted.content)) == (429 if status == 429 else 200, True)


async def test_without_room_every_request_is_executed_anew() -> None:
    graph = FakeGraph({("programme.counts", ""): [CityCounts(approved=3, handed_over=2, in_force=1)]})
    app = create_app(graph, lambda: TODAY, terms=Terms(answers=0, rows=0))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://mueang.test") as client:
        answers = [await client.get("/graphql", params={"query": "{ counts { approved } }"}) for _ in range(2)]

    assert [uncosted(each) for each in answers] == [{"data": {"counts": {"approved": 3}}}] * 2
    assert [read for read, _ in graph.reads] == ["programme.counts"] * 2


async def test_forms_of_one_answer_have_tags_of_their_own() -> None:
    query = "{ provinces { nodes { id } } }"
    tags = []
    async with client_of(FakeGraph()) as client:
        for fields in ({}, {"format": "csv"}, {"format": "csv", "bom": "true"}, {"format": "ndjson"}):
            response = await client.get("/graphql", params={"query": query, **fields})
            tags.append(response.headers["etag"])

    assert len(set(tags)) == 4


async def test_errors_are_not_kept() -> None:
    graph = FakeGraph(by_id(city()), failing={"city.by_id": GraphTimeoutError("")})
    async with client_of(graph) as client:
        failed = await client.get("/graphql", params={"query": CITY})
        graph.failing = {}
        right = await client.get("/graphql", params={"query": CITY})
        refused = await client.get("/graphql", params={"query": "{ mars }"})

    assert failed.headers["cache-control"] == refused.headers["cache-control"] == "no-store"
    assert "etag" not in failed.headers
    assert uncosted(right) == {"data": {"city": {"id": "city:phuket"}}}


async def test_a_new_release_is_answered_anew() -> None:
    graph = FakeGraph(by_id(city()))
    async with client_of(graph) as client:
        before = await client.get("/graphql", params={"query": "{ release { id } }"})
        graph.known = RELEASE.model_copy(update={"id": "release-2"})
        after = await client.get("/graphql", params={"query": "{ release { id } }"},
                                 headers={"if-none-match": before.headers["etag"]})  # fmt: skip

    assert uncosted(after) == {"data": {"release": {"id": "release-2"}}}


async def test_what_is_remembered_costs_no_points() -> None:
    app = create_app(FakeGraph(), lambda: TODAY)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://mueang.test") as client:
        left = [
            (await client.get("/graphql", params={"query": "{ release { id } }"})).headers["ratelimit"].split(";")[1]
            for _ in range(2)
        ]

    assert left[0] == left[1] == "r=999999"


def test_the_memory_is_bounded_and_forgets_what_was_asked_for_longest_ago() -> None:
    room = 3 * (len(b'{"data":0}') + ENTRY)
    memory = Memory(most_bytes=room)
    for number in range(3):
        memory.keep(str(number), Answer(data=number))
    memory.find("0")
    memory.keep("3", Answer(data=3))
    memory.keep("4", Answer(data=None, errors=[]))
    memory.keep(None, Answer(data=5))

    assert list(memory.kept) == ["2", "0", "3"]
    assert memory.bytes == room
    assert memory.find("0") == {"data": 0}
    assert memory.find("1") is memory.find(None) is None


def test_small_answers_take_no_more_room_than_is_said() -> None:
    memory = Memory(most_bytes=1_000_000)
    tracemalloc.start()
    for number in range(10_000):
        memory.keep(sha256(str(number).encode()).hexdigest(), Answer(data=None))
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(memory.kept) < 10_000
    assert held < 1_200_000


def test_an_answer_is_written_as_json_once() -> None:
    memory, answer = Memory(most_bytes=1_000), Answer(data={"a": 1})

    memory.keep("a", answer)

    again = [memory.find("a") for _ in range(2)]
    assert all(each is not None and each.json is answer.json and each == answer for each in again)
    assert answer.json == b'{"data":{"a":1}}'


async def test_a_remembered_answer_becomes_a_table_too() -> None:
    graph = FakeGraph({("province.list", ""): [edge_of(province("TH-83"))]})
    async with client_of(graph) as client:
        told = {"query": "{ provinces { nodes { id } } }"}
        answers = [await client.get("/graphql", params={**told, "format": each}) for each in ("json", "json", "csv")]

    assert answers[0].content == answers[1].content
    assert answers[2].text == "id\r\nprovince:TH-83\r\n"
    assert [read for read, _ in graph.reads] == ["province.list"]


def test_what_is_sent_as_json_is_not_parsed() -> None:
    memory, answer = Memory(most_bytes=1_000), Answer(data={"a": 1})
    memory.keep("a", answer)

    found = memory.find("a", parsed=False)

    assert found is not None
    assert (found.executed, found.json, dict(found)) == (True, answer.json, {"data": None})


async def test_long_answers_are_compressed_for_who_accepts_that() -> None:
    query = "{ provinces { nodes { id } } }"
    cost = " ".join(f"a{number}: release {{ id }}" for number in range(50))
    answers: dict[str, httpx.Response] = {}
    async with client_of(FakeGraph()) as client:
        for coding in DECODED:
            headers = {"accept-encoding": coding}
            answers[coding] = await client.get("/graphql", params={"query": f"{{ {cost} }}"}, headers=headers)
        plain = answers["identity"]
        short = await client.get("/graphql", params={"query": query}, headers={"accept-encoding": "gzip"})
        known = await client.get(
            "/graphql", params={"query": f"{{ {cost} }}"}, headers={"if-none-match": plain.headers["etag"]}
        )

    codings = {coding: each.headers.get("content-encoding", "identity") for coding, each in answers.items()}
    assert codings == {coding: coding for coding in DECODED}
    for coding, each in answers.items():
        decoded = each.content if each.content.startswith(b"{") else DECODED[coding](each.content)
        assert decoded == plain.content
        assert each.headers["vary"] == known.headers["vary"] == "Accept, Accept-Encoding"
        assert each.headers["etag"] == plain.headers["etag"]
    assert (known.status_code, "content-encoding" in short.headers) == (304, False)
