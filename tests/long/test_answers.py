"""
How long answers take that are remembered, known to the client, asked with a known document, or quite new.

`make long` runs it, and it prints a table. It asserts what does not depend on how busy the machine is: which answers
are remembered shows in the points that they cost.
"""

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

import httpx
import pytest

from api.example import examples
from tests.live.served import serving

pytestmark = [pytest.mark.long, pytest.mark.live]

TIMES = 100
WARM = 5
ASKED = ("areas-by-region", "three-counts-by-province", "emblems-and-their-state")
"""Examples whose answers take several reads of the graph."""

NEW = count()


@dataclass(frozen=True, slots=True)
class Way:
    """How a question can be met, and whether it costs points."""

    name: str
    request: dict[str, Any]
    status: int
    costs: bool


def ways(text: str, tag: str) -> Iterator[Way]:
    """The same question, met in every way; a variable that nobody reads makes an answer a new one."""
    yield Way("remembered", {"json": {"query": text}}, 200, False)
    yield Way("known to the client", {"json": {"query": text}, "headers": {"if-none-match": tag}}, 304, False)
    yield Way("known document", {"json": {"query": text, "variables": {"new": None}}}, 200, True)
    yield Way("new", {"json": {"query": f"{text}# "}}, 200, True)


def renewed(request: dict[str, Any]) -> dict[str, Any]:
    """A request as it is, unless it is to be a new one."""
    body = dict(request["json"])
    if "variables" in body:
        body["variables"] = {"new": next(NEW)}
    elif body["query"].endswith("# "):
        body["query"] += str(next(NEW))
    return {**request, "json": body}


def spent(response: httpx.Response) -> int:
    """The points that a client has spent, as the headers say."""
    policy, left = response.headers["ratelimit-policy"], response.headers["ratelimit"]
    return int(policy.split("q=")[1].split(";")[0]) - int(left.split("r=")[1].split(";")[0])


def milliseconds(client: httpx.Client, way: Way) -> float:
    """The middle of how long an answer takes."""
    taken = []
    for _ in range(WARM + TIMES):
        began = time.perf_counter()
        response = client.post("/graphql", **renewed(way.request))
        taken.append((time.perf_counter() - began) * 1000)
        assert response.status_code == way.status
    return statistics.median(taken[WARM:])


def test_answers_met_in_every_way(tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]) -> None:
    texts = {each.name: each.operation for each in examples()}
    generous = {"MUEANG_POINTS": str(10**9), "MUEANG_WINDOW": "3600"}
    cache = tmp_path_factory.mktemp("cache")
    with serving(cache, **generous) as server, httpx.Client(base_url=server.url, timeout=60) as client:
        trivial = milliseconds(client, Way("trivial", {"json": {"query": "{ __typename }"}}, 200, False))
        for name in ASKED:
            first = client.post("/graphql", json={"query": texts[name]})
            with capsys.disabled():
                print(f"\n{name}, {len(first.content)} bytes; a trivial query takes {trivial:.2f} ms")  # noqa: T201
            for way in ways(texts[name], first.headers["etag"]):
                before = spent(client.get("/graphql", params={"query": "{ __typename }"}))
                taken = milliseconds(client, way)
                after = spent(client.get("/graphql", params={"query": "{ __typename }"}))
                with capsys.disabled():
                    print(f"{way.name:20} {taken:7.2f} ms {1000 / taken:6.0f}/s {taken / trivial:6.1f} times")  # noqa: T201
                assert (after > before) == way.costs
