"""Rows are records: as pydantic makes them, or not at all."""

from enum import Enum
from typing import Annotated, Any, get_args, get_origin

import pytest
from pydantic import TypeAdapter, ValidationError

from graph.decoding import OddError, Unknown, allowed, decoded, decoder, generated, odd, present
from graph.errors import GraphMismatchError
from graph.model import Alias, Dimension, FactEdge, Link, ListExtent, Province, Record
from graph.query import Query
from tests.live.every import every_query
from tests.things import SOURCES, province

ALIAS = Query("alias.by_id", "", Alias)
ROW: dict[str, Any] = {
    "id": "city:phuket/aliases/1",
    "name": "Phuket Smart City",
    "basis": None,
    "note": None,
    "sources": list(SOURCES),
    "confidence": None,
}
RECORDS: dict[str, type[Record]] = {query.record.__name__: query.record for query in every_query()}
OTHERS: tuple[Any, ...] = (7, 0.5, True, "§", "", [], [7], [None], ["§"], {}, {"§": 1}, None)


def value_of(annotation: Any, place: int) -> Any:
    """A value that a field may have, as the driver gives it."""
    (kind, *_), _ = allowed(annotation)
    if get_origin(kind) is tuple:
        return [value_of(get_args(kind)[0], place)]
    if issubclass(kind, Record):
        return row_of(kind)
    if issubclass(kind, Enum):
        return list(kind)[place % len(kind)].value
    if kind is not str:
        return kind(place)
    return next(text for text in (f"2021-05-{10 + place}", "city:phuket", "TH-83") if accepted(annotation, text))


def accepted(annotation: Any, value: Any) -> bool:
    """Whether pydantic takes a value for what an annotation names."""
    try:
        TypeAdapter(annotation).validate_python(value)
    except ValidationError:
        return False
    return True


def row_of(record: type[Record]) -> dict[str, Any]:
    """A row with a value in every field."""
    if record is Province:  # whose code and id belong together
        return province(name_th="ตรัง", gloss="Trang", name_note="x").model_dump(mode="json")
    return {
        name: value_of(Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation, place)
        for place, (name, info) in enumerate(record.model_fields.items())
    }


def shape_of(value: Any) -> Any:
    """The type of a value; of a list, those of its elements; an empty one may be a list of anything."""
    return [shape_of(each) for each in value[:1]] or [str] if isinstance(value, list) else type(value)


def judged(record: type[Record], row: dict[str, Any]) -> Record | None:
    """What pydantic makes of a row."""
    try:
        return record.model_validate(present(row))
    except ValidationError:
        return None


def made(record: type[Record], row: dict[str, Any]) -> Record | None:
    """What is made of a row of a read."""
    try:
        return decoded(Query("any", "", record), [["key", row]])["key"][0]
    except GraphMismatchError:
        return None


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_code_makes_of_a_row_what_pydantic_makes_of_it(name: str) -> None:
    record = RECORDS[name]
    row = row_of(record)

    record_made = generated(record)(row)

    assert record_made == record.model_validate(row)
    assert record_made.model_dump_json() == record.model_validate(row).model_dump_json()
    assert record_made.model_copy() == record_made
    assert {type(value) for value in record_made.__dict__.values()} == {
        type(value) for value in record.model_validate(row).__dict__.values()
    }


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_code_takes_no_value_that_pydantic_does_not_take_for_its_type(name: str) -> None:
    record = RECORDS[name]
    row = row_of(record)

    for field, good in row.items():
        for other in OTHERS:
            if shape_of(other) == shape_of(good):
                continue  # what a value of its type may be was looked at before it was loaded
            spoilt = {**row, field: other}
            expected = judged(record, spoilt)
            if expected or other is not None:  # fields that go together are there together
                assert (spoilt, made(record, spoilt)) == (spoilt, expected)


def test_a_row_that_is_nearly_as_promised_is_for_pydantic_to_judge() -> None:
    row = {**row_of(ListExtent), "total": 3.0, "complete": False}

    with pytest.raises(OddError):
        generated(ListExtent)(row)
    assert made(ListExtent, row) == ListExtent(total=3, complete=False)


def test_records_that_there_is_no_code_for_are_made_by_pydantic() -> None:
    class Mapped(Record):
        counts: dict[str, int]

    with pytest.raises(Unknown):
        generated(Mapped)
    assert decoder(Mapped) is odd
    assert made(Mapped, {"counts": {"City": 1}}) == Mapped(counts={"City": 1})


def test_rows_are_records_by_key_in_their_order() -> None:
    rows = [("b", {**ROW, "name": "2"}), ("b", {**ROW, "name": "1"}), ("a", ROW)]

    answers = decoded(ALIAS, rows)

    assert list(answers) == ["b", "a"]
    assert [record.name for record in answers["b"]] == ["2", "1"]
    assert answers["a"] == [Alias(id="city:phuket/aliases/1", name="Phuket Smart City", sources=SOURCES)]


def test_a_row_of_several_keys_is_the_same_record_for_each() -> None:
    answers = decoded(ALIAS, [(["b", "a"], ROW), ("a", {**ROW, "name": "2"})])

    assert answers["b"][0] is answers["a"][0]
    assert [record.name for record in answers["a"]] == [ROW["name"], "2"]


def test_no_rows_are_no_answers() -> None:
    assert decoded(ALIAS, []) == {}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (None, "alias.by_id: fields None are not those of Alias"),
        ({"id": "a"}, "alias.by_id: 3 fields are not as promised"),
        ({**ROW, "name": None}, "alias.by_id: 1 fields are not as promised"),
        ({**ROW, "name": 7, "basis": "x"}, "alias.by_id: 2 fields are not as promised"),
    ],
)
def test_rows_that_are_not_as_promised_are_refused(row: dict[str, Any] | None, message: str) -> None:
    with pytest.raises(GraphMismatchError) as caught:
        decoded(ALIAS, [["a", row]])

    assert str(caught.value) == message


@pytest.mark.parametrize("row", [{"total": 1}, {"total": 1, "complete": True, "stated": True}])
def test_rows_of_what_is_not_stored_have_exactly_its_fields(row: dict[str, Any]) -> None:
    with pytest.raises(GraphMismatchError) as caught:
        decoded(Query("city.projects.extent", "", ListExtent), [["a", row]])

    assert str(caught.value) == f"city.projects.extent: fields {sorted(row)} are not those of ListExtent"


def test_of_what_is_stored_only_what_the_record_names_is_told() -> None:
    row = {name: value for name, value in ROW.items() if value is not None} | {"key": "r|city:phuket/aliases/1"}

    (told,) = decoded(ALIAS, [["a", row]])["a"]

    assert told == made(Alias, ROW)
    assert told.__dict__.keys() == Alias.model_fields.keys()
    assert made(Alias, {**row, "name": None}) is None


def test_what_is_stored_beside_a_nearly_promised_value_is_left_however_deep() -> None:
    link = {"sources": list(SOURCES), "key": 1}
    node = row_of(Dimension) | {"sort": "x"}
    row = {"node": node, "link": link, "cursor": (7.0,)}  # a tuple is no list

    with pytest.raises(OddError):
        generated(FactEdge[Dimension])(row)
    (told,) = decoded(Query("any", "", FactEdge[Dimension]), [["a", row]])["a"]
    assert (told.node, told.link) == (Dimension.model_validate(row_of(Dimension)), Link(sources=SOURCES))


def test_absent_properties_are_left_out_however_deep() -> None:
    assert present({"a": None, "b": 0, "c": {"d": None, "e": ""}, "f": [None]}) == {
        "b": 0,
        "c": {"e": ""},
        "f": [None],
    }
