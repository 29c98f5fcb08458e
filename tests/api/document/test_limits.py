"""Documents beyond a limit are refused before they are parsed, with the number, the limit and the cure."""

from dataclasses import fields, replace
from typing import Any

import pytest
from graphql import get_introspection_query

from api.document.documents import KEPT, Documents
from api.document.limits import CURES, Limits, check, check_values
from api.errors import UserError
from api.example import examples
from api.schema.root import SCHEMA
from tests.fakes import FakeGraph, client_of

MOST = {"characters": 1_000, "tokens": 100, "nesting": 12, "aliases": 3, "directives": 3, "spreads": 3, "duplicates": 3,
        "fields": 20, "depth": 5, "lists": 2, "unknown": 2}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "most", "beyond"),
    [
        ("characters", "{ a }".ljust(1_000), "{ a }".ljust(1_001)),
        ("tokens", "{ a(b: [" + "1 " * 90 + "]) c }", "{ a(b: [" + "1 " * 91 + "]) c }"),
        ("nesting", "{ a(x: " + "[" * 10 + "]" * 10 + ") }", "{ a(x: " + "[" * 11 + "]" * 11 + ") }"),
        ("aliases", "{ a: x b: x c: x }", "{ a: x b: x c: x d: x }"),
        ("directives", "{ a @b @b @b }", "{ a @b @b @b @b }"),
        ("spreads", "{ ...A ...A ...A } fragment A on T { a }", "{ ...A ...A ...A ...A } fragment A on T { a }"),
        ("duplicates", "{ a a ... { a } }", "{ a a ... on T { a a } }"),
        ("fields", "{ ...A b } fragment A on T { " + " ".join("abcdefghijklmnopqrs") + " }",
         "{ ...A ...A } fragment A on T { " + " ".join("abcdefghijk") + " }"),
        ("depth", "{ a { a { a { a { a } } } } }", "{ a { ...A } } fragment A on T { a { a { a { a { a } } } } }"),
        ("lists", "{ fields { type { fields { name } } } }",
         "{ fields { ...A } } fragment A on T { type { fields { args { interfaces { name } } } } }"),
        ("unknown", "{ z: name y x { ...A } } fragment A on T { name }",
         "{ z: name y x { ...A } } fragment A on T { w: v }"),
    ],
)  # fmt: skip
def test_a_document_may_hold_so_much_and_no_more(name: str, most: str, beyond: str) -> None:
    limits = replace(Limits(), **{name: MOST[name]})
    known = {"name"} if name == "unknown" else None
    check(most, limits, known)

    with pytest.raises(UserError, match=rf"\(the limit for {name} is {getattr(limits, name)}\)$") as caught:
        check(beyond, limits, known)

    assert caught.value.code == "DOCUMENT_TOO_LARGE"


def test_a_fragment_that_uses_itself_is_refused_with_its_name() -> None:
    with pytest.raises(UserError, match="fragment `A` uses itself: take the use out"):
        check("{ ...A } fragment A on T { a { ...A } }", Limits())


@pytest.mark.parametrize(
    ("name", "most", "beyond"),
    [
        ("values", {"a": list(range(98)), "b": 1}, {"a": list(range(99)), "b": 1}),
        ("values", {"a": [{"b": {"c": None}}] * 33}, {"a": [{"b": {"c": None}}] * 34}),
        ("nesting", {"a": [[{"b": [1]}]]}, {"a": [[{"b": [[1]]}]]}),
    ],
)
def test_variables_may_hold_so_much_and_no_more(name: str, most: dict[str, Any], beyond: dict[str, Any]) -> None:
    limits = replace(Limits(), values=100, nesting=5)
    check_values(most, limits)

    with pytest.raises(UserError, match=rf"in its variables: .* \(the limit for {name} is {getattr(limits, name)}\)$"):
        check_values(beyond, limits)


@pytest.mark.anyio
async def test_variables_that_hold_too_much_are_refused_before_they_are_read() -> None:
    graph, asked = FakeGraph(), "query($w: CityFilter) { cities(where: $w) { nodes { id } } }"
    async with client_of(graph) as client:
        answer = await client.post("/graphql", json={"query": asked, "variables": {"w": {"or": [{}] * 5_000}}})

    assert answer.json()["errors"][0]["extensions"]["code"] == "DOCUMENT_TOO_LARGE"
    assert "data" not in answer.json()


def test_every_limit_is_looked_at() -> None:
    elsewhere = {"body", "head", "headers", "values", "cost", "seconds", "operations", "arrival", "wait"}

    assert ["characters", *CURES] == [each.name for each in fields(Limits) if each.name not in elsewhere]


@pytest.mark.parametrize("text", [*(each.operation for each in examples()), get_introspection_query()])
def test_what_people_ask_is_well_within_the_limits(text: str) -> None:
    check(text, Limits())


def test_a_document_is_parsed_once_while_it_is_asked_again() -> None:
    documents = Documents(SCHEMA.plain, SCHEMA.prices)
    first = documents.of("{ release { id } }")

    for number in range(KEPT - 1):
        documents.of(f"{{ release{number}: release {{ id }} }}")
    assert documents.of("{ release { id } }") is first

    for number in range(KEPT):
        documents.of(f"{{ other{number}: release {{ id }} }}")
    assert documents.of("{ release { id } }") is not first
    assert len(documents.kept) == KEPT


def test_what_is_wrong_is_not_remembered() -> None:
    documents = Documents(SCHEMA.plain, SCHEMA.prices)

    assert documents.of("{ mars }").errors
    assert documents.of("{").errors
    assert documents.kept == {}
