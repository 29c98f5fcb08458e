"""Every read there is, with every key it can have, gives the same rows on the one engine as on the other."""

import asyncio
from typing import Any

import pytest

from graph import seeding
from graph.address import Address
from graph.client import Neo4jGraph
from graph.seeding.checking import checked
from tests import readme
from tests.live import every
from tests.live.conftest import PATIENCE

pytestmark = pytest.mark.live

SEEDS = readme.TOP / "seeds"


async def all_rows(address: Address) -> dict[str, list[Any]]:
    """The rows of every read, by its name."""
    keys = every.keys_by_label(tuple(checked(SEEDS)))
    async with Neo4jGraph(address, deadline=PATIENCE) as graph:
        await seeding.seed(graph, SEEDS)
        await graph.refresh()
        return {query.name: await every.rows(graph, query, every.keys_of(query, keys)) for query in every.every_query()}


@pytest.mark.anyio
async def test_both_engines_answer_alike(embedded: Address, neo4j: Address) -> None:
    rows, others = await asyncio.gather(all_rows(embedded), all_rows(neo4j))

    assert len(rows) > 600
    assert [name for name, answers in rows.items() if answers != others[name]] == []
