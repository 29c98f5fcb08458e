"""`python -m tests.examples` writes the answers anew, from an engine of its own loaded with the seed files."""

import asyncio
from typing import Any

from api.example import examples
from api.loading import connected
from api.settings import Settings
from api.supervisor import running
from graph import seeding
from graph.client import Neo4jGraph
from tests.examples import ANSWERS, answer_file, printed
from tests.readme import TOP, answer


async def rewrite(graph: Neo4jGraph) -> None:
    """Write the answer to every example, and remove those of examples that are no more."""
    await seeding.seed(graph, TOP / "seeds")
    await graph.refresh()
    written = set()
    for example in examples():
        file = answer_file(example)
        file.write_text(printed(await answer(graph, example.operation)) + "\n", encoding="utf-8")
        written.add(file)
    for file in set(ANSWERS.glob("*.json")) - written:
        file.unlink()


def main() -> None:
    """Write the answers anew."""
    settings = Settings()

    async def write(address: Any) -> None:
        async with connected(address, settings) as graph:
            await rewrite(graph)

    with running(settings) as address:
        asyncio.run(write(address))


if __name__ == "__main__":
    main()
