"""Load on a server, by wrk: one thread, a few connections, each with one request at a time."""

import json
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import orjson

from tests.bench.question import Asked

SCRIPT = Path(__file__).with_name("load.lua")
CONNECTIONS = 8


class LoadError(Exception):
    """A run that measured something else than answers."""


@dataclass(frozen=True, slots=True)
class Load:
    """What came of a run; times in milliseconds."""

    requests: int
    seconds: float
    bytes: int
    failed: int
    p50: float
    p99: float
    worst: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.requests / self.seconds


def load(url: str, asked: Iterable[Asked], seconds: int) -> Load:
    """Ask a server these questions in turn, for some seconds; raises `LoadError` where it did not answer all."""
    with tempfile.NamedTemporaryFile("wb", suffix=".jsonl") as file:
        for each in asked:
            file.write(orjson.dumps(each) + b"\n")
        file.flush()
        words = f"wrk -t1 -c{CONNECTIONS} -d{seconds}s --timeout 30s -s".split()
        command = [*words, str(SCRIPT), url, "--", file.name]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = Load(**json.loads(done.stdout.splitlines()[-1]))
    if found.failed:
        raise LoadError(f"{found.failed} of {found.requests} requests to {url} failed")
    return found
