"""Documents by their text, and what is left of those that nobody asks any more."""

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from graphql import GraphQLError, Token

from api.document.documents import Documents
from api.schema.root import SCHEMA


@pytest.fixture
def uncollected() -> Iterator[None]:
    """Without the collector: what is freed goes by itself, or by looking through the youngest alone."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def tokens() -> int:
    """How many tokens of documents there are."""
    return sum(type(each) is Token for each in gc.get_objects())


@pytest.mark.usefixtures("uncollected")
def test_a_document_that_is_forgotten_is_freed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.document.documents.KEPT", 1)
    documents = Documents(SCHEMA.plain, SCHEMA.prices)

    left = []
    for number in range(10, 20):
        documents.of(f"{{ r{number}: release {{ id }} }}")
        gc.collect(0)  # what validation leaves behind
        left.append(tokens())

    assert len(documents.kept) == 1
    assert left == [left[0]] * 10


@pytest.mark.usefixtures("uncollected")
def test_what_cannot_be_parsed_leaves_nothing_to_those_that_are_seldom_looked_through() -> None:
    documents = Documents(SCHEMA.plain, SCHEMA.prices)

    before = tokens()
    wrong = [documents.of(f"{{ r{number}: release {{ id }}") for number in range(10)]
    gc.collect(0)

    assert all(each.errors for each in wrong)
    assert tokens() == before


@pytest.mark.parametrize("enabled", [True, False])
def test_nobody_looks_for_garbage_in_the_midst_of_validation(enabled: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []

    def validated(*_: Any, **__: Any) -> list[GraphQLError]:
        seen.append(gc.isenabled())
        return []

    monkeypatch.setattr("api.document.documents.validate", validated)
    if not enabled:
        gc.disable()
    try:
        Documents(SCHEMA.plain, SCHEMA.prices).of("{ release { id } }")
        assert (seen, gc.isenabled()) == ([False], enabled)
    finally:
        gc.enable()


def test_a_document_without_its_chain_of_tokens_tells_its_places() -> None:
    documents = Documents(SCHEMA.plain, SCHEMA.prices)

    (error,) = documents.of("{\n  release {\n    nothing }\n}").errors

    assert error.locations == [(3, 5)]
    document = documents.of("{\n  release {\n    id }\n}")
    assert document.node is not None
    assert document.node.loc is not None
    assert document.node.loc.start_token.next is None
    node = document.operations[0].selection_set.selections[0]
    assert (node.loc and node.loc.source.get_location(node.loc.start)) == (2, 3)
