"""What operations cost, reckoned from the document before they run."""

import json
import re
from pathlib import Path

import pytest

from api.document.cost import Cost, objects
from api.errors import UserError
from api.example import examples
from api.schema.root import DOCUMENTS, SCHEMA

COSTS = Path(__file__).with_name("costs.json")
"""What the examples cost; a change that makes one dearer breaks a promise, and belongs in the changelog."""


def cost(text: str, **variables: object) -> Cost:
    document = DOCUMENTS.of(text)
    assert document.errors == ()
    return DOCUMENTS.cost(document, document.operations[0], variables)


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("{ __typename }", 1),
        ("{ release { id counts { label } } }", 2),
        ('{ city(slug: "phuket") { name { th en } } }', 2),
        ("{ cities { totalCount } }", 1 + 2),
        ("{ cities { nodes { id } } }", 1 + 20),
        ("{ cities(first: 3) { nodes { id name { th } } } }", 1 + 3 * 2),
        ("{ cities(last: 3) { edges { node { id } } } }", 1 + 3 * 2),
        ("{ cities(first: 3, where: {not: {}}, orderBy: [{field: NAME_EN}]) { nodes { id } } }", 1 + 5 + 10 + 3),
        ("{ cities(first: 3) { nodes { projects(first: 2) { nodes { id } } } } }", 1 + 3 * (1 + 1 + 2)),
        ("{ cities(first: 2) { ...A } } fragment A on CityConnection { ... { nodes { id } } totalCount }", 1 + 2 + 2),
        ('{ nodes(ids: ["a", "b"]) { id ... on City { name { th } } } }', 2 * 2),
        ("{ cityGroups(by: [REGION]) { count } }", 100 * 20),
    ],
)  # fmt: skip
def test_what_stands_below_a_list_counts_for_each_of_its_things(text: str, points: int) -> None:
    assert cost(text).requested == points


def test_variables_and_their_defaults_say_how_long_lists_are() -> None:
    text = (
        "query($first: Int = 4, $ids: [ID!]! = []) { cities(first: $first) { nodes { id } } nodes(ids: $ids) { id } }"
    )

    assert cost(text).requested == 1 + 4
    assert cost(text, first=7, ids=["a", "b", "c"]).requested == 1 + 7 + 3


def test_what_it_did_cost_is_what_it_gave() -> None:
    found = cost("{ cities(first: 50, where: {synthetic: {eq: true}}) { totalCount nodes { id name { th } } } }")

    assert found == Cost(requested=1 + 5 + 2 + 50 * 2, fixed=5 + 2)
    assert found.actual({"cities": {"totalCount": 1, "nodes": [{"id": "a", "name": {"th": "b"}}]}}) == 7 + 3
    assert found.actual({"cities": None}) == 7
    assert found.actual(None) == 6
    assert Cost(1, 0).actual({}) == 1


def test_objects_are_counted_wherever_they_are() -> None:
    assert objects({"a": [{"b": None}, [{"c": {}}]], "d": 1}) == 4
    assert objects(None) == 0


def test_pages_inside_of_pages_are_bounded() -> None:
    inner = "projects(first: 100) { nodes { id } }"
    text = f"{{ cities(first: 100) {{ nodes {{ operators(first: 100) {{ nodes {{ {inner} }} }} }} }} }}"

    with pytest.raises(UserError, match=r"may cost 1\d{6} points: .* \(the limit for cost is 250000\)$") as caught:
        cost(text)

    assert caught.value.code == "COST_TOO_HIGH"


def test_no_example_becomes_dearer() -> None:
    kept = json.loads(COSTS.read_text(encoding="utf-8"))

    assert {each.name: cost(each.operation).requested for each in examples()} == kept


def test_every_price_is_published() -> None:
    printed = SCHEMA.as_str()

    assert len(re.findall(r"@listSize\(assumedSize: \d", printed)) == sum(
        bool(price.slicing) for price in SCHEMA.prices.values()
    )
    assert 'orderBy: [CityOrder!] = null @cost(weight: "10")' in printed
