"""Real answers as tables: those of the README, and those that are kept of the example operations."""

from typing import Any

from graphql import parse

from api.example import examples
from api.schema.root import SCHEMA
from api.tabular.row import rows
from api.tabular.table import Table, table_of
from api.tabular.writer import csv_of
from tests import readme
from tests.examples import expected

ANSWERS: dict[str, tuple[str, Any]] = {
    **{example.name: (example.operation, expected(example)["data"]) for example in examples()},
    **{f"readme-{number}": (each.query, each.answer["data"]) for number, each in enumerate(readme.examples())},
}
"""Each operation with the `data` of its answer, by the name of the example or the place in the README."""


def planned(query: str) -> Table:
    """The table of a query to the API."""
    return table_of(SCHEMA._schema, parse(query))


def as_csv(name: str, *, bom: bool = False) -> bytes:
    """An answer as CSV."""
    query, data = ANSWERS[name]
    table = planned(query)
    return b"".join(csv_of(table, rows(table, data), bom=bom))


def readme_query(words: str) -> str:
    """The name of the one README question in which these words are."""
    (name,) = {name for name, (query, _) in ANSWERS.items() if name.startswith("readme-") and words in query}
    return name
