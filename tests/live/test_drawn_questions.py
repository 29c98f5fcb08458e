"""
Questions that nobody wrote, drawn from the schema: whatever is asked, the server keeps its word.

For every field of the root, Schemathesis draws questions that keep to the schema and questions that break it; among
their values are things and days that there are. It draws documents alone, so variables and the rest of a request are
drawn beside. `MUEANG_EXAMPLES` says how many of each; `make long` draws more.
"""

import json
import os
import re
from collections.abc import Iterator
from typing import Any

import pytest
import requests
import schemathesis
from graphql import parse, validate
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, Config, GenerationMode, Response
from schemathesis.specs.openapi.checks import response_schema_conformance

from api.schema.root import SCHEMA
from graph.embedded import Wheel
from tests.live.served import serving
from tests.readme import TOP

pytestmark = pytest.mark.live

EXAMPLES = int(os.environ.get("MUEANG_EXAMPLES", "4"))
PATIENCE = 120
"""Seconds for an answer; how fast it comes is for benchmarks to say."""

FIELDS = sorted(SCHEMA.plain.query_type.fields) if SCHEMA.plain.query_type else []

THERE = (
    "city:phuket", "city:khon-kaen", "province:TH-83", "region:south", "agency:depa", "privilege:boi-2018-05-area",
    "round:subcommittee-1-2564", "phuket", "TH-83", "depa", "Phuket", "ภูเก็ต", "2022-12-31", "2564-05-06", "1", "",
)  # fmt: skip
SIZES = (0, 1, 2, 5, 100, -1)

CONFIG: dict[str, Any] = {
    "dictionaries": {"there": {"values": list(THERE)}, "sizes": {"values": list(SIZES)}},
    "generation": {
        "allow-x00": True,
        "dictionaries": {
            "string": {"dictionary": "there", "probability": 0.7},
            "integer": {"dictionary": "sizes", "probability": 0.7},
        },
    },
}

DRAWN = schemathesis.graphql.from_file(SCHEMA.as_str(), config=Config.from_dict(CONFIG))
KEPT = settings(
    max_examples=EXAMPLES,
    derandomize=EXAMPLES < 50,
    database=None,
    deadline=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)
"""The same questions each time, unless so many are asked that other ones are worth more."""

QUESTION = """query Q($id: ID!, $first: Int, $after: String, $text: String!, $where: CityFilter, $order: [CityOrder!]) {
  node(id: $id) { id }
  cities(first: $first, after: $after, where: $where, orderBy: $order) { nodes { id } }
  search(text: $text, first: 3) { totalCount }
}"""
VARIABLES = ("id", "first", "after", "text", "where", "order")
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()) | st.sampled_from(THERE)
ANYTHING = st.recursive(LEAVES, lambda each: st.lists(each) | st.dictionaries(st.text(), each), max_leaves=6)
FITTING = {
    "id": st.sampled_from(THERE),
    "first": st.sampled_from(SIZES),
    "text": st.text(st.characters()),
    "where": st.dictionaries(st.sampled_from(("id", "kind", "and", "province", "projects")), ANYTHING),
}
REQUESTS = st.fixed_dictionaries(
    {},
    optional={
        "query": st.just(QUESTION) | ANYTHING,
        "variables": st.fixed_dictionaries({name: ANYTHING | FITTING.get(name, LEAVES) for name in VARIABLES})
        | ANYTHING,
        "operationName": st.just("Q") | ANYTHING,
        "extensions": st.dictionaries(st.just("persistedQuery") | st.text(), ANYTHING) | ANYTHING,
        "documentId": ANYTHING,
    },
)
OFTEN = 20
"""So many times more of these are drawn: they are quick."""

CODES = set(re.findall(r"`([A-Z]+(?:_[A-Z]+)*)`", (TOP / "docs" / "errors.md").read_text(encoding="utf-8")))
OURS = {"INTERNAL_SERVER_ERROR", "BACKEND_UNAVAILABLE", "TIMEOUT", "OVERLOADED"}
INTERNALS = re.compile(r"Traceback|site-packages|\.py\b|\bUNWIND\b|\bMATCH \(|bolt://|neo4j|arcadedb", re.IGNORECASE)


@pytest.fixture(scope="module")
def address(wheel: Wheel, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:  # noqa: ARG001 # must be there
    """Where a server listens that lets its clients ask as much as they like."""
    generous = {"MUEANG_POINTS": str(10**12), "MUEANG_DEADLINE": "60"}
    with serving(tmp_path_factory.mktemp("cache"), **generous) as served:
        yield f"{served.url}/graphql"


@pytest.fixture(scope="module")
def session() -> Iterator[requests.Session]:
    """Connections that are used again."""
    with requests.Session() as session:
        yield session


def faults(response: Response | requests.Response) -> list[str]:
    """What is wrong with an answer, whatever was asked."""
    found = [f"status {response.status_code}"] if response.status_code >= 500 else []
    for error in response.json().get("errors", ()):
        code, message = error.get("extensions", {}).get("code"), error["message"]
        if code not in CODES - OURS:
            found.append(f"code {code}: {message}")
        if INTERNALS.search(message):
            found.append(f"internals: {message}")
    return found


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["kept", "broken"])
@pytest.mark.parametrize("field", FIELDS)
def test_whatever_is_asked_is_answered_in_form(
    field: str, mode: GenerationMode, address: str, session: requests.Session
) -> None:
    @KEPT
    @given(DRAWN["Query"][field].as_strategy(generation_mode=mode))
    def asked(case: Case[Any]) -> None:
        response = case.call(address, session=session, timeout=PATIENCE)

        case.validate_response(response, checks=[response_schema_conformance])
        assert faults(response) == []

    asked()


def test_the_question_is_one() -> None:
    assert validate(SCHEMA.plain, parse(QUESTION)) == []


def test_whatever_is_sent_is_answered_in_form(address: str, session: requests.Session) -> None:
    @settings(KEPT, max_examples=OFTEN * EXAMPLES)
    @given(REQUESTS | ANYTHING)
    def sent(body: Any) -> None:
        headers = {"content-type": "application/json"}
        answer = session.post(address, data=json.dumps(body), headers=headers, timeout=PATIENCE)

        assert faults(answer) == []

    sent()


def test_whatever_stands_in_the_address_is_answered_in_form(address: str, session: requests.Session) -> None:
    values = st.text() | ANYTHING.map(json.dumps) | st.just(QUESTION)
    names = ("variables", "operationName", "extensions", "documentId", "format", "bom")

    @settings(KEPT, max_examples=OFTEN * EXAMPLES)
    @given(st.fixed_dictionaries({"query": values}, optional=dict.fromkeys(names, values)))
    def sent(parameters: dict[str, str]) -> None:
        answer = session.get(address, params=parameters, timeout=PATIENCE)

        assert faults(answer) == []

    sent()
