"""`mueang-ready`: its exit code, and what it complains about."""

import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from api import ready
from tests.live.served import free_port


class Probe(BaseHTTPRequestHandler):
    """A server whose readiness is its class's."""

    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status if self.path == "/readyz" else 404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing is said of requests."""


@pytest.fixture
def port() -> Iterator[int]:
    """Where a server listens that says what `Probe` says."""
    server = HTTPServer(("127.0.0.1", 0), Probe)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_server_that_is_ready_leaves_nothing_to_complain_about(port: int) -> None:
    assert ready.complaint([str(port)]) is None


def test_one_that_is_not_is_complained_about(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Probe, "status", 503)

    assert ready.complaint([str(port)]) == "not ready (503): `mueang doctor` says why"


@pytest.mark.parametrize("words", [["here"], ["1", "2"], ["-1"]])
def test_other_words_are_wrong(words: list[str]) -> None:
    assert ready.complaint(words) == "usage: mueang-ready [PORT]"


def test_where_nobody_listens_it_fails_with_one_line_and_loads_next_to_nothing() -> None:
    script = "import sys; from api import ready; ready.main()"
    words = [sys.executable, "-X", "importtime", "-c", script, str(free_port())]

    done = subprocess.run(words, capture_output=True, text=True, check=False)

    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}
    said = [line for line in done.stderr.splitlines() if not line.startswith("import time:")]
    assert done.returncode == 1
    assert [line.partition(" (")[0].rstrip("0123456789") for line in said] == ["nobody answers at port "]
    assert "http.client" in loaded
    assert not loaded & {"starlette", "pydantic", "neo4j", "click", "asyncio"}
