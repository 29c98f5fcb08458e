"""The proxy: nginx itself, with the example, before Mueang and before a server of which it is known what it answers."""

import os
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from string import Template
from threading import Thread
from typing import ClassVar

import httpx
import pytest

from tests import needed
from tests.deploy.places import PROXY
from tests.live.served import Served, free_port, serving, until

pytestmark = [pytest.mark.live, pytest.mark.usefixtures("wheel")]

MAIN = """
user root;
worker_processes 2;
daemon off;
pid {home}/pid;
error_log {home}/error.log;
events {{ worker_connections 1024; }}
http {{
    client_body_temp_path {home}/body; proxy_temp_path {home}/proxy; fastcgi_temp_path {home}/fastcgi;
    uwsgi_temp_path {home}/uwsgi; scgi_temp_path {home}/scgi;
    include {home}/mueang.conf;
}}
"""

QUERY = "{ counts { approved } }"
ESTABLISHED = "01"
SLOW = 60
"""Connections that send a byte and no more."""


def configured(home: Path, port: int, behind: int) -> Path:
    """The example, with ports and directories of its own, and less patience; as nginx would be given it."""
    home.mkdir()
    text = PROXY.read_text(encoding="utf-8")
    for old, new in {
        "listen 80;": f"listen 127.0.0.1:{port};",
        "server_name mueang.example.org;": "server_name 127.0.0.1;",
        "server 127.0.0.1:8000 ": f"server 127.0.0.1:{behind} ",
        "/var/cache/nginx/mueang": str(home / "cache"),
        "/var/log/nginx/mueang.log": str(home / "access.log"),
        "client_header_timeout 10s;": "client_header_timeout 2s;",
    }.items():
        assert old in text
        text = text.replace(old, new)
    (home / "mueang.conf").write_text(text, encoding="utf-8")
    (home / "nginx.conf").write_text(MAIN.format(home=home), encoding="utf-8")
    return home / "nginx.conf"


def listens(port: int) -> bool:
    """Whether somebody accepts connections there."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


@contextmanager
def proxied(home: Path, behind: int) -> Iterator[str]:
    """The address of nginx, before what listens at a port."""
    port = free_port()
    words = [
        needed.program("nginx", "THE PROXY"),
        "-e",
        str(home.with_suffix(".log")),
        "-c",
        str(configured(home, port, behind)),
    ]
    checked = subprocess.run([*words, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert "[warn]" not in checked.stderr
    nginx = subprocess.Popen(words, start_new_session=True)
    try:
        until(lambda: listens(port), "nginx")
        yield f"http://127.0.0.1:{port}"
    finally:
        with suppress(ProcessLookupError):
            os.killpg(nginx.pid, signal.SIGTERM)
        nginx.wait(20)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Mueang, which believes the proxy."""
    with serving(tmp_path_factory.mktemp("cache"), MUEANG_PROXIES="127.0.0.1", MUEANG_WINDOW="3600") as served:
        yield served


@pytest.fixture(scope="module")
def proxy(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """nginx before it."""
    with proxied(tmp_path_factory.mktemp("nginx") / "home", int(served.url.rpartition(":")[2])) as url:
        yield url


def asked(proxy: str, query: str = QUERY, **headers: str) -> httpx.Response:
    """An answer to a question that is asked by GET."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.get(f"{proxy}/graphql", params={"query": query}, headers=named, timeout=20)


def left(answer: httpx.Response) -> int:
    """The points that are left, as the header says."""
    return int(answer.headers["ratelimit"].split("r=")[1].split(";")[0])


def test_an_answer_is_kept_and_comes_back_the_same(proxy: str) -> None:
    query = "{ first: counts { approved } }"

    answers = [asked(proxy, query) for _ in range(2)]
    known = asked(proxy, query, if_none_match=answers[0].headers["etag"])

    assert [each.headers["x-cache"] for each in answers] == ["MISS", "HIT"]
    assert answers[0].content == answers[1].content
    assert answers[0].json()["data"] == {"first": {"approved": 37}}
    assert (known.status_code, known.content) == (304, b"")


def test_another_form_of_an_answer_is_another_answer(proxy: str) -> None:
    query = "{ cities(first: 2) { nodes { id } } }"

    json, table = asked(proxy, query), asked(proxy, query, accept="text/csv")

    assert (json.headers["x-cache"], table.headers["x-cache"]) == ("MISS", "MISS")
    assert (json.headers["content-type"][:16], table.headers["content-type"][:8]) == ("application/json", "text/csv")


def test_long_answers_are_compressed_once(proxy: str) -> None:
    query = "{ cities(first: 50) { nodes { id name { th en } } } }"

    answers = [asked(proxy, query, accept_encoding=coding) for coding in ("gzip", "br", "identity")]

    assert [each.headers.get("content-encoding") for each in answers] == ["gzip", "br", None]
    assert len({each.text.partition(', "extensions"')[0][:2000] for each in answers}) == 1


def test_errors_and_what_is_posted_are_not_kept(proxy: str) -> None:
    wrong = [asked(proxy, "{ nobody }").headers.get("x-cache") for _ in range(2)]
    posted = [httpx.post(f"{proxy}/graphql", json={"query": QUERY}) for _ in range(2)]

    assert wrong == ["MISS", "MISS"]
    assert [each.headers.get("x-cache") for each in posted] == [None, None]
    assert [each.status_code for each in posted] == [200, 200]


def test_who_asks_is_whom_the_proxy_sees_whatever_they_say(proxy: str, served: Served) -> None:
    queries = (f'{{ counts_{number}: counts {{ approved }} region(id: "x") {{ id }} }}' for number in range(10))
    told = [left(asked(proxy, next(queries), x_forwarded_for=f"203.0.113.{number}")) for number in range(3)]
    fresh = left(asked(served.url, next(queries), x_forwarded_for="198.51.100.1"))

    assert told == sorted(told, reverse=True)
    assert len(set(told)) == 3
    assert fresh > told[-1]


def ended(line: socket.socket) -> bool:
    """Whether the other end has given a connection up."""
    try:
        return line.recv(1_000)[:12] in {b"", b"HTTP/1.1 408"}
    except ConnectionResetError:
        return True


def test_whoever_sends_slowly_holds_the_proxy_and_nobody_else(proxy: str, served: Served) -> None:
    port = int(proxy.rpartition(":")[2])
    with ExitStack() as stack:
        lines = [stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30)) for _ in range(SLOW)]
        for line in lines:
            line.sendall(b"POST /graphql HTTP/1.1\r\nhost: x\r\nx: ")

        behind = connections(served)
        answer = asked(proxy, "{ slow: counts { approved } }")

        assert answer.status_code == 200
        assert behind < SLOW / 2
        assert all(ended(line) for line in lines)


def connections(served: Served) -> int:
    """How many connections to a server stand."""
    port = f":{int(served.url.rpartition(':')[2]):04X}"
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return sum(row[1].endswith(port) and row[3] == ESTABLISHED for row in rows)


def test_what_is_for_those_who_run_it_is_not_for_everybody(proxy: str) -> None:
    assert httpx.get(f"{proxy}/metrics").status_code == 404
    assert httpx.get(f"{proxy}/readyz").status_code == 200


class Passing(BaseHTTPRequestHandler):
    """A server whose answers are good for a second, and are known by their tags."""

    protocol_version = "HTTP/1.1"
    asked: ClassVar[list[str | None]] = []

    def do_GET(self) -> None:
        tag = self.headers.get("if-none-match")
        self.asked.append(tag)
        self.send_response(304 if tag == 'W/"one"' else 200)
        self.send_header("cache-control", "public, max-age=1")
        self.send_header("etag", 'W/"one"')
        body = b"" if tag else b"right"
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is said of requests."""


def test_no_two_addresses_are_kept_as_one() -> None:
    (key,) = re.findall(r'proxy_cache_key "?([^";]*)"?;', PROXY.read_text(encoding="utf-8"))
    sites = [("http", "sexample.org"), ("https", "example.org"), ("http", "example.org")]

    keys = {Template(key).substitute(scheme=scheme, host=host, request_uri="/") for scheme, host in sites}

    assert len(keys) == 3


def test_who_asks_for_another_host_is_sent_away(tmp_path: Path) -> None:
    Passing.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Passing)
    Thread(target=server.serve_forever, daemon=True).start()
    with proxied(tmp_path / "home", server.server_port) as proxy:
        answers = [asked(proxy, host="evil.example"), asked(proxy)]
        server.shutdown()
        server.server_close()

    assert [each.status_code for each in answers] == [421, 200]
    assert len(Passing.asked) == 1


def test_what_is_no_longer_fresh_is_asked_for_by_its_tag_and_outlives_the_server(tmp_path: Path) -> None:
    Passing.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Passing)
    Thread(target=server.serve_forever, daemon=True).start()
    with proxied(tmp_path / "home", server.server_port) as proxy:
        seen = [asked(proxy)]

        def stale() -> bool:
            seen.append(asked(proxy))
            return seen[-1].headers["x-cache"] == "STALE"

        until(stale, "an answer that is no longer fresh")
        until(lambda: len(Passing.asked) > 1, "a question behind the scenes")
        server.shutdown()
        server.server_close()
        until(stale, "an answer without a server")

    assert seen[0].headers["x-cache"] == "MISS"
    assert {(each.status_code, each.text) for each in seen} == {(200, "right")}
    assert Passing.asked[:2] == [None, 'W/"one"']


def test_the_log_of_the_proxy_says_by_which_id_mueang_knows_a_request(proxy: str, tmp_path: Path) -> None:
    form = re.findall(r"log_format mueang (.*?);", PROXY.read_text(encoding="utf-8"), re.DOTALL)

    assert tmp_path.is_dir()
    assert len(asked(proxy, "{ log: counts { approved } }").headers["x-request-id"]) == 32
    assert "$upstream_http_x_request_id" in form[0]
    assert "$request " not in form[0] + " "
