"""`/mcp`, asked by the client of its library: what there is, what comes of it, and that the service is asked."""

import contextlib
import json
import logging
from collections.abc import AsyncIterator
from hashlib import sha256
from typing import Any

import httpx2
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp_types import (
    CLIENT_CAPABILITIES_META_KEY,
    PROTOCOL_VERSION_META_KEY,
    CallToolResult,
    TextContent,
)
from mcp_types.version import LATEST_MODERN_VERSION

from api.app import create_app
from api.document.limits import Limits
from api.example import examples
from api.front import Front
from api.key import Key
from api.settings import Terms
from graph.errors import GraphTimeoutError
from tests import things
from tests.fakes import TODAY, FakeGraph, by_id

pytestmark = pytest.mark.anyio

OPEN = Front(mcp=True)
PHUKET = by_id(things.city())

META = {PROTOCOL_VERSION_META_KEY: LATEST_MODERN_VERSION, CLIENT_CAPABILITIES_META_KEY: {}}
"""What goes with each request as the protocol is now."""


@contextlib.asynccontextmanager
async def assistant(
    graph: FakeGraph | None = None, *, terms: Terms | None = None, mode: str = "auto", key: str | None = None
) -> AsyncIterator[Client]:
    """An assistant that is connected with a server."""
    app = create_app(graph or FakeGraph(PHUKET), lambda: TODAY, front=OPEN, terms=terms)
    transport, headers = httpx2.ASGITransport(app), {"x-api-key": key} if key else {}
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(transport=transport, base_url="http://mueang.test", headers=headers) as http,
        Client(streamable_http_client("http://mueang.test/mcp", http_client=http), mode=mode) as client,
    ):
        yield client


def text_of(result: CallToolResult) -> str:
    """What a tool gave."""
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


def code_of(result: CallToolResult) -> str:
    """The code of the error that a tool gave."""
    assert result.is_error
    code: str = json.loads(text_of(result))["errors"][0]["extensions"]["code"]
    return code


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_an_assistant_finds_every_example_and_three_tools_more(mode: str) -> None:
    async with assistant(mode=mode) as client:
        found = (await client.list_tools()).tools

    assert {each.name for each in found} == {"search", "schema", "query", *(each.name for each in examples())}
    assert all(each.annotations and each.annotations.read_only_hint for each in found)
    assert all(each.input_schema["type"] == "object" for each in found)


async def test_an_example_takes_what_its_operation_does() -> None:
    async with assistant() as client:
        found = {each.name: each.input_schema for each in (await client.list_tools()).tools}

    assert found["where-one-area-stands"] == {
        "type": "object",
        "properties": {"city": {"type": "string", "default": "city:samyan"}},
        "required": [],
        "additionalProperties": False,
    }
    kinds = found["search"]["properties"]["kinds"]
    assert (kinds["type"], "CITY" in kinds["items"]["enum"]) == ("array", True)
    assert found["search"]["required"] == ["text"]


async def test_a_query_is_answered_with_what_it_cost() -> None:
    query = "query($id: ID!) { city(id: $id) { id name { en } } }"

    async with assistant() as client:
        result = await client.call_tool("query", {"query": query, "variables": {"id": "city:phuket"}})

    answer = json.loads(text_of(result))
    assert answer["data"] == {"city": {"id": "city:phuket", "name": {"en": "Phuket"}}}
    assert answer["extensions"]["cost"]["limit"] == Limits().cost
    assert not result.is_error


async def test_an_example_is_answered_by_its_name() -> None:
    async with assistant() as client:
        result = await client.call_tool("where-one-area-stands", {"city": "city:nowhere"})

    assert json.loads(text_of(result))["data"] == {"city": None}


async def test_search_finds_things() -> None:
    async with assistant(FakeGraph()) as client:
        result = await client.call_tool("search", {"text": "Phuket"})

    assert json.loads(text_of(result))["data"]["search"] == {"totalCount": 0, "edges": []}


async def test_the_schema_is_read_in_pieces() -> None:
    async with assistant() as client:
        outline = text_of(await client.call_tool("schema", {}))
        city = text_of(await client.call_tool("schema", {"types": ["City", "Name"]}))
        wrong = await client.call_tool("schema", {"types": ["Citty"]})
        many = await client.call_tool("schema", {"types": ["City"] * 11})

    assert "city(id: ID, slug: String): City  # The City of an `id`" in outline
    assert len(outline) < 25_000
    assert "type City implements" in city
    assert "type Name " in city
    assert "there is no type 'Citty': City" in text_of(wrong)
    assert (code_of(wrong), code_of(many)) == ("BAD_USER_INPUT", "BAD_USER_INPUT")


async def test_a_type_is_given_once_however_often_it_is_named() -> None:
    async with assistant() as client:
        once, often = [text_of(await client.call_tool("schema", {"types": ["City"] * each})) for each in (1, 10)]

    assert once == often


async def test_no_type_is_looked_for_by_a_name_that_is_longer_than_any(monkeypatch: pytest.MonkeyPatch) -> None:
    def compared(name: str, *_: object, **__: object) -> list[str]:
        raise AssertionError(name[:80])

    monkeypatch.setattr("api.assistants.outline.get_close_matches", compared)

    async with assistant() as client:
        result = await client.call_tool("schema", {"types": ["CityProvince" * 80_000]})

    assert code_of(result) == "BAD_USER_INPUT"
    assert "960000 characters are no name of a type" in text_of(result)


async def test_the_schema_costs_what_the_same_does_by_introspection() -> None:
    left = "{ rateLimit { remaining } }"
    city = {"types": ["City"]}

    async with assistant(terms=Terms(points=1_000)) as client:
        refused = await client.call_tool("schema", {"types": ["Query", "City", "Province", "Agency", "Source"]})
        before = json.loads(text_of(await client.call_tool("query", {"query": left})))
        given = await client.call_tool("schema", city)
        after = json.loads(text_of(await client.call_tool("query", {"query": left})))

    asked = '{ __type(name: "City") { fields { args { name } } } }'
    objects = json.loads(text_of(await price_of(asked)))["extensions"]["cost"]["actual"]
    spent = before["data"]["rateLimit"]["remaining"] - after["data"]["rateLimit"]["remaining"]
    assert (code_of(refused), given.is_error) == ("RATE_LIMITED", False)
    assert spent - 1 == objects


async def price_of(query: str) -> CallToolResult:
    """A query, answered with what it cost."""
    async with assistant() as client:
        return await client.call_tool("query", {"query": query})


@pytest.mark.parametrize(
    ("name", "given", "code"),
    [
        ("query", {"query": "{ mayor }"}, "GRAPHQL_VALIDATION_FAILED"),
        ("query", {}, "BAD_REQUEST"),
        ("query", {"query": 5}, "BAD_REQUEST"),
        ("query", {"query": "{ release { id } }", "variables": "x"}, "BAD_REQUEST"),
        ("query", {"query": "{ release { id } }", "documentId": "x"}, "BAD_USER_INPUT"),
        ("where-one-area-stands", {"town": "x"}, "BAD_USER_INPUT"),
        ("where-one-area-stands", {"city": 5.5}, "GRAPHQL_VALIDATION_FAILED"),
        ("schema", {"types": "City"}, "BAD_USER_INPUT"),
        ("schema", {"types": [5]}, "BAD_USER_INPUT"),
        ("nobody", {}, "BAD_USER_INPUT"),
    ],
)
async def test_what_is_wrong_is_for_the_assistant_to_read(name: str, given: dict[str, Any], code: str) -> None:
    async with assistant() as client:
        result = await client.session.call_tool(name, given)

    assert isinstance(result, CallToolResult)
    assert code_of(result) == code


async def test_limits_and_points_are_those_of_every_client() -> None:
    long = "{ " + "release { id } " * 400 + "}"
    costly = "{ cities(first: 100) { nodes { decisions(first: 100) { nodes { id } } } } }"

    async with assistant(terms=Terms(points=500)) as client:
        refused = await client.call_tool("query", {"query": long})
        limited = await client.call_tool("query", {"query": costly})
        answered = await client.call_tool("query", {"query": "{ rateLimit { limit remaining } }"})

    assert (code_of(refused), code_of(limited)) == ("DOCUMENT_TOO_LARGE", "RATE_LIMITED")
    assert json.loads(text_of(answered))["data"]["rateLimit"]["limit"] == 500


async def test_a_key_is_a_client_of_its_own() -> None:
    terms = Terms(points=5, keys={"name": Key(sha256(b"token").hexdigest(), 700)})
    query = {"query": "{ rateLimit { limit } }"}

    async with assistant(terms=terms, key="token") as client:
        known = await client.call_tool("query", query)
    async with assistant(terms=terms, key="other") as client:
        unknown = await client.call_tool("query", query)

    assert json.loads(text_of(known))["data"] == {"rateLimit": {"limit": 700}}
    assert code_of(unknown) == "UNKNOWN_KEY"


async def test_a_database_that_does_not_answer_is_said_to() -> None:
    graph = FakeGraph(failing={"city.by_id": GraphTimeoutError("city.by_id")})

    async with assistant(graph) as client:
        result = await client.call_tool("query", {"query": '{ city(slug: "phuket") { id } }'})

    assert code_of(result) == "TIMEOUT"


async def test_what_nobody_foresaw_is_told_by_its_code_alone_and_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def failing(*_: object) -> None:
        raise ZeroDivisionError("bolt://inside:7687")

    monkeypatch.setattr("api.rates.Rates.meter", failing)
    async with assistant() as client:
        result = await client.call_tool("query", {"query": "{ release { id } }"})

    assert code_of(result) == "INTERNAL_SERVER_ERROR"
    assert "inside" not in text_of(result)
    assert [each.name for each in caplog.records if each.levelno >= logging.ERROR] == ["mueang.assistants"]
    assert "bolt://inside:7687" in caplog.text


@pytest.mark.parametrize("value", [10**30, -(10**30), [{"n": 2**64}], "\ud800"])
async def test_what_json_has_no_form_for_is_told_with_the_cure(value: object) -> None:
    call = {"name": "query", "arguments": {"query": "{ release { id } }", "variables": {"n": value}}}
    request = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {**call, "_meta": META}}
    headers = {"mcp-protocol-version": LATEST_MODERN_VERSION, "mcp-method": "tools/call", "mcp-name": "query"}
    headers |= {"content-type": "application/json", "accept": "application/json, text/event-stream"}
    app = create_app(FakeGraph(), lambda: TODAY, front=OPEN)

    async with app.router.lifespan_context(app), httpx2.AsyncClient(transport=httpx2.ASGITransport(app)) as client:
        answer = await client.post("http://m/mcp", content=json.dumps(request), headers=headers)

    (content,) = answer.json()["result"]["content"]
    (error,) = json.loads(content["text"])["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert error["message"].endswith("send numbers of 64 bits, and text of Unicode")


async def test_where_only_known_documents_are_answered_there_is_no_tool_for_others() -> None:
    async with assistant(FakeGraph(), terms=Terms(trusted_only=True)) as client:
        found = {each.name for each in (await client.list_tools()).tools}
        searched = await client.call_tool("search", {"text": "Phuket"})

    assert "query" not in found
    assert not searched.is_error


async def test_the_door_is_there_only_where_it_is_open() -> None:
    app = create_app(FakeGraph(), lambda: TODAY)
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://mueang.test") as client:
        answers = [await client.post("/mcp", json={}), await client.get("/llms.txt")]

    assert answers[0].status_code == 404
    assert "/mcp" not in answers[1].text


@pytest.mark.parametrize("method", ["GET", "DELETE"])
async def test_no_stream_is_opened_that_says_nothing(method: str) -> None:
    app = create_app(FakeGraph(), lambda: TODAY, front=OPEN)
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://mueang.test") as client:
        answer = await client.request(method, "/mcp", headers={"accept": "text/event-stream"})

    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


async def test_without_the_extra_the_server_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "api.assistants.door", None)

    with pytest.raises(RuntimeError, match=r"pip install 'mueang\[mcp\]'"):
        create_app(FakeGraph(), front=OPEN)
