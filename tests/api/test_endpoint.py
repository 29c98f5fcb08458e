"""GraphQL over HTTP: what is answered to what is asked, and what is said when it cannot be."""

import asyncio
import json
import logging
import re
from typing import Any

import httpx
import pytest
from graphql import GraphQLError

from api.answering import error_of
from api.app import create_app
from api.document.limits import Limits
from api.log import OfRequest
from api.settings import Terms
from graph.errors import GraphMismatchError, GraphTimeoutError, GraphUnavailableError
from tests.fakes import JSON, TODAY, FakeGraph, by_id, client_of, uncosted
from tests.things import city

pytestmark = pytest.mark.anyio

RELEASE = "{ release { id } }"
ANSWER = {"data": {"release": {"id": "release-1"}}}
SECRET = "bolt://10.0.0.7:7687: MATCH (city:City) RETURN city"  # noqa: S105 # what no client may see
CITY = '{ city(slug: "phuket") { id } }'


async def post(body: Any, graph: FakeGraph | None = None) -> httpx.Response:
    async with client_of(graph or FakeGraph()) as client:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return await client.post("/graphql", content=content, headers=JSON)


async def get(fields: dict[str, str], graph: FakeGraph | None = None) -> httpx.Response:
    async with client_of(graph or FakeGraph()) as client:
        return await client.get("/graphql", params=fields)


def failure(code: str, message: str) -> dict[str, Any]:
    return {"errors": [{"message": message, "extensions": {"code": code}}]}


async def test_a_query_is_answered_by_post() -> None:
    response = await post({"query": RELEASE})

    assert (response.status_code, response.headers["content-type"]) == (200, "application/json; charset=utf-8")
    assert uncosted(response) == ANSWER


async def test_a_query_is_answered_by_get() -> None:
    response = await get({"query": RELEASE})

    assert (response.status_code, uncosted(response)) == (200, ANSWER)


async def test_a_query_has_variables_and_a_name_by_post_and_by_get() -> None:
    graph = FakeGraph(by_id(city()))
    text = "query A($id: ID!) { a: city(id: $id) { id } } query B($id: ID!) { b: city(id: $id) { id } }"
    variables = {"id": "city:phuket"}

    posted = await post({"query": text, "variables": variables, "operationName": "B"}, graph)
    got = await get({"query": text, "variables": json.dumps(variables), "operationName": "B"}, graph)

    assert uncosted(posted) == uncosted(got) == {"data": {"b": {"id": "city:phuket"}}}


async def test_thai_text_comes_back_as_it_was_asked() -> None:
    graph = FakeGraph(by_id(city(name_th="ภูเก็ต")))

    response = await post({"query": '{ city(slug: "phuket") { name { th } } }'}, graph)

    assert "ภูเก็ต" in response.text


async def test_null_is_no_variables_and_no_name() -> None:
    response = await post({"query": RELEASE, "variables": None, "operationName": None})

    assert uncosted(response) == ANSWER


async def test_an_empty_name_is_no_name() -> None:
    response = await get({"query": RELEASE, "operationName": ""})

    assert uncosted(response) == ANSWER


async def test_a_head_request_is_answered_as_a_get_without_its_body() -> None:
    async with client_of(FakeGraph()) as client:
        response = await client.head("/graphql", params={"query": RELEASE})

    assert (response.status_code, response.content) == (200, b"")


async def test_other_methods_are_refused() -> None:
    async with client_of(FakeGraph()) as client:
        response = await client.put("/graphql", content=b"{}")

    assert response.status_code == 405


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "the body is not JSON ("),
        (b"{ release { id } }", "the body is not JSON ("),
        (b"\xff\xfe", "the body is not JSON ("),
        (b"[" * 100_000, "the body is not JSON ("),
        (b"[]", "the body is list: send one object"),
        (b'"text"', "the body is str: send one object"),
        (b"null", "the body is NoneType: send one object"),
        (b"{}", 'the request has no `query`: send {"query": "{ release { id } }"}'),
        (b'{"query": ""}', 'the request has no `query`: send {"query": "{ release { id } }"}'),
        (b'{"query": 7}', "`query` is int: send a document as text"),
        (b'{"query": "{a}", "variables": [1]}', "`variables` is list: send an object of values by name"),
        (b'{"query": "{a}", "variables": "{}"}', "`variables` is str: send an object of values by name"),
        (b'{"query": "{a}", "operationName": 1}', "`operationName` is int: send the name of an operation in `query`"),
    ],
)
async def test_what_is_no_request_is_refused_with_the_cure(body: bytes, message: str) -> None:
    response = await post(body)

    assert response.status_code == 400
    assert [error["extensions"] for error in response.json()["errors"]] == [{"code": "BAD_REQUEST"}]
    assert response.json()["errors"][0]["message"].startswith(message)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, 'the request has no `query`: send {"query": "{ release { id } }"}'),
        ({"query": RELEASE, "variables": "[1]"}, "`variables` is list: send an object of values by name"),
        ({"query": RELEASE, "variables": "{"}, "`variables` is not JSON ("),
    ],
)
async def test_what_is_no_request_by_get_is_refused_with_the_cure(fields: dict[str, str], message: str) -> None:
    response = await get(fields)

    assert response.status_code == 400
    assert response.json()["errors"][0]["message"].startswith(message)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("{ release", "Syntax Error: Expected Name, found <EOF>."),
        ("{ mars { id } }", "Cannot query field 'mars' on type 'Query'."),
        ("{ release }", "Field 'release' of type 'Release!' must have a selection of subfields."),
        ("query($first: Int!) { furthestAlong(first: $first) { id } }", "Variable '$first' has invalid value"),
        ("fragment A on Query { __typename }", "the document has no operation: send a query"),
        ("type City { id: ID }", "the document has no operation: send a query"),
        ("mutation { release { id } }", "`mutation` is not served: the data are only read; send a `query`"),
        ("subscription { release { id } }", "`subscription` is not served: the data are only read; send a `query`"),
    ],
)
async def test_a_document_that_cannot_be_answered_has_one_error_and_no_data(query: str, message: str) -> None:
    response = await post({"query": query})

    answer = response.json()
    assert response.status_code == 200
    assert answer.keys() == {"errors"}
    assert [error["extensions"] for error in answer["errors"]] == [{"code": "GRAPHQL_VALIDATION_FAILED"}]
    assert answer["errors"][0]["message"].startswith(message)


@pytest.mark.parametrize("number", ["1e300", "18446744073709551616", "123456789012345678901234567890"])
async def test_a_number_that_is_too_large_is_told(number: str) -> None:
    query = "query($n: Int!) { cities(first: $n) { totalCount } }"

    response = await post(f'{{"query": "{query}", "variables": {{"n": {number}}}}}'.encode())

    (error,) = response.json()["errors"]
    assert (response.status_code, error["extensions"]["code"]) == (200, "GRAPHQL_VALIDATION_FAILED")
    assert "Int cannot represent" in error["message"]


async def test_an_error_in_the_document_says_where() -> None:
    response = await post({"query": "{ release { id\n mars } }"})

    assert uncosted(response) == {
        "errors": [
            {
                "message": "Cannot query field 'mars' on type 'Release'.",
                "locations": [{"line": 2, "column": 2}],
                "extensions": {"code": "GRAPHQL_VALIDATION_FAILED"},
            }
        ]
    }


async def test_a_name_that_no_operation_has_is_refused_with_the_cure() -> None:
    response = await post({"query": "query A { release { id } }", "operationName": "B"})

    message = "the document has no operation 'B': name one of its own as `operationName`"
    assert response.json() == failure("GRAPHQL_VALIDATION_FAILED", message)


async def test_of_two_operations_one_must_be_named() -> None:
    response = await post({"query": "query A { release { id } } query B { counts { approved } }"})

    assert response.json().keys() == {"errors"}


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (
            GraphUnavailableError(SECRET),
            "BACKEND_UNAVAILABLE",
            "The database does not answer, or holds no data yet; try again in a few seconds.",
        ),
        (GraphTimeoutError(SECRET), "TIMEOUT", "The database did not answer in time; ask for less, or try again."),
        (
            GraphMismatchError(SECRET),
            "INTERNAL_SERVER_ERROR",
            "Something went wrong on our side; the error is logged with the request's id.",
        ),
        (
            ZeroDivisionError(SECRET),
            "INTERNAL_SERVER_ERROR",
            "Something went wrong on our side; the error is logged with the request's id.",
        ),
    ],
)
async def test_a_read_that_fails_is_told_by_its_code_alone_and_logged(
    error: Exception, code: str, message: str, caplog: pytest.LogCaptureFixture
) -> None:
    response = await post({"query": CITY}, FakeGraph(failing={"city.by_id": error}))

    shown = {
        "message": message,
        "locations": [{"line": 1, "column": 3}],
        "path": ["city"],
        "extensions": {"code": code},
    }
    assert (response.status_code, uncosted(response)) == (200, {"errors": [shown], "data": {"city": None}})
    assert [record.name for record in caplog.records if record.levelno >= logging.WARNING] == ["mueang.answering"]
    assert SECRET in caplog.text


async def test_one_read_that_fails_leaves_the_others_answered() -> None:
    graph = FakeGraph(by_id(city()), failing={"city.kind": GraphTimeoutError("city.kind")})

    response = await post({"query": '{ city(slug: "phuket") { id kind { note } } }'}, graph)

    answer = response.json()
    assert answer["data"] == {"city": {"id": "city:phuket", "kind": None}}
    assert [(error["path"], error["extensions"]) for error in answer["errors"]] == [
        (["city", "kind"], {"code": "TIMEOUT"})
    ]


async def test_one_noun_that_fails_leaves_the_others_answered() -> None:
    graph = FakeGraph(by_id(city()), failing={"agency.by_id": GraphTimeoutError("agency.by_id")})

    response = await post({"query": '{ city(slug: "phuket") { id } agency(slug: "depa") { id } }'}, graph)

    assert response.json()["data"] == {"city": {"id": "city:phuket"}, "agency": None}


async def test_an_answer_of_which_nothing_is_left_has_null_for_data() -> None:
    graph = FakeGraph(failing={"city.list": GraphTimeoutError("city.list")})

    response = await post({"query": "{ cities { nodes { id } } }"}, graph)

    assert response.json()["data"] is None


async def test_a_graph_that_serves_no_release_is_unavailable() -> None:
    response = await post({"query": RELEASE}, FakeGraph(release=None))

    message = "The database does not answer, or holds no data yet; try again in a few seconds."
    assert (response.status_code, response.json()) == (503, failure("BACKEND_UNAVAILABLE", message))


async def test_a_request_is_answered_for_today() -> None:
    graph = FakeGraph()

    await post({"query": RELEASE}, graph)

    assert [day.isoformat() for day in graph.days] == ["2025-12-31"]


async def test_the_mistakes_of_clients_are_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)

    await post({"query": "{ mars"})
    await post({"query": "{ mars { id } }"})
    await post({"query": "{ city { id } }"})

    assert "mars" not in caplog.text
    assert {record.name for record in caplog.records} <= {"mueang.access", "httpx"}


async def test_a_failure_is_logged_with_the_id_of_its_request(caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.addFilter(OfRequest())
    response = await post({"query": CITY}, FakeGraph(failing={"city.by_id": ZeroDivisionError("x")}))

    [record] = [record for record in caplog.records if record.name == "mueang.answering"]
    assert record.__dict__["request"] == response.headers["x-request-id"]


def test_an_error_that_has_a_code_keeps_it() -> None:
    error = GraphQLError("too much", extensions={"code": "COST"})

    assert error_of(error) == {"message": "too much", "extensions": {"code": "COST"}}


GRAPHQL = "application/graphql-response+json"


async def accepted(accept: str, query: str, **fields: str) -> httpx.Response:
    """The answer to a question of a client that accepts a media type."""
    async with client_of(FakeGraph()) as client:
        return await client.get("/graphql", params={"query": query, **fields}, headers={"accept": accept})


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/*", "application/json"),
        ("application/json", "application/json"),
        (GRAPHQL, GRAPHQL),
        (f"{GRAPHQL}, application/json;q=0.9", GRAPHQL),
        (f"{GRAPHQL};q=0.5, application/json", "application/json"),
        (f"{GRAPHQL};charset=utf-8, application/json;charset=utf-8;q=0.9", GRAPHQL),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/json"),
    ],
)
async def test_an_answer_has_the_media_type_that_is_liked_best(accept: str, media: str) -> None:
    response = await accepted(accept, RELEASE)

    assert (response.status_code, uncosted(response)) == (200, ANSWER)
    assert response.headers["content-type"] == f"{media}; charset=utf-8"
    assert response.headers["vary"] == "Accept"


@pytest.mark.parametrize("accept", ["image/png", "text/html", "nonsense"])
async def test_who_accepts_no_answer_is_told_what_there_is(accept: str) -> None:
    response = await accepted(accept, RELEASE)

    assert response.status_code == 406
    assert response.json()["errors"][0]["extensions"] == {"code": "NOT_ACCEPTABLE"}
    assert accept in response.json()["errors"][0]["message"]


@pytest.mark.parametrize("query", ["{", "{ mars }", "query A { __typename } query B { __typename }", "{ a }" * 5_000])
async def test_what_is_not_executed_has_a_status_of_its_own_where_that_is_understood(query: str) -> None:
    as_graphql, as_json = await accepted(GRAPHQL, query), await accepted("application/json", query)

    assert (as_graphql.status_code, as_json.status_code) == (400, 200)
    assert as_graphql.json().keys() == as_json.json().keys() == {"errors"}


@pytest.mark.parametrize(
    "content_type", ["", "text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16"]
)
async def test_a_body_that_is_not_declared_as_json_is_refused(content_type: str) -> None:
    async with client_of(FakeGraph()) as client:
        body = json.dumps({"query": RELEASE})
        response = await client.post("/graphql", content=body, headers={"content-type": content_type})

    assert response.status_code == 415
    assert f"the body is declared as {content_type!r}" in response.json()["errors"][0]["message"]


async def test_a_browser_that_comes_without_a_question_gets_a_page() -> None:
    async with client_of(FakeGraph()) as client:
        response = await client.get("/graphql", headers={"accept": "text/html,*/*;q=0.8"})

    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "<code>http://mueang.test/graphql</code>" in response.text
    assert not re.search(r"""(src|href)\s*=\s*["'](https?:)?//""", response.text)


async def within(limits: Limits, query: str) -> httpx.Response:
    """The answer of a server with limits of its own."""
    app = create_app(FakeGraph(), lambda: TODAY, terms=Terms(limits))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://mueang.test") as client:
        return await client.post("/graphql", json={"query": query})


async def test_an_operation_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    async def slowly(*_: Any, **__: Any) -> None:
        await asyncio.sleep(30)

    monkeypatch.setattr("tests.fakes.FakeView.fetch", slowly)
    response = await within(Limits(seconds=0.01), CITY)

    assert response.status_code == 504
    assert response.json()["errors"][0]["extensions"] == {"code": "TIMEOUT"}


async def test_more_than_can_be_done_is_refused_at_once() -> None:
    response = await within(Limits(operations=0), RELEASE)

    assert (response.status_code, response.headers["retry-after"]) == (503, "1")
    assert response.json()["errors"][0]["extensions"] == {"code": "OVERLOADED"}
