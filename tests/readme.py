"""
The examples of the README and of the docs: each GraphQL block, and the JSON answer printed under it.

`python -m tests.readme` writes the answers anew, from an engine of its own loaded with the seed files.
"""

import asyncio
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from api.answering import Operation, answered
from api.context import context_of
from api.loading import connected
from api.schema.root import DOCUMENTS
from api.settings import Settings
from api.supervisor import running
from graph import seeding
from graph.client import Neo4jGraph

TOP = Path(__file__).resolve().parent.parent
README = TOP / "README.md"
DOCS = tuple(sorted((TOP / "docs").glob("*.md")))
DAY = date(2025, 12, 31)
"""The day that the README's answers are of."""

EXAMPLE = re.compile(r"```graphql\n(?P<query>.*?)```(?P<between>(?:(?!```).)*)```json\n(?P<answer>.*?)```", re.DOTALL)
WIDTH = 118


@dataclass(frozen=True, slots=True)
class Example:
    """A query of a page, and the answer printed under it."""

    query: str
    answer: Any

    @property
    def name(self) -> str:
        """How a test calls it: the first words of the query."""
        return " ".join(self.query.split())[:40]


def examples(page: Path = README) -> Iterator[Example]:
    """Every example of a page, in its order."""
    for match in EXAMPLE.finditer(page.read_text(encoding="utf-8")):
        yield Example(match["query"], json.loads(match["answer"]))


def printed(value: Any, indent: int = 0) -> str:
    """JSON as people read it: what fits on a line stands on one."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(flat) + indent <= WIDTH or not isinstance(value, dict | list) or not value:
        return flat
    inner = " " * (indent + 2)
    if isinstance(value, dict):
        lines = [f"{inner}{json.dumps(key)}: {printed(each, indent + 2)}" for key, each in value.items()]
        return "{\n" + ",\n".join(lines) + "\n" + " " * indent + "}"
    lines = [inner + printed(each, indent + 2) for each in value]
    return "[\n" + ",\n".join(lines) + "\n" + " " * indent + "]"


async def answer(graph: Neo4jGraph, query: str) -> dict[str, Any]:
    """The answer to a query, on the README's day."""
    return await answered(DOCUMENTS, context_of(graph, DAY), Operation(query, None, None))


async def rewritten(graph: Neo4jGraph, text: str) -> str:
    """A page with every answer as it is now."""
    answers = [await answer(graph, match["query"]) for match in EXAMPLE.finditer(text)]
    replies = iter(answers)

    def replaced(match: re.Match[str]) -> str:
        return f"```graphql\n{match['query']}```{match['between']}```json\n{printed(next(replies))}\n```"

    return EXAMPLE.sub(replaced, text)


def main() -> None:
    """Write the answers anew."""
    settings = Settings()

    async def write(address: Any) -> None:
        async with connected(address, settings) as graph:
            await seeding.seed(graph, TOP / "seeds")
            await graph.refresh()
            for page in (README, *(TOP / "docs").rglob("*.md")):
                page.write_text(await rewritten(graph, page.read_text(encoding="utf-8")), encoding="utf-8")

    with running(settings) as address:
        asyncio.run(write(address))


if __name__ == "__main__":
    main()
