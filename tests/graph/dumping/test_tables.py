"""CSV: what is written is what is read, spreadsheets run nothing, and the metadata describe every column."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from graph.dumping import tables
from graph.dumping.column import columns_of, relations
from graph.queries.dump import RECORDS
from tests.graph.dumping import made
from tests.graph.dumping.made import NASTY


def written(directory: Path) -> Path:
    """The folder of the tables of the small release."""
    tables.write(made.lines(directory), directory, {("City", ""): "A city.", ("City", "id"): "Its id."})
    return directory / tables.FOLDER


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    """The rows of a table, as the standard library reads them."""
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def said(row: dict[str, str]) -> dict[str, str]:
    """The cells that say something."""
    return {name: cell for name, cell in row.items() if cell}


def metadata(folder: Path) -> Any:
    return json.loads((folder / tables.METADATA).read_bytes())


def test_a_table_has_a_row_for_each_thing(tmp_path: Path) -> None:
    folder = written(tmp_path)

    assert [said(row) for row in rows(folder, "City")] == [
        {"id": "city:a", "sources": "source:a", "name_en": f"'{NASTY}", "synthetic": "true", "complete": "x"},
        {"id": "city:b", "sources": "source:a|source:b", "name_en": "'-B", "synthetic": "false"},
    ]
    assert said(rows(folder, "Observation")[0])["value"] == "-1.5"
    assert said(rows(folder, "Event")[0])["details"] == "one ¦ two|three"


def test_a_table_has_a_row_for_each_relation(tmp_path: Path) -> None:
    folder = written(tmp_path)

    assert [said(row) for row in rows(folder, "OPERATES")] == [
        {
            "start_noun": "Agency",
            "start": "agency:a",
            "end_noun": "City",
            "end": "city:a",
            "role": "operator",
            "note": f"'{NASTY}",
            "sources": "source:a",
        }
    ]
    assert [row["end"] for row in rows(folder, "LOCATED_IN")] == ["province:TH-83"] * 2


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\tx", "\rx", "'=1", "'a'"])
def test_a_text_that_a_spreadsheet_would_run_is_made_harmless(text: str) -> None:
    assert tables.cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "cell"),
    [("a=1", "a=1"), (None, ""), (True, "true"), (0, "0"), (-1.5, "-1.5"), (1e16, "1e+16"), (["-a", "b"], "'-a|b")],
)
def test_a_value_has_one_text(value: Any, cell: str) -> None:
    assert tables.cell(value) == cell


def test_every_noun_and_every_relation_has_a_file_of_its_own_on_any_file_system(tmp_path: Path) -> None:
    names = [path.name for path in written(tmp_path).glob("*.csv")]

    assert len(names) == len(RECORDS) + len(relations())
    assert len({name.lower() for name in names}) == len(names)


def test_the_metadata_describe_the_columns_in_their_order(tmp_path: Path) -> None:
    folder = written(tmp_path)

    for table in metadata(folder)["tables"]:
        with (folder / table["url"]).open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == [column["titles"] for column in table["tableSchema"]["columns"]]


def test_the_metadata_say_what_keys_refer_to(tmp_path: Path) -> None:
    found = {table["url"]: table for table in metadata(written(tmp_path))["tables"]}

    city = found["City.csv"]
    columns = {column["name"]: column for column in city["tableSchema"]["columns"]}
    assert (city["dc:description"], city["tableSchema"]["primaryKey"]) == ("A city.", "id")
    assert columns["id"] == {
        "name": "id", "titles": "id", "dc:description": "Its id.", "datatype": "string", "required": True
    }  # fmt: skip
    assert columns["sources"]["separator"] == "|"
    assert found["COVERS.csv"]["tableSchema"]["foreignKeys"] == [
        {"columnReference": "end", "reference": {"resource": "Dimension.csv", "columnReference": "id"}}
    ]


def test_the_types_of_columns_are_those_of_the_records() -> None:
    types = {column.name: tables.datatype(column) for noun in ("Province", "City") for column in columns_of(noun)}
    observed = {column.name: tables.datatype(column) for column in columns_of("Observation")}

    assert (types["latitude"], types["geoname"], types["synthetic"]) == ("double", "integer", "boolean")
    assert types["confidence"] == {"base": "string", "format": "high|medium|low"}
    assert observed["date"] == {"base": "string", "format": "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"}
    assert (observed["value"], observed["named_as"]) == ("double", "string")
