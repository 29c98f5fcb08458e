"""What must be true of every Cypher read: standing tests over all of graph/queries, each naming who breaks it."""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from graph import model, queries, seed
from graph.model import Edge, ListExtent, Record, Stored
from graph.pattern import is_dated
from graph.queries import city, neighbour
from graph.query import Query, Traversal
from graph.seeding.relations import fields_of

MODULES = [importlib.import_module(f"graph.queries.{each.name}") for each in pkgutil.iter_modules(queries.__path__)]

WRITING = re.compile(
    r"(?<![.\w])(CREATE|MERGE|SET|DELETE|DETACH|REMOVE|DROP|FOREACH|LOAD\s+CSV|CALL\s+\w[\w.]*)\b", re.IGNORECASE
)
PARAMETERS = {"keys", "release", "as_of", "after", "before", "limit", "low"}
LABELS = {*seed.PARTS, *(noun.__name__ for noun in seed.NOUNS.values())}
RELATIONS = {field.relation.type for noun in seed.NOUNS.values() for field in fields_of(noun)} | {"SUPPORTS"}


def found(value: object) -> Iterator[Query[Any]]:
    """The reads in a value of a module."""
    if isinstance(value, Query):
        yield value
    elif isinstance(value, Traversal):
        yield from (value.page, value.extent)
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from found(each)


EVERY = [query for module in MODULES for value in vars(module).values() for query in found(value)]
BY_NAME = {query.name: query for query in EVERY}
LISTS = [query for query in EVERY if query.backward]
REFERENCES = [query for query in LISTS if query.record is Edge[model.Reference]]
"""Lists of things of any noun."""


def named(text: str) -> set[str]:
    """The parameters that a text names."""
    return set(re.findall(r"\$(\w+)", text))


def all_of(text: str, record: type[Record]) -> bool:
    """Whether a row has what its record wants: all that is stored, or each field by its name."""
    if issubclass(record, Stored) and "properties(" in text:
        return True
    kinds = [info.annotation for info in record.model_fields.values()]
    inner = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Record)]
    each = all(f"{name}:" in text or f".{name}" in text for name in record.model_fields)
    return each and all(all_of(text, kind) for kind in inner)


def breakers(true: Callable[[str], object], reads: list[Query[Any]] = EVERY) -> list[str]:
    """The reads with a text of which something is not true."""
    return [query.name for query in reads if not all(true(text) for text in (query.text, query.backward) if text)]


def test_there_are_hundreds_of_reads() -> None:
    assert len(EVERY) > 300
    assert len(LISTS) > 150


def test_no_two_reads_have_one_name() -> None:
    assert len(BY_NAME) == len(EVERY)


def test_a_read_is_called_by_where_it_starts_and_what_it_reads() -> None:
    assert [name for name in BY_NAME if not re.fullmatch(r"[a-z_-]+\.[a-z_]+(\.extent)?", name)] == []


def test_a_read_answers_to_keys() -> None:
    assert breakers(lambda text: "keys" in named(text)) == []


def test_a_read_stays_in_one_release() -> None:
    assert breakers(lambda text: "release" in named(text) or {"after", "before"} <= named(text)) == []


def test_a_read_starts_from_a_key_or_from_a_range_of_places_which_indexes_find() -> None:
    start = re.compile(
        r"MATCH \(\w+:\w+ \{key: \$release \+ '\|' \+ key\}\)"
        r"|\b(node|city)\.(sort|total) > \$(?:after|begin) AND \1\.\2 < \$(?:before|end)"
    )

    assert breakers(start.search) == []


def test_what_things_lead_to_is_not_looked_for_in_an_index() -> None:
    """Neo4j would look through all that the index has, once for each key: forty times as long for a hundred of them."""
    traversals = [query for query in LISTS if query.pattern and query.pattern.start]

    assert breakers(lambda text: "node.sort >" not in text and "place > $after" in text, traversals) == []


def test_a_read_names_no_parameter_that_nobody_gives() -> None:
    assert breakers(lambda text: named(text) <= PARAMETERS) == []


def test_a_read_writes_nothing() -> None:
    assert breakers(lambda text: not WRITING.search(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (n) SET n.a = 1",
        "merge (n)",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n) REMOVE n.a",
        "CREATE (n)",
        "CALL db.x()",
    ],
)
def test_a_clause_that_writes_is_known_as_one(text: str) -> None:
    assert WRITING.search(text)


def test_a_read_returns_a_key_and_a_row() -> None:
    end = re.compile(r"RETURN ((\$keys\[0\]|keys) AS )?key, .* AS row( ORDER BY [^\n]+)?\s*$", re.DOTALL)

    assert breakers(lambda text: end.match(text[text.rindex("RETURN") :])) == []


def test_a_row_has_the_fields_of_its_record() -> None:
    texts = [(query, text) for query in EVERY for text in (query.text, query.backward) if text]

    assert [query.name for query, text in texts if not all_of(text, query.record)] == []


def test_a_read_is_dated_if_and_only_if_its_texts_name_the_day() -> None:
    dated, undated = ([query for query in EVERY if query.dated is each] for each in (True, False))

    assert breakers(lambda text: "as_of" in named(text), dated) == []
    assert breakers(lambda text: "as_of" not in named(text), undated) == []


def test_a_read_of_several_things_is_ordered() -> None:
    alone = (ListExtent, model.CityCounts)
    several = [query for query in EVERY if query.record not in alone and not query.name.endswith(".by_id")]

    assert breakers(lambda text: re.search(r"ORDER BY [^\n]+\s*$", text), several) == []


def test_a_read_names_only_labels_that_there_are() -> None:
    assert breakers(lambda text: set(re.findall(r"\((?:\w+)?:(\w+)", text)) <= LABELS) == []


def test_a_read_follows_only_relations_that_are_loaded() -> None:
    assert breakers(lambda text: set(re.findall(r"\[(?:\w+)?:(\w+)", text)) <= RELATIONS) == []


def test_a_list_honours_its_window_before_it_is_cut_and_in_its_order() -> None:
    assert breakers(lambda text: {"after", "before", "limit"} <= named(text), LISTS) == []
    assert breakers(lambda text: text.count("ORDER BY") >= 2, LISTS) == []


def test_a_list_is_read_backwards_by_the_same_text_in_descending_order() -> None:
    odd = [
        query.name
        for query in LISTS
        if query.backward == query.text
        or query.backward.replace(" DESC", "") != query.text.replace(" ASC", "")
        or " DESC" in query.text
    ]

    assert odd == []


def test_a_list_leaves_out_what_is_of_low_confidence_unless_asked_for() -> None:
    lists = [query for query in LISTS if query not in REFERENCES]

    assert breakers(lambda text: "low" in named(text), lists) == []


def test_a_list_is_counted_under_the_conditions_of_its_pages() -> None:
    window = {"limit", "after", "before", "release"}

    odd = [
        query.name
        for query in LISTS
        for extent in [BY_NAME[f"{query.name}.extent"]]
        if (extent.record, extent.dated, named(extent.text) - window)
        != (ListExtent, query.dated, named(query.text) - window)
    ]

    assert odd == []


@pytest.mark.parametrize("record", [model.Decision, model.Event, model.Emblem, model.Privilege])
def test_a_thing_with_a_date_begins_on_a_day(record: type[model.Record]) -> None:
    assert is_dated(record)


@pytest.mark.parametrize("record", [model.City, model.Province, model.Agency])
def test_a_thing_without_a_date_is_always_there(record: type[model.Record]) -> None:
    assert not is_dated(record)


def test_a_traversal_is_called_as_its_pages_are() -> None:
    assert city.OPERATORS.name == city.OPERATORS.page.name == "city.operators"


def test_a_list_of_things_of_any_noun_leaves_out_what_is_of_low_confidence() -> None:
    assert breakers(lambda text: "low" in named(text), REFERENCES) == []


def test_a_list_of_things_of_any_noun_holds_none_that_has_not_happened() -> None:
    lists = [*REFERENCES, BY_NAME["source.supports"]]

    assert breakers(lambda text: "as_of" in named(text), lists) == []


MUST_LEAD = ("emblem.city", "decision.round", "office.person", "approval_round.committee", "promotion_zone.province",
             "city.province", "province.region")  # fmt: skip
"""Reads of edges that are never null in the schema."""


def test_an_edge_that_is_never_null_leads_somewhere_whatever_the_confidence() -> None:
    assert breakers(lambda text: "low" not in named(text), [BY_NAME[name] for name in MUST_LEAD]) == []


def test_a_neighbour_may_be_reached_from_a_thing_of_every_noun_and_from_every_part() -> None:
    assert sorted(neighbour.LABELS.values()) == sorted(LABELS) == sorted(each.value for each in model.NodeKind)


def test_clients_can_name_every_relation_that_is_loaded() -> None:
    assert {each.value for each in model.RelationType} == RELATIONS
