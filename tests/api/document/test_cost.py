"""What operations cost, reckoned from the document before they run."""

import json
from pathlib import Path
from typing import Any

import pytest
from graphql import (
    ExecutionResult,
    FieldDefinitionNode,
    InputValueDefinitionNode,
    InterfaceTypeDefinitionNode,
    ObjectTypeDefinitionNode,
    execute,
    get_introspection_query,
    parse,
    value_from_ast_untyped,
)
from hypothesis import given
from hypothesis import strategies as st

from api.document.cost import ONE, Cost, Price, cost_of, objects
from api.document.documents import MOST_COSTS
from api.document.introspection import POINTS
from api.errors import UserError
from api.example import examples
from api.schema.root import DOCUMENTS, SCHEMA

COSTS = Path(__file__).with_name("costs.json")
"""What the examples cost; a change that makes one dearer breaks a promise, and belongs in the changelog."""

OWNERS = (ObjectTypeDefinitionNode, InterfaceTypeDefinitionNode)


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
        ("{ cities(first: 3, where: {not: {}}, orderBy: [{field: NAME_EN}]) { nodes { id } } }", 1 + 5 + 2 + 3),
        ("{ agencies(first: 3, orderBy: [{field: NAME_EN}]) { nodes { id } } }", 1 + 10 + 3),
        (
            "{ agencies(first: 1) { nodes { cities(first: 3, orderBy: [{field: NAME_EN}]) { nodes { id } } } } }",
            1 + 1 + 1 + 10 + 3,
        ),
        ("{ cities(first: 3) { nodes { projects(first: 2) { nodes { id } } } } }", 1 + 3 * (1 + 1 + 2)),
        ("{ cities(first: 2) { ...A } } fragment A on CityConnection { ... { nodes { id } } totalCount }", 1 + 2 + 2),
        ('{ nodes(ids: ["a", "b"]) { id ... on City { name { th } } } }', 2 * 2),
        ("{ cityGroups(by: [REGION]) { count } }", 100 * 20),
        ("{ cityGroups(by: [REGION], first: 3) { measure(metric: PROGRESS) { sum } } }", 3 * (20 + 1)),
        ("{ eventGroups(by: [YEAR], first: 3) { date { count earliest { iso } } } }", 3 * (20 + 2)),
        ('{ privilegeAssessment(city: "city:phuket", privilege: "privilege:a") { verdict } }', 10),
        ('{ privilegeAssessments(city: "city:phuket") { verdict } }', 20 * 2),
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
    assert found.actual(objects({"cities": {"totalCount": 1, "nodes": [{"id": "a", "name": {"th": "b"}}]}})) == 7 + 3
    assert found.actual(objects({"cities": None})) == 7
    assert found.actual(objects(None)) == 6
    assert Cost(1, 0).actual(1) == 1


SIZED = """query Q($n: Int = 3, $ids: [ID!]! = [], $where: CityFilter) {
    cities(first: $n, where: $where) { nodes { id projects(first: $n) { nodes { id } } } }
    nodes(ids: $ids) { id }
} query Other($n: Int) { cities(first: $n) { nodes { id } } }"""
GIVEN: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "n": st.none() | st.integers(0, 5),
        "ids": st.none() | st.lists(st.text(max_size=2), max_size=3),
        "where": st.none() | st.just({"not": {}}),
        "nobody": st.integers(),
    },
)


@given(st.lists(st.tuples(st.sampled_from([0, 1]), GIVEN), max_size=8))
def test_a_cost_that_is_remembered_is_the_one_that_is_reckoned(asked: list[tuple[int, dict[str, Any]]]) -> None:
    document = DOCUMENTS.made(SIZED)
    assert document.errors == ()

    for number, variables in asked:
        operation = document.operations[number]
        reckoned = cost_of(DOCUMENTS.schema, DOCUMENTS.prices, document.fragments, operation, variables)
        assert DOCUMENTS.cost(document, operation, variables) == reckoned


def test_few_costs_of_a_document_are_remembered() -> None:
    document = DOCUMENTS.made("query Q($n: Int) { cities(first: $n) { nodes { id } } }")

    for number in range(2 * MOST_COSTS):
        DOCUMENTS.cost(document, document.operations[0], {"n": number})

    assert len(document.costs) == MOST_COSTS


def test_objects_are_counted_wherever_they_are() -> None:
    assert objects({"a": [{"b": None}, [{"c": {}}]], "d": 1}) == 4
    assert objects(None) == 0


def test_a_number_with_a_fraction_of_nothing_is_a_number() -> None:
    text = "query($n: Int) { cities(first: $n) { nodes { id } } }"

    assert cost(text, n=100.0).requested == cost(text, n=100).requested == 101


TYPE = "kind name ofType { name fields { name } }"
EVERYTHING = f"{{ types {{ fields {{ type {{ {TYPE} }} }} }} }}"


@pytest.mark.parametrize(
    "text",
    [
        get_introspection_query(),
        '{ a: __type(name: "City") { fields { name args { name type { name } } } } b: __type(name: "None") { name } }',
        "{ __schema { ...S } } fragment S on __Schema { types { ... on __Type { possibleTypes { name } } } }",
    ],
)
def test_what_the_introspection_costs_is_what_it_gives(text: str) -> None:
    found = execute(SCHEMA.plain, parse(text))
    assert isinstance(found, ExecutionResult)
    gives = objects(found.data) - 1

    assert gives * POINTS <= cost(text).requested <= (gives + 1) * POINTS
    assert cost(text).actual(gives + 1) == pytest.approx(cost(text).requested, abs=POINTS)


def test_everything_many_times_over_is_too_dear() -> None:
    text = " ".join(f"a{number}: __schema {EVERYTHING}" for number in range(9))

    with pytest.raises(UserError, match="points: ask for shorter lists"):
        cost(f"{{ {text} }}")


def test_a_type_that_a_variable_names_costs_as_much_as_any() -> None:
    asked = "query($n: String!) {{ __type(name: {}) {{ fields {{ name }} enumValues {{ name }} }} }}"

    assert cost(asked.format("$n")).requested >= cost(asked.format('"City"').replace("($n: String!)", "")).requested


def test_pages_inside_of_pages_are_bounded() -> None:
    inner = "projects(first: 100) { nodes { id } }"
    text = f"{{ cities(first: 100) {{ nodes {{ operators(first: 100) {{ nodes {{ {inner} }} }} }} }} }}"

    with pytest.raises(UserError, match=r"may cost 1\d{6} points: .* \(the limit for cost is 250000\)$") as caught:
        cost(text)

    assert caught.value.code == "COST_TOO_HIGH"


def test_no_example_becomes_dearer() -> None:
    kept = json.loads(COSTS.read_text(encoding="utf-8"))

    assert {each.name: cost(each.operation).requested for each in examples()} == kept


def told(node: FieldDefinitionNode | InputValueDefinitionNode, directive: str) -> dict[str, Any]:
    """What a directive of the printed schema says."""
    found = [each for each in node.directives or () if each.name.value == directive]
    return {each.name.value: value_from_ast_untyped(each.value) for one in found for each in one.arguments or ()}


def published(node: FieldDefinitionNode) -> Price:
    """The price of a field as the printed schema has it."""
    size = told(node, "listSize")
    weights = {each.name.value: told(each, "cost").get("weight") for each in node.arguments or ()}
    return Price(
        int(told(node, "cost").get("weight", 1)),
        {name: int(weight) for name, weight in weights.items() if weight},
        tuple(size.get("slicingArguments", ())),
        tuple(size.get("sizedFields", ())),
        size.get("assumedSize", 1),
    )


def test_what_is_reckoned_is_what_is_published() -> None:
    printed = [each for each in parse(SCHEMA.as_str()).definitions if isinstance(each, OWNERS)]
    prices = {f"{of.name.value}.{each.name.value}": published(each) for of in printed for each in of.fields or ()}

    assert {name: price for name, price in prices.items() if price != ONE} == SCHEMA.prices
