"""
One question, asked of the schema without HTTP.

A day that the document names itself, by `@asOf`, wins over the one that is given beside it.
"""

from datetime import date
from typing import Any

from api.answering import Operation, answered
from api.context import context_of, today
from api.schema.as_of import past_day
from api.schema.root import DOCUMENTS
from api.settings import Settings
from graph.client import Neo4jGraph


def day_given(text: str) -> date:
    """The day that a text names, under the rules of `@asOf`; raises `UserError`."""
    return past_day(text, today())


async def answer(
    graph: Neo4jGraph, text: str, variables: dict[str, Any], as_of: date | None, settings: Settings
) -> dict[str, Any]:
    """The answer to a document, from the release that is served now, on a day (today's by default)."""
    await graph.refresh()
    context = context_of(graph, as_of or today(), dumps=settings.mueang_data, reports=settings.reports)
    return await answered(DOCUMENTS, context, Operation(text, variables, None))
