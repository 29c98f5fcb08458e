"""
A table as text: CSV for spreadsheets, and NDJSON, which keeps the types.

CSV is RFC 4180 in UTF-8, with a header. A cell that a spreadsheet would run as a formula begins with an apostrophe, and
has one more where it began with one: whoever takes the first off has the text. Numbers are left as they are. Several
values of one cell stand in their order, null with them, so that the second title goes with the second address.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import orjson

from api.tabular.row import Row
from api.tabular.table import Table

BETWEEN = "; "
"""What stands between the values of one cell."""

BYTE_ORDER_MARK = "\ufeff"
RUN = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""How a text begins that a spreadsheet may run; those of full width count where East Asian ones are in use."""
FIRST = ("\t", "\r", "\n", "'")
"""What else a text may not begin with: what spreadsheets pass over, and the mark itself, or none could be taken off."""

ROWS_AT_ONCE = 500


def harmless(text: str) -> str:
    """A text that no spreadsheet runs as a formula."""
    return f"'{text}" if text.startswith(FIRST) or text.lstrip().startswith(RUN) else text


def plain(value: Any) -> str:
    """A value as text: as in JSON, but texts without quotes, and null as nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return BETWEEN.join(plain(each) for each in value)
    return orjson.dumps(value).decode()


def cell(value: Any) -> str:
    """A value as it stands in a cell; a list of one is that one."""
    if isinstance(value, list) and len(value) == 1:
        return cell(value[0])
    text = plain(value)
    return harmless(text) if isinstance(value, str | list) else text


def portions(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows, many at a time: a write for each would cost more than the row."""
    each = iter(rows)
    while portion := list(islice(each, ROWS_AT_ONCE)):
        yield portion


def csv_of(table: Table, rows: Iterable[Row], *, bom: bool = False) -> Iterator[bytes]:
    """The table as CSV, piece by piece; with `bom`, older Excel knows that it is UTF-8."""

    def text(portion: Iterable[Iterable[str]]) -> str:
        written = io.StringIO(newline="")
        csv.writer(written, lineterminator="\r\n").writerows(portion)
        return written.getvalue()

    yield ((BYTE_ORDER_MARK if bom else "") + text([table.header])).encode()
    for portion in portions(rows):
        yield text([cell(value) for value in row] for row in portion).encode()


def ndjson_of(table: Table, rows: Iterable[Row]) -> Iterator[bytes]:
    """The table as NDJSON, piece by piece: an object a row, with the names of the columns."""
    for portion in portions(rows):
        yield b"".join(
            orjson.dumps(dict(zip(table.header, row, strict=True)), option=orjson.OPT_APPEND_NEWLINE) for row in portion
        )


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a table: the word and the media type that ask for it, and how it is announced."""

    name: str
    media_type: str
    content_type: str
    write: Callable[[Table, Iterable[Row]], Iterator[bytes]]


CSV = Format("csv", "text/csv", "text/csv; charset=utf-8; header=present", csv_of)
NDJSON = Format("ndjson", "application/x-ndjson", "application/x-ndjson", ndjson_of)
FORMATS = (CSV, NDJSON)
