"""Where the time of a request goes is told with its answer."""

import re

import pytest

from api.timing import Timing
from tests.fakes import FakeGraph, by_id, client_of
from tests.things import city

QUERY = {"query": '{ city(slug: "phuket") { id } }'}


def steps(header: str) -> list[str]:
    """The names in a header, which must be one of its kind."""
    entries = header.split(", ")
    assert all(re.fullmatch(r"[a-z]+;dur=\d+\.\d{3}", each) for each in entries)
    return [each.partition(";")[0] for each in entries]


def test_execution_is_what_plans_and_reads_leave_of_it() -> None:
    assert Timing().header == ""
    assert Timing(validate=0.001, write=0.0000009).header == "validate;dur=1.000, write;dur=0.001"
    assert Timing(plan=0.25, read=0.5, executed=1).header == "plan;dur=250.000, read;dur=500.000, execute;dur=250.000"


def test_no_step_takes_less_than_no_time() -> None:
    assert Timing(read=2, executed=1).execute == 0


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
