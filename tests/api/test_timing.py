"""Where the time of a request goes is told with its answer."""

import re
from itertools import count

import pytest

from api.timing import Step, Timing
from tests.fakes import FakeGraph, by_id, client_of
from tests.things import city

QUERY = {"query": '{ city(slug: "phuket") { id } }'}


def steps(header: str) -> list[str]:
    """The names in a header, which must be one of its kind."""
    entries = header.split(", ")
    assert all(re.fullmatch(r"[a-z]+;dur=\d+\.\d{3}", each) for each in entries)
    return [each.partition(";")[0] for each in entries]


def test_a_step_does_not_count_what_others_within_it_take(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = count()
    monkeypatch.setattr("api.timing.perf_counter", lambda: next(ticks))
    timing = Timing()

    with timing.of(Step.PLAN):
        pass
    with timing.of(Step.EXECUTE, Step.PLAN, Step.READ), timing.of(Step.PLAN):
        pass

    assert timing == {Step.PLAN: 2, Step.EXECUTE: 2}
    assert timing.header == "plan;dur=2000.000, execute;dur=2000.000"


def test_a_step_that_fails_is_counted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = count()
    monkeypatch.setattr("api.timing.perf_counter", lambda: next(ticks))
    timing = Timing()

    with pytest.raises(ZeroDivisionError), timing.of(Step.READ):
        raise ZeroDivisionError

    assert timing == {Step.READ: 1}


@pytest.mark.anyio
async def test_every_answer_says_which_steps_were_taken() -> None:
    async with client_of(FakeGraph(by_id(city()))) as client:
        first = await client.post("/graphql", json=QUERY)
        again = await client.post("/graphql", json=QUERY)
        table = await client.post("/graphql", json={"query": "{ provinces { nodes { id } } }"},
                                  headers={"accept": "text/csv"})  # fmt: skip
        refused = await client.post("/graphql", json={"query": "{ mars }"})
        unread = await client.post("/graphql", content=b"{", headers={"content-type": "application/json"})

    assert steps(first.headers["server-timing"]) == ["validate", "plan", "read", "execute", "write"]
    assert steps(again.headers["server-timing"]) == ["validate"]
    assert steps(table.headers["server-timing"]) == ["validate", "plan", "read", "execute"]
    assert steps(refused.headers["server-timing"]) == ["validate"]
    assert "server-timing" not in unread.headers
