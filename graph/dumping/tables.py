"""
CSV: a file a noun and a file a relation, with what their columns mean beside them (CSV on the Web).

Lists are joined with `|`; one inside an item becomes `¦`. A cell that a spreadsheet would run as a formula has an
apostrophe before it, and so has one that begins with an apostrophe. The lines of JSON beside these files hold every
text as it is.
"""

import csv
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import orjson

from graph.dumping.column import ENDS, Column, Descriptions, Type, columns_of, described, properties_of, relations
from graph.dumping.lines import Line, Lines
from graph.queries.dump import RECORDS

FOLDER = "csv"
METADATA = "csv-metadata.json"

SEPARATOR = "|"
INSTEAD = "¦"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
"""A text that begins like this is run by spreadsheets; or has our mark already, which is to be taken off once."""

PARTIAL_DATE = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"

NOTES = (
    "Text that begins with =, +, -, @, a tab, a carriage return or an apostrophe has an apostrophe (') before it, so"
    " that no spreadsheet runs it as a formula: take it off, once, to have the text as it is on record.",
    "Lists are joined with |, and a | inside an item is written as ¦.",
    "An empty cell means that nothing is on record. Dates are as precise as their document: YYYY, YYYY-MM, YYYY-MM-DD.",
    "nodes.ndjson and relationships.ndjson hold every text as it is on record.",
)


def harmless(text: str) -> str:
    """A text that no spreadsheet runs."""
    return f"'{text}" if text.startswith(FORMULA) else text


def cell(value: Any) -> str:
    """A value as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, list):
        return harmless(SEPARATOR.join(str(each).replace(SEPARATOR, INSTEAD) for each in value))
    return orjson.dumps(value).decode()


def relation_columns(relation: str) -> tuple[Column, ...]:
    """The columns of a relation, its ends first."""
    return (*(Column(name, Type.TEXT, required=True) for name in ENDS), *properties_of(relation))


def columns() -> dict[str, tuple[Column, ...]]:
    """The columns of every file, by its name without the ending."""
    return {noun: columns_of(noun) for noun in RECORDS} | {each: relation_columns(each) for each in relations()}


def fill(folder: Path, tables: Mapping[str, tuple[Column, ...]], lines: Iterable[Line], name: str) -> None:
    """Write the lines of several files, each into the one that its `name` names."""
    with ExitStack() as stack:
        writers: dict[str, Any] = {}
        for table, each in tables.items():
            file = stack.enter_context((folder / f"{table}.csv").open("w", encoding="utf-8", newline=""))
            writers[table] = csv.writer(file)
            writers[table].writerow([column.name for column in each])
        for line in lines:
            writers[line[name]].writerow([cell(line.get(column.name)) for column in tables[line[name]]])


def datatype(column: Column) -> Any:
    """The type of a column, as CSV on the Web has it."""
    if column.choices:
        return {"base": "string", "format": "|".join(column.choices)}
    if column.type is Type.DATE:
        return {"base": "string", "format": PARTIAL_DATE}
    return column.type.value


def column_metadata(table: str, column: Column, descriptions: Descriptions) -> dict[str, Any]:
    """What there is to say of a column."""
    said: dict[str, Any] = {"name": column.name, "titles": column.name}
    if text := described(table, column.name, descriptions):
        said["dc:description"] = text
    said["datatype"] = datatype(column)
    if column.several:
        said["separator"] = SEPARATOR
    if column.required:
        said["required"] = True
    return said


def foreign_keys(relation: str) -> list[dict[str, Any]]:
    """What the ends of a relation refer to, where all of them are of one noun."""
    ends = relations()[relation]
    return [
        {"columnReference": name, "reference": {"resource": f"{nouns[0]}.csv", "columnReference": "id"}}
        for name, nouns in (("start", ends.starts), ("end", ends.ends))
        if len(nouns) == 1
    ]


def table_metadata(table: str, made: tuple[Column, ...], descriptions: Descriptions) -> dict[str, Any]:
    """What there is to say of a file."""
    schema: dict[str, Any] = {"columns": [column_metadata(table, each, descriptions) for each in made]}
    if table in RECORDS:
        schema["primaryKey"] = "id"
    elif keys := foreign_keys(table):
        schema["foreignKeys"] = keys
    text = descriptions.get((table, "")) or f"The relation {table}: a row each."
    return {"url": f"{table}.csv", "dc:title": table, "dc:description": text, "tableSchema": schema}


def metadata(descriptions: Descriptions) -> dict[str, Any]:
    """What there is to say of all files."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": "Mueang: Thailand's Smart City programme",
        "dc:license": {"@id": "https://creativecommons.org/licenses/by/4.0/"},
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ",", "quoteChar": '"', "doubleQuote": True},
        "notes": [{"dc:description": note} for note in NOTES],
        "tables": [table_metadata(table, made, descriptions) for table, made in columns().items()],
    }


def write(lines: Lines, directory: Path, descriptions: Descriptions) -> None:
    """Write a file a noun, a file a relation, and what their columns mean."""
    folder = directory / FOLDER
    folder.mkdir()
    fill(folder, {noun: columns_of(noun) for noun in RECORDS}, lines.nodes(), "noun")
    fill(folder, {each: relation_columns(each) for each in relations()}, lines.relationships(), "type")
    said = orjson.dumps(metadata(descriptions), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    (folder / METADATA).write_bytes(said)
