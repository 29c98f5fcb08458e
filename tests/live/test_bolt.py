"""Reads over the connections of the driver, on both engines."""

import asyncio

import pytest

from graph.address import Address
from graph.bolt import LONGEST
from graph.client import Neo4jGraph
from graph.errors import GraphMismatchError, GraphTimeoutError
from tests.live.conftest import PATIENCE

pytestmark = [pytest.mark.live, pytest.mark.anyio]

ENDLESS = """
UNWIND range(1, 100000) AS one UNWIND range(1, 100000) AS other
WITH one, other WHERE one * other < 0
RETURN count(one) AS none
"""


async def test_values_of_many_chunks_are_sent_and_answered(engine: Address) -> None:
    values = [f"เมือง {number}" for number in range(LONGEST)]
    async with Neo4jGraph(engine, deadline=PATIENCE) as graph:
        assert await graph.read("RETURN $values AS values", {"values": values}) == [{"values": values}]
        assert await graph.read("UNWIND $values AS value RETURN value", {"values": values}) == [
            {"value": each} for each in values
        ]


async def test_a_text_that_fails_leaves_its_connection_ready(engine: Address) -> None:
    async with Neo4jGraph(engine, deadline=PATIENCE) as graph:
        for _ in range(3):
            with pytest.raises(GraphMismatchError):
                await graph.read("RETURN nothing(", {})
            assert await graph.read("RETURN 1 AS one, null AS none", {}) == [{"one": 1, "none": None}]

        assert (graph.connections.in_use, graph.connections.idle) == (0, 1)


async def test_a_read_that_is_given_up_leaves_no_connection_behind(engine: Address) -> None:
    async with Neo4jGraph(engine, deadline=0.5) as impatient:
        with pytest.raises(GraphTimeoutError):
            await impatient.read(ENDLESS, {})
        assert impatient.connections.in_use == 0

    async with Neo4jGraph(engine, deadline=PATIENCE) as graph:
        reading = asyncio.create_task(graph.read(ENDLESS, {}))
        while not graph.connections.in_use:
            await asyncio.sleep(0.01)
        reading.cancel()
        await asyncio.wait([reading])
        assert graph.connections.in_use == 0
        assert await graph.read("RETURN 1 AS one", {}) == [{"one": 1}]
