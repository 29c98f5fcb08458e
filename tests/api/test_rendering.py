"""The same question as a table: by `format`, or by what the client accepts."""

import json
from typing import Any

import httpx
import pytest

from graph.errors import GraphTimeoutError, GraphUnavailableError
from graph.model import Edge, Province
from tests.fakes import FakeGraph, client_of
from tests.things import province

pytestmark = pytest.mark.anyio

PROVINCES = "{ provinces { nodes { id name { th en } } } }"
ROWS = [
    Edge[Province](node=province(name_th="ภูเก็ต"), cursor="1"),
    Edge[Province](node=province(name_th="ภูเก็ต"), cursor="2"),
]
GRAPH = {("province.list", ""): ROWS}
CELLS = f"{ROWS[0].node.id},{ROWS[0].node.name_th},{ROWS[0].node.name_en}"


async def get(graph: FakeGraph, accept: str = "*/*", **fields: str) -> httpx.Response:
    async with client_of(graph) as client:
        return await client.get("/graphql", params=fields, headers={"accept": accept})


@pytest.mark.parametrize(("accept", "fields"), [("*/*", {"format": "csv"}), ("text/csv", {}), ("text/*", {})])
async def test_a_list_is_had_as_csv(accept: str, fields: dict[str, str]) -> None:
    response = await get(FakeGraph(GRAPH), accept, query=PROVINCES, **fields)

    assert response.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert response.content.decode() == f"id,name.th,name.en\r\n{CELLS}\r\n{CELLS}\r\n"
    assert response.headers["ratelimit"].startswith('"points";r=')


async def test_older_excel_is_told_that_it_is_unicode() -> None:
    response = await get(FakeGraph(GRAPH), query=PROVINCES, format="csv", bom="true")

    assert response.content.startswith(b"\xef\xbb\xbfid,")


async def test_a_list_is_had_as_an_object_a_line() -> None:
    response = await get(FakeGraph(GRAPH), "application/x-ndjson", query=PROVINCES)

    assert response.headers["content-type"] == "application/x-ndjson"
    assert [json.loads(line)["name.en"] for line in response.text.splitlines()] == [ROWS[0].node.name_en] * 2


@pytest.mark.parametrize(
    ("query", "failing", "status", "code"),
    [
        ("{ release { id } }", {}, 400, "NO_SINGLE_LIST"),
        ("{ mars }", {}, 400, "GRAPHQL_VALIDATION_FAILED"),
        ("query A { release { id } } query B { release { id } }", {}, 400, "GRAPHQL_VALIDATION_FAILED"),
        ("{", {}, 400, "GRAPHQL_VALIDATION_FAILED"),
        ("{ provinces(first: -1) { nodes { id } } }", {}, 400, "BAD_USER_INPUT"),
        (PROVINCES, {"province.list": GraphUnavailableError("")}, 503, "BACKEND_UNAVAILABLE"),
        (PROVINCES, {"province.list": GraphTimeoutError("")}, 504, "TIMEOUT"),
        (PROVINCES, {"province.list": ZeroDivisionError("")}, 500, "INTERNAL_SERVER_ERROR"),
    ],
)
async def test_errors_keep_their_status_and_are_not_half_a_table(
    query: str, failing: Any, status: int, code: str
) -> None:
    response = await get(FakeGraph(GRAPH, failing=failing), query=query, format="csv")

    assert (response.status_code, response.headers["content-type"]) == (status, "application/json; charset=utf-8")
    assert response.json()["errors"][0]["extensions"] == {"code": code}


async def test_what_is_no_table_is_not_read() -> None:
    graph = FakeGraph(GRAPH)

    await get(graph, query="{ provinces { nodes { id } } cities { nodes { id } } }", format="csv")

    assert graph.reads == []


async def test_a_format_that_is_not_known_is_refused_with_those_that_are() -> None:
    response = await get(FakeGraph(), query=PROVINCES, format="xlsx")

    assert response.status_code == 400
    assert response.json()["errors"][0]["message"] == "`format=xlsx` is not known: ask for json, csv, ndjson"
