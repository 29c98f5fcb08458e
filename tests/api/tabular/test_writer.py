"""A table as CSV and as NDJSON: what stands in a cell, and what no spreadsheet runs."""

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.tabular.row import Row
from api.tabular.table import Table
from api.tabular.writer import BYTE_ORDER_MARK, CSV, FORMATS, NDJSON, ROWS_AT_ONCE, cell, csv_of, ndjson_of
from tests.api.tabular.asking import table

CITIES = table("{ cities { nodes { id name { th } area } } }")
ONE = table("{ things { id } }")

TEXTS = st.text()


def written(asked: Table, *rows: Row, bom: bool = False) -> bytes:
    """Rows as CSV."""
    return b"".join(csv_of(asked, rows, bom=bom))


def read(text: bytes) -> list[list[str]]:
    """CSV as the standard library reads it."""
    return list(csv.reader(io.StringIO(text.decode(), newline=""), strict=True))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (-5, "-5"),
        (-0.25, "-0.25"),
        (13_700_000_000.0, "13700000000.0"),
        ("ภูเก็ต", "ภูเก็ต"),
        ("a-b=c", "a-b=c"),
        ("", ""),
        ([], ""),
        (["a", None, "c"], "a; ; c"),
        ([[1, 2], [3]], "1; 2; 3"),
        ([True, 2.5], "true; 2.5"),
        ([-5], "-5"),
        ([None], ""),
        ({"a": [1]}, '{"a":[1]}'),
    ],
)
def test_a_value_is_shown_as_in_json_without_quotes(value: Any, shown: str) -> None:
    assert cell(value) == shown


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://x")',
        "+66 2 123 4567",
        "-5",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\tx",
        "\rx",
        "\nx",
        " =1+1",
        "\u00a0=1",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        "'=1+1",
        "'Lampang first'",
    ],
)
def test_a_text_that_would_be_run_begins_with_an_apostrophe(text: str) -> None:
    assert cell(text) == f"'{text}"
    assert cell([text]) == f"'{text}"
    assert cell([text, "b"]) == f"'{text}; b"


def test_several_numbers_in_one_cell_are_a_text() -> None:
    assert cell([-5, 3]) == "'-5; 3"


def test_csv_is_rfc_4180_with_a_header() -> None:
    rows = [("city:a", 'ที่ "หนึ่ง", สอง', 1.5), ("city:b", "two\nlines", None)]

    assert written(CITIES, *rows).decode() == (
        'id,name.th,area\r\ncity:a,"ที่ ""หนึ่ง"", สอง",1.5\r\ncity:b,"two\nlines",\r\n'
    )


def test_a_table_without_rows_has_its_header() -> None:
    assert written(CITIES) == b"id,name.th,area\r\n"
    assert b"".join(ndjson_of(CITIES, [])) == b""


def test_the_mark_of_utf_8_is_there_on_request_only() -> None:
    assert written(ONE, ("a",), bom=True) == BYTE_ORDER_MARK.encode() + written(ONE, ("a",))


def test_a_row_that_is_one_empty_cell_is_a_row() -> None:
    assert read(written(ONE, (None,), ("",), ([],))) == [["id"], [""], [""], [""]]


def test_ndjson_keeps_the_types_and_changes_no_text() -> None:
    rows: list[Row] = [("=1", ["a", None], 1.5), ("ข", [], None), ("c", None, True)]

    assert b"".join(ndjson_of(CITIES, rows)).decode() == (
        '{"id":"=1","name.th":["a",null],"area":1.5}\n'
        '{"id":"ข","name.th":[],"area":null}\n'
        '{"id":"c","name.th":null,"area":true}\n'
    )


@pytest.mark.parametrize("form", FORMATS, ids=[form.name for form in FORMATS])
def test_rows_are_written_while_they_come(form: Any) -> None:
    taken = []

    def endless() -> Any:
        for number in range(ROWS_AT_ONCE * 3):
            taken.append(number)
            yield (str(number),)

    pieces = form.write(ONE, endless())

    first = [next(pieces), next(pieces)]

    assert len(taken) <= ROWS_AT_ONCE * 2
    assert b"".join([*first, *pieces]).count(b"\n") == ROWS_AT_ONCE * 3 + (form is CSV)
    assert len(taken) == ROWS_AT_ONCE * 3


def test_the_formats_are_asked_for_by_word_and_by_media_type() -> None:
    assert [(form.name, form.media_type) for form in (CSV, NDJSON)] == [
        ("csv", "text/csv"),
        ("ndjson", "application/x-ndjson"),
    ]
    assert all(form.content_type.startswith(form.media_type) for form in FORMATS)


@given(
    st.lists(st.tuples(TEXTS, TEXTS, st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**31), 2**31)))
)
def test_what_is_written_is_read_back(rows: list[tuple[str, str, float]]) -> None:
    header, *lines = read(written(CITIES, *rows))

    assert tuple(header) == CITIES.header
    assert len(lines) == len(rows)
    for (one, two, number), (shown_one, shown_two, shown_number) in zip(rows, lines, strict=True):
        assert shown_one in {one, f"'{one}"}
        assert shown_two in {two, f"'{two}"}
        assert float(shown_number) == number


@given(TEXTS)
def test_no_cell_of_text_begins_like_a_formula(text: str) -> None:
    shown = cell(text)

    assert shown[:1] not in set("=+-@\t\r\n")
    assert shown.removeprefix("'") == text


@given(st.lists(st.tuples(TEXTS, st.none() | st.lists(TEXTS), st.none() | st.booleans() | st.integers(-9, 9))))
def test_ndjson_is_read_back_as_it_was(rows: list[Row]) -> None:
    lines = b"".join(ndjson_of(CITIES, rows)).decode().split("\n")

    assert lines.pop() == ""
    assert [tuple(json.loads(line).values()) for line in lines] == [tuple(row) for row in rows]
