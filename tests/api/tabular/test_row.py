"""The rows of an answer: what repeats, what stands in one cell, and what is empty."""

from typing import Any

import pytest

from api.tabular.row import rows
from tests.api.tabular.asking import table

A, B = {"id": "agency:a"}, {"id": "agency:b"}


def read(query: str, data: Any) -> list[tuple[Any, ...]]:
    """The rows of an answer to a query."""
    return list(rows(table(query), data))


def test_a_nested_list_repeats_the_row_and_an_empty_one_keeps_it() -> None:
    query = "{ cities { nodes { id operators { knowledge nodes { id } } kind } } }"
    none = {"id": "city:x", "operators": {"knowledge": "UNKNOWN", "nodes": []}, "kind": None}
    two = {"id": "city:y", "operators": {"knowledge": "PARTIAL", "nodes": [A, B]}, "kind": "new"}

    assert read(query, {"cities": {"nodes": [none, two]}}) == [
        ("city:x", "UNKNOWN", None, None),
        ("city:y", "PARTIAL", "agency:a", "new"),
        ("city:y", "PARTIAL", "agency:b", "new"),
    ]


def test_lists_within_lists_repeat_what_is_around_them() -> None:
    query = "{ cities { nodes { id twins { id twins { id } } } } }"
    inner = [{"id": "b", "twins": [{"id": "c"}, {"id": "d"}]}, {"id": "e", "twins": None}]

    assert read(query, {"cities": {"nodes": [{"id": "a", "twins": inner}, {"id": "f", "twins": []}]}}) == [
        ("a", "b", "c"),
        ("a", "b", "d"),
        ("a", "e", None),
        ("f", None, None),
    ]


def test_documents_and_plain_values_stand_in_one_cell() -> None:
    query = "{ cities { nodes { tags sources { title url } operators { nodes { id } } } } }"
    sources = [{"title": None, "url": "u1"}, {"title": "T", "url": "u2"}]
    city = {"tags": ["x", "y"], "sources": sources, "operators": {"nodes": [A, B]}}

    assert read(query, {"cities": {"nodes": [city]}}) == [
        (["x", "y"], [None, "T"], ["u1", "u2"], "agency:a"),
        (["x", "y"], [None, "T"], ["u1", "u2"], "agency:b"),
    ]


def test_documents_that_hold_lists_repeat_the_row() -> None:
    query = "{ cities { nodes { id sources { url supports { id } } } } }"
    sources = [{"url": "u1", "supports": [A, B]}, {"url": "u2", "supports": []}]

    assert read(query, {"cities": {"nodes": [{"id": "x", "sources": sources}]}}) == [
        ("x", "u1", "agency:a"),
        ("x", "u1", "agency:b"),
        ("x", "u2", None),
    ]


def test_lists_side_by_side_stand_in_one_cell_each() -> None:
    query = "{ cities { nodes { id operators { nodes { id name { en } } } twins { id } } } }"
    operators = {"nodes": [{**A, "name": {"en": "A"}}, {**B, "name": None}]}

    assert read(query, {"cities": {"nodes": [{"id": "x", "operators": operators, "twins": None}]}}) == [
        ("x", ["agency:a", "agency:b"], ["A", None], None)
    ]


def test_what_the_list_hangs_on_stands_in_every_row() -> None:
    query = "{ city { name { en } twins { id } sources { url } } }"
    city = {"name": {"en": "X"}, "twins": [{"id": "y"}, {"id": "z"}], "sources": [{"url": "u"}]}

    assert read(query, {"city": city}) == [("X", "y", ["u"]), ("X", "z", ["u"])]


@pytest.mark.parametrize(
    "data", [None, {"city": None}, {"city": {"id": "x", "twins": None}}, {"city": {"id": "x", "twins": []}}]
)
def test_no_list_and_an_empty_one_give_no_rows(data: Any) -> None:
    assert read("{ city { id twins { id } } }", data) == []


def test_a_thing_of_another_type_and_one_that_is_not_there_leave_cells_empty() -> None:
    query = "{ things { id ... on City { kind name { th } } } }"
    things = [{"id": "city:x", "kind": "new", "name": None}, {"id": "province:y"}, None]

    assert read(query, {"things": things}) == [("city:x", "new", None), ("province:y", None, None), (None, None, None)]
