"""What every request passes through: an id, a line in the access log, caps on its headers and its body."""

import asyncio
import contextlib
import json
import logging
import re
import time
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Any

import pytest

from api.document.limits import Limits
from api.heading import Headers
from api.jsonlines import Json
from api.log import OfRequest
from api.middleware import AccessLog, App, BodyCap, HeadCap, Message, Preflight, Receive, Scope, Send, TurnCap
from api.pages.policy import EMBED
from tests.fakes import JSON, FakeGraph, client_of

pytestmark = pytest.mark.anyio

LARGEST_BODY = Limits().body
BODY = json.dumps({"query": "{ release { id } }"}).encode()


class Echo:
    """An application that answers with the body it was given."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.kinds: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.kinds.append(scope["type"])
        message = await receive()
        self.bodies.append(message.get("body", b""))
        await receive()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"ok"})


class Connection:
    """What a server sees of one connection: the messages that come, and those that went."""

    def __init__(self, *messages: Message) -> None:
        self.messages = list(messages)
        self.sent: list[Message] = []

    async def receive(self) -> Message:
        return self.messages.pop(0) if self.messages else {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        self.sent.append(message)


def scope(*headers: tuple[bytes, bytes], kind: str = "http") -> dict[str, Any]:
    return {"type": kind, "method": "POST", "path": "/graphql", "headers": list(headers)}


def chunk(body: bytes, *, more: bool = False) -> dict[str, Any]:
    return {"type": "http.request", "body": body, "more_body": more}


REFUSAL = {
    "errors": [
        {
            "message": "the body is larger than 10 bytes: ask for less at once",
            "extensions": {"code": "BODY_TOO_LARGE"},
        }
    ]
}


async def test_a_body_that_declares_too_much_is_refused_before_it_is_read() -> None:
    echo, connection = Echo(), Connection(chunk(b"x" * 11))

    await BodyCap(echo, 10, 20)(scope((b"content-length", b"11")), connection.receive, connection.send)

    assert [message.get("status") for message in connection.sent] == [413, None]
    assert json.loads(connection.sent[1]["body"]) == REFUSAL
    assert echo.bodies == []
    assert len(connection.messages) == 1


@pytest.mark.parametrize("headers", [(), ((b"content-length", b"3"),), ((b"content-length", b"many"),)])
async def test_a_body_that_grows_too_large_is_refused_whatever_it_declared(
    headers: tuple[tuple[bytes, bytes], ...],
) -> None:
    echo, connection = Echo(), Connection(chunk(b"x" * 6, more=True), chunk(b"x" * 6, more=True), chunk(b"x"))

    await BodyCap(echo, 10, 20)(scope(*headers), connection.receive, connection.send)

    assert [message.get("status") for message in connection.sent] == [413, None]
    assert json.loads(connection.sent[1]["body"]) == REFUSAL
    assert echo.bodies == []
    assert len(connection.messages) == 1


async def test_a_body_in_pieces_is_given_as_one() -> None:
    echo, connection = Echo(), Connection(chunk(b"hello", more=True), chunk(b"world"))

    await BodyCap(echo, 10, 20)(scope(), connection.receive, connection.send)

    assert echo.bodies == [b"helloworld"]
    assert connection.sent[1]["body"] == b"ok"


async def test_a_client_that_leaves_while_it_sends_is_not_answered() -> None:
    echo, connection = Echo(), Connection(chunk(b"hello", more=True))

    await BodyCap(echo, 10, 20)(scope(), connection.receive, connection.send)

    assert connection.sent == []
    assert echo.bodies == []


@pytest.mark.parametrize(
    "middleware", [AccessLog, Preflight, partial(HeadCap, largest=0, most=0), partial(BodyCap, largest=0, seconds=1)]
)
async def test_what_is_no_request_passes_untouched(middleware: Callable[[App], App]) -> None:
    echo, connection = Echo(), Connection()

    await middleware(echo)(scope(kind="lifespan"), connection.receive, connection.send)

    assert echo.kinds == ["lifespan"]
    assert connection.sent[0]["headers"] == []


@pytest.mark.parametrize(
    "headers",
    [{"a": "x" * 33_000}, {f"x-{n}": "x" * 400 for n in range(90)}, dict.fromkeys(map(str, range(100)), "")],
    ids=["one", "many", "number"],
)
@pytest.mark.parametrize("path", ["/", "/graphql", "/schema.graphql", "/data/a", "/livez", "/nowhere"])
async def test_the_application_refuses_more_headers_than_anyone_needs(path: str, headers: dict[str, str]) -> None:
    async with client_of(FakeGraph()) as client:
        refused = await client.get(path, headers={**headers, "origin": "https://example.org"})

    message = "the request has more than 32768 bytes of headers, or more than 100: send fewer"
    assert refused.status_code == 431
    assert refused.json() == {"errors": [{"message": message, "extensions": {"code": "HEADERS_TOO_LARGE"}}]}
    assert re.fullmatch("[0-9a-f]{32}", refused.headers["x-request-id"])
    assert refused.headers["access-control-allow-origin"] == "*"


async def test_headers_up_to_the_limit_pass() -> None:
    async with client_of(FakeGraph()) as client:
        answer = await client.get("/livez", headers={"cookie": "x" * 32_000})

    assert answer.status_code == 200


async def test_the_application_refuses_a_body_of_more_than_a_million_bytes() -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(LARGEST_BODY // 1000 + 1):
            yield b" " * 1000

    async with client_of(FakeGraph()) as client:
        declared = await client.post("/graphql", content=b" " * (LARGEST_BODY + 1))
        streamed = await client.post("/graphql", content=pieces())
        largest = await client.post("/graphql", content=BODY.ljust(LARGEST_BODY), headers=JSON)

    assert [response.status_code for response in (declared, streamed, largest)] == [413, 413, 200]
    assert declared.json()["errors"][0]["message"] == "the body is larger than 1000000 bytes: ask for less at once"


async def test_every_answer_has_an_id_of_its_own() -> None:
    async with client_of(FakeGraph()) as client:
        paths = ("/", "/graphql", "/nowhere", "/livez")
        ids = [(await client.get(path)).headers["x-request-id"] for path in paths]

    assert len(set(ids)) == 4
    assert all(re.fullmatch("[0-9a-f]{32}", each) for each in ids)


async def test_a_request_is_a_line_in_the_log_without_its_body(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "mueang.access")
    caplog.handler.addFilter(OfRequest())

    async with client_of(FakeGraph()) as client:
        response = await client.post("/graphql?query=secret", content=BODY, headers=JSON)

    (record,) = [record for record in caplog.records if record.name == "mueang.access"]
    line = json.loads(Json().format(record))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00", line.pop("time"))
    assert 0 < line.pop("seconds") < 60
    assert line == {
        "level": "INFO", "logger": "mueang.access", "message": "answered", "request": response.headers["x-request-id"],
        "method": "POST", "path": "/graphql", "status": 200, "cost": 1,
    }  # fmt: skip


async def test_probes_are_no_lines_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "mueang.access")

    async with client_of(FakeGraph()) as client:
        await client.get("/livez")
        await client.get("/readyz")

    assert [record.name for record in caplog.records if record.name == "mueang.access"] == []


async def test_a_request_that_fails_is_answered_and_a_line_in_the_log_too(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "mueang.access")
    caplog.handler.addFilter(OfRequest())

    async def broken(*_: object) -> None:
        raise ZeroDivisionError("secret")

    connection = Connection()
    await AccessLog(broken)(scope(), connection.receive, connection.send)

    started, body = connection.sent
    assert started["status"] == 500
    assert json.loads(body["body"])["errors"][0]["extensions"] == {"code": "INTERNAL_SERVER_ERROR"}
    assert b"secret" not in body["body"]
    assert dict(started["headers"])[b"access-control-allow-origin"] == b"*"
    assert dict(started["headers"])[b"cache-control"] == b"no-store"
    request_id = dict(started["headers"])[b"x-request-id"].decode()
    failed, answered = [json.loads(Json().format(record)) for record in caplog.records]
    assert [failed["request"], answered["request"]] == [request_id] * 2
    assert "ZeroDivisionError: secret" in failed["exception"]
    assert answered["status"] == 500


async def leaving(*_: object) -> None:
    """Ends without an answer, as what reads a body does when its client goes away."""


async def cancelled(*_: object) -> None:
    raise asyncio.CancelledError


@pytest.mark.parametrize("app", [leaving, cancelled])
async def test_a_request_that_nobody_waits_for_is_logged_as_such(app: App, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "mueang.access")

    with contextlib.suppress(asyncio.CancelledError):
        await AccessLog(app)(scope(), Connection().receive, Connection().send)

    assert [record.__dict__["status"] for record in caplog.records] == [499]


async def test_an_answer_that_cannot_be_sent_is_logged_as_what_it_was(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "mueang.access")

    async def broken(*_: object) -> None:
        raise ZeroDivisionError

    async def closed(_: Message) -> None:
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await AccessLog(broken)(scope(), Connection().receive, closed)

    assert caplog.records[-1].__dict__["status"] == 500


async def test_what_fails_while_it_answers_is_cut_off() -> None:
    async def broken(_: object, __: object, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise ZeroDivisionError

    connection = Connection()
    with pytest.raises(ZeroDivisionError):
        await AccessLog(broken)(scope(), connection.receive, connection.send)

    assert [message["type"] for message in connection.sent] == ["http.response.start"]


async def test_only_what_is_made_for_it_may_be_shown_by_others() -> None:
    async def page(_: object, __: object, send: Any) -> None:
        headers = [(b"content-security-policy", EMBED.encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    connection = Connection()
    await AccessLog(page)(scope(), connection.receive, connection.send)

    names = {name for name, _ in connection.sent[0]["headers"]}
    assert b"x-frame-options" not in names
    assert b"x-content-type-options" in names


@pytest.mark.parametrize(
    ("status", "headers", "kept"),
    [
        (200, [], [b"no-store"]),
        (200, [(b"cache-control", b"public")], [b"public"]),
        (200, [(b"etag", b'"x"')], []),
        (304, [], []),
    ],
    ids=["nothing said", "said", "known by its tag", "not sent"],
)
async def test_what_is_said_of_keeping_an_answer_stands(status: int, headers: Headers, kept: list[bytes]) -> None:
    async def page(_: object, __: object, send: Any) -> None:
        await send({"type": "http.response.start", "status": status, "headers": headers})

    connection = Connection()
    await AccessLog(page)(scope(), connection.receive, connection.send)

    assert [value for name, value in connection.sent[0]["headers"] if name == b"cache-control"] == kept


async def test_every_answer_says_that_it_is_what_it_says_it_is() -> None:
    async with client_of(FakeGraph()) as client:
        headers = [(await client.get(path)).headers for path in ("/", "/graphql", "/nowhere")]

    assert {each["x-content-type-options"] for each in headers} == {"nosniff"}
    assert {each["x-frame-options"] for each in headers} == {"DENY"}
    assert {each["referrer-policy"] for each in headers} == {"no-referrer"}


@pytest.mark.parametrize(
    ("waited", "path", "answered"),
    [(0, "/graphql", True), (5, "/graphql", False), (5, "/livez", True), (None, "/graphql", True)],
    ids=["at once", "late", "a probe", "not timed"],
)
async def test_who_waited_too_long_for_a_turn_is_told_to_come_again(
    waited: float | None, path: str, answered: bool
) -> None:
    echo, connection = Echo(), Connection(chunk(b"x"))
    state = {"arrived": time.monotonic() - waited} if waited is not None else {}

    cap = TurnCap(echo, 2, "arrived", ("/livez",))
    await cap({**scope(), "path": path, "state": state}, connection.receive, connection.send)

    assert (echo.bodies == [b"x"]) is answered
    if not answered:
        start, body = connection.sent
        assert (start["status"], dict(start["headers"])[b"retry-after"]) == (503, b"1")
        (error,) = json.loads(body["body"])["errors"]
        assert error == {
            "message": "more is asked here than can be answered, 5.0 s behind: try again in a second",
            "extensions": {"code": "OVERLOADED"},
        }
