"""Every query that stands in a page can be asked: it fits the schema."""

from collections import Counter

import pytest
from graphql import KnownDirectivesRule, NoUndefinedVariablesRule, parse, specified_rules, validate

from api.schema.root import SCHEMA
from tests import pages
from tests.pages import Found, every_query, queries

ALL = every_query()

FEWEST = {
    ("README.md", "graphql"): 17,
    ("README.md", "sh"): 2,
    ("README.md", ""): 1,
    ("README.md", "prose"): 3,
    ("CHANGELOG.md", "prose"): 1,
    ("docs/clients.md", "js"): 5,
    ("docs/clients.md", "python"): 2,
    ("docs/clients.md", "prose"): 1,
    ("docs/concepts.md", "graphql"): 4,
    ("docs/concepts.md", "prose"): 2,
    ("docs/corrections.md", "graphql"): 2,
    ("docs/corrections.md", "prose"): 1,
    ("docs/contract.md", "prose"): 1,
    ("docs/dumps.md", ""): 1,
    ("docs/dumps.md", "prose"): 1,
    ("docs/errors.md", "graphql"): 1,
    ("docs/first-query.md", "graphql"): 4,
    ("docs/first-query.md", "sh"): 3,
    ("docs/limits.md", "graphql"): 3,
    ("docs/spreadsheets.md", "graphql"): 2,
    ("docs/spreadsheets.md", ""): 1,
    ("docs/spreadsheets.md", "sh"): 1,
    ("docs/spreadsheets.md", "python"): 1,
    ("docs/spreadsheets.md", "r"): 1,
    ("docs/spreadsheets.md", "js"): 1,
    ("docs/spreadsheets.md", "prose"): 2,
    ("/", "sh"): 1,
    ("/graphql", "sh"): 1,
}
"""How many queries each page has at least, by what they stand in: fewer, and one is not found any more."""

FEWEST |= {(page.replace("docs/", "docs/th/"), kind): n for (page, kind), n in FEWEST.items() if "docs/" in page}
"""What is written in Thai has the same queries."""

RELAY = {KnownDirectivesRule, NoUndefinedVariablesRule}
"""What Relay's compiler does away with: its directives, and the variables that they bring."""


def faults(query: Found) -> list[str]:
    """Why a query cannot be asked."""
    rules = [rule for rule in specified_rules if "@argumentDefinitions" not in query.text or rule not in RELAY]
    return [error.message for error in validate(SCHEMA.plain, parse(query.text), rules)]


def test_no_query_is_overlooked() -> None:
    found = Counter((each.page, each.language) for each in ALL)

    assert {where: found[where] for where in FEWEST if found[where] < FEWEST[where]} == {}
    assert set(found) - set(FEWEST) == set(), "say how many there are"


@pytest.mark.parametrize("query", ALL, ids=[each.name for each in ALL])
def test_a_query_of_a_page_fits_the_schema(query: Found) -> None:
    assert faults(query) == []


WRONG = "{ city(slug: 1) { mayor } }"

PAGE = {
    "graphql": f"```graphql\n{WRONG}\n```\n",
    "": f"```\n{WRONG}\n```\n",
    "formula": f'```\n=IMPORTDATA("https://example.org/?query=" & ENCODEURL("{WRONG}"))\n```\n',
    "body": f'```sh\ncurl -s localhost -d \'{{"query": "{WRONG}"}}\'\n```\n',
    "parameter": f"```sh\ncurl -G localhost --data-urlencode 'query={WRONG}'\n```\n",
    "python": f'```python ask.py\nQUERY = gql("{WRONG}")\n```\n',
    "js": f"```js ask.js\nconst query = gql`{WRONG}`;\n```\n",
    "assigned": f'```js\nquery = "{WRONG}"\n```\n',
    "r": f'```r\nquery <- "{WRONG}"\n```\n',
    "prose": f"Ask `{WRONG}` for it.\n",
    "field": f"Ask `{WRONG[2:-2]}` for it.\n",
}


@pytest.mark.parametrize("text", PAGE.values(), ids=PAGE)
def test_a_query_that_fits_no_more_is_found_wherever_it_stands(text: str) -> None:
    (found,) = queries("page", f"A line.\n\n{text}\nMore.\n")

    assert found.line == 3
    assert any("mayor" in fault for fault in faults(found))


def test_what_is_no_query_is_left_alone() -> None:
    prose = 'The fields `{ iso precision }`, `{"a": {"b": 1}}` and `mayor { name { en } }`.'
    text = prose + "\n\n```json\n{ city { mayor } }\n```\n\n```js\nconst { a } = b;\n```\n"

    assert list(queries("page", text)) == []


def test_every_page_that_people_read_is_searched() -> None:
    names = {name for name, _ in pages.pages()}

    assert names >= {"README.md", "CHANGELOG.md", "docs/clients.md", "seeds/README.md", "deploy/README.md", "/graphql"}
