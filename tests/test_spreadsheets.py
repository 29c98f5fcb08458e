"""The page on spreadsheets: its tables are what the code makes of real answers, and its queries can be asked."""

import ast
import csv
import io
import re

import pytest
from graphql import parse, validate

from api.schema.root import SCHEMA
from api.tabular.writer import FORMATS
from tests.api.tabular.real import ANSWERS, as_csv, planned
from tests.readme import TOP

PAGE = (TOP / "docs" / "spreadsheets.md").read_text(encoding="utf-8")
PAIRS = re.findall(r"```graphql\n(.*?)```\n\n```csv\n(.*?)```", PAGE, re.DOTALL)
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", PAGE, re.DOTALL)
SNIPPETS = sorted(set(re.findall(r'"(\{ regions [^"]*)"', PAGE)))
IN_TEXT = re.findall(r"`(\{ city.*?\})`", PAGE.replace("\n", " "))


def words(query: str) -> list[str]:
    """A query without its line breaks."""
    return query.split()


@pytest.mark.parametrize(("query", "shown"), PAIRS, ids=["regions", "operators"])
def test_the_tables_are_those_of_the_readme_s_answers(query: str, shown: str) -> None:
    (name,) = [name for name, (asked, _) in ANSWERS.items() if words(asked) == words(query)]

    assert as_csv(name).decode().replace("\r\n", "\n") == shown


def test_the_columns_named_in_the_text_are_those_of_its_query() -> None:
    (query,) = IN_TEXT

    assert planned(query).header == ("city.name.en", "kind")


def test_every_short_query_can_be_asked_and_is_a_table() -> None:
    assert SNIPPETS == ["{ regions { nodes { name { en } counts { approved } } } }"]
    assert validate(SCHEMA._schema, parse(SNIPPETS[0])) == []
    assert planned(SNIPPETS[0]).header == ("name.en", "counts.approved")
    assert PAGE.count(SNIPPETS[0]) == len(re.findall(r"\{ regions \{ nodes", PAGE))


def test_the_snippet_of_python_is_python() -> None:
    (snippet,) = [text for language, text in BLOCKS if language == "python"]

    assert "pd.read_csv(address)" in ast.unparse(ast.parse(snippet))


def test_the_formats_are_those_that_there_are() -> None:
    assert all(f"`{form.name}`" in PAGE and f"`{form.media_type}`" in PAGE for form in FORMATS)


def test_the_tables_shown_are_csv() -> None:
    for _, shown in PAIRS:
        header, *lines = csv.reader(io.StringIO(shown))
        assert {len(line) for line in lines} == {len(header)}
