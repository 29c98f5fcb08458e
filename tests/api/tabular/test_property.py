"""
Any operation, any answer: the table is what a plain walk over the answer gives.

Operations are drawn as trees over a small schema; what is expected is reckoned from the tree and the answer alone, by
rows that are dictionaries, so that it shares no code with the plan.
"""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from api.tabular.row import rows
from api.tabular.table import NoSingleListError, Table
from api.tabular.writer import cell, csv_of, ndjson_of
from tests.api.tabular.asking import table

EXAMPLES = 60

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "String": st.none() | st.text('aก;=- \r\n",', max_size=4),
    "Int": st.none() | st.integers(-99, 99),
}

CONNECTION = {"totalCount": "Int", "pageInfo": "PageInfo"}
FIELDS = {
    "Query": {
        "release": "Release",
        "counts": "Counts",
        "city": "City",
        "cities": "CityConnection",
        "groups": "[Group]",
    },
    "Release": {"id": "String"},
    "Counts": {"approved": "Int"},
    "Name": {"th": "String", "en": "String"},
    "Source": {"title": "String", "url": "String"},
    "PageInfo": {"hasNextPage": "String"},
    "City": {
        "id": "String",
        "name": "Name",
        "kind": "String",
        "tags": "[String]",
        "twins": "[City]",
        "province": "Province",
        "operators": "AgencyConnection",
        "decisions": "[Decision]",
        "sources": "[Source]",
    },
    "CityConnection": {**CONNECTION, "nodes": "[City]", "edges": "[CityEdge]"},
    "CityEdge": {"role": "String", "node": "City", "sources": "[Source]"},
    "Province": {"id": "String", "name": "Name", "cities": "CityConnection"},
    "Agency": {"id": "String", "name": "Name", "sources": "[Source]"},
    "AgencyConnection": {**CONNECTION, "knowledge": "String", "nodes": "[Agency]"},
    "Decision": {"id": "String", "text": "String", "sources": "[Source]"},
    "Group": {"count": "Int", "keys": "[GroupKey]", "cities": "CityConnection"},
    "GroupKey": {"by": "String", "value": "String"},
}
IN_A_CELL = {"Source", "GroupKey"}


@dataclass(frozen=True)
class Drawn:
    """A field of a drawn operation."""

    field: str
    of: str
    many: bool
    alias: str
    inner: tuple["Drawn", ...]

    @property
    def key(self) -> str:
        return self.alias or self.field

    @property
    def text(self) -> str:
        alias = f"{self.alias}: " if self.alias else ""
        return f"{alias}{self.field}{selection(self.inner) if self.inner else ''}"

    @property
    def flat(self) -> bool:
        """Whether no list is in it."""
        return all(each.flat and not each.many for each in self.inner)

    @property
    def cited(self) -> bool:
        return self.of in IN_A_CELL and self.flat


def selection(fields: tuple[Drawn, ...]) -> str:
    """Fields as GraphQL writes them."""
    return "{ " + " ".join(each.text for each in fields) + " }"


def holds_many(kind: str) -> bool:
    """Whether a field of this kind is a list of things or has lists of its own to choose from."""
    return kind.startswith("[") or kind.endswith("Connection") or kind == "City"


@st.composite
def names_of(draw: st.DrawFn, of: str, known: list[str]) -> list[str]:
    """The fields of a type that an operation asks for: few lists, or nearly no operation had a table."""
    many = [name for name in known if holds_many(FIELDS[of][name])]
    others = [name for name in known if name not in many]
    lists = draw(st.lists(st.sampled_from(many), min_size=1, max_size=1 + (of == "City"), unique=True)) if many else []
    beside = draw(st.lists(st.sampled_from(others), min_size=not lists, max_size=2, unique=True)) if others else []
    return [*beside[:1], *lists, *beside[1:]]


@st.composite
def fields(draw: st.DrawFn, of: str, depth: int) -> tuple[Drawn, ...]:
    """Some fields of a type, in some order; at the bottom those that hold the least."""
    known = {name: kind for name, kind in FIELDS[of].items() if depth > 0 or kind.strip("[]") in VALUES}
    drawn = draw(names_of(of, sorted(known or FIELDS[of])))
    kinds = {name: FIELDS[of][name].strip("[]") for name in drawn}
    return tuple(
        Drawn(
            name,
            kinds[name],
            FIELDS[of][name].startswith("["),
            draw(st.sampled_from(["", "", "", f"its{name}"])),
            () if kinds[name] in VALUES else draw(fields(kinds[name], depth - 1)),
        )
        for name in drawn
    )


def seldom_null(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Null once in eight times."""
    return st.integers(0, 7).flatmap(lambda number: strategy if number else st.none())


def answers(asked: tuple[Drawn, ...]) -> st.SearchStrategy[Any]:
    """Answers to fields: null and empty lists among them."""

    def one(each: Drawn) -> st.SearchStrategy[Any]:
        value = VALUES[each.of] if not each.inner else seldom_null(answers(each.inner))
        return seldom_null(st.lists(value, max_size=3)) if each.many else value

    return st.fixed_dictionaries({each.key: one(each) for each in asked})


@st.composite
def asked_and_answered(draw: st.DrawFn) -> tuple[tuple[Drawn, ...], Any]:
    """An operation, and an answer to it."""
    asked = draw(fields("Query", 4))
    return asked, draw(answers(asked))


def lists(asked: tuple[Drawn, ...], way: tuple[Drawn, ...] = ()) -> Iterator[tuple[Drawn, ...]]:
    """The outermost lists of things."""
    for each in asked:
        if each.many and each.inner:
            yield (*way, each)
        else:
            yield from lists(each.inner, (*way, each))


def is_refused(asked: tuple[Drawn, ...]) -> bool:
    """Whether lists within things stand side by side that would multiply each other."""
    found = [way[-1] for way in lists(asked) if not way[-1].cited]
    if len(found) > 1:
        return not all(each.flat for each in found)
    return any(is_refused(each.inner) for each in found)


def main_list(asked: tuple[Drawn, ...]) -> tuple[Drawn, ...] | None:
    """The list that has the rows; none where there is no table."""
    found = list(lists(asked))
    found = [way for way in found if not way[-1].cited] or found
    return found[0] if len(found) == 1 and not is_refused(found[0][-1].inner) else None


def gathered(thing: Any, each: Drawn, name: str) -> dict[str, Any]:
    """The values of a field in one cell each."""
    if not each.inner:
        return {name: thing}
    if each.many:
        columns = [gathered(None, inner, f"{name}.{inner.key}") for inner in each.inner]
        names = [column for columns_of in columns for column in columns_of]
        if thing is None:
            return dict.fromkeys(names)
        things = [flattened(one, each.inner, f"{name}.")[0] for one in thing]
        return {column: [one[column] for one in things] for column in names}
    return {
        column: value
        for inner in each.inner
        for column, value in gathered(None if thing is None else thing[inner.key], inner, f"{name}.{inner.key}").items()
    }


def flattened(thing: Any, asked: tuple[Drawn, ...], prefix: str = "") -> list[dict[str, Any]]:
    """The rows of a thing: each nested list multiplies them, unless it stands in a cell."""
    repeating = [way for way in lists(asked) if not way[-1].cited]
    repeats = repeating[0] if len(repeating) == 1 else None

    def rows_of(
        fields: tuple[Drawn, ...], thing: Any, prefix: str, way: tuple[Drawn, ...] | None
    ) -> list[dict[str, Any]]:
        made: list[dict[str, Any]] = [{}]
        for each in fields:
            value = None if thing is None else thing[each.key]
            name = prefix + each.key
            if way and way[0] is each:
                if len(way) == 1:
                    parts = [row for one in (value or [None]) for row in flattened(one, each.inner, f"{name}.")]
                else:
                    parts = rows_of(each.inner, value, f"{name}.", way[1:])
            else:
                parts = [gathered(value, each, name)]
            made = [{**row, **part} for row in made for part in parts]
        return made

    return rows_of(asked, thing, prefix, repeats)


def parents(data: Any, way: tuple[Drawn, ...], prefix: str = "") -> tuple[dict[str, Any], Any]:
    """What the list hangs on, and the list."""
    step, *rest = way
    thing = data[step.key] if data else None
    if not rest:
        return {}, thing
    name = f"{prefix}{step.key}"
    found, things = parents(thing, tuple(rest), f"{name}.")
    beside: dict[str, Any] = {}
    if not step.of.endswith("Connection"):
        for each in step.inner:
            if each is not rest[0]:
                beside |= gathered(thing[each.key] if thing else None, each, f"{name}.{each.key}")
    return beside | found, things


def planned(asked: tuple[Drawn, ...]) -> Table | None:
    """The table of a drawn operation, where there is one."""
    try:
        return table(selection(asked))
    except NoSingleListError:
        return None


def several(name: str, of: str, *inner: Drawn) -> Drawn:
    """A list of things."""
    return Drawn(name, of, many=True, alias="", inner=inner)


ID, URL = Drawn("id", "String", many=False, alias="", inner=()), Drawn("url", "String", many=False, alias="", inner=())
SOURCES = several("sources", "Source", URL)


def cities(*inner: Drawn) -> tuple[Drawn, ...]:
    """What is asked of all cities."""
    return (Drawn("cities", "CityConnection", many=False, alias="", inner=(several("nodes", "City", *inner),)),)


SIDE_BY_SIDE = cities(several("twins", "City", ID), several("decisions", "Decision", ID), SOURCES)
DEEP = cities(several("twins", "City", ID), several("decisions", "Decision", ID, SOURCES))
OF_ONE = (Drawn("city", "City", many=False, alias="", inner=(ID, several("twins", "City", ID))),)
CITY = {"twins": [{"id": "a"}, {"id": None}], "decisions": [{"id": "b"}], "sources": None}


@settings(max_examples=EXAMPLES, deadline=None)
@given(asked_and_answered())
@example((SIDE_BY_SIDE, {"cities": {"nodes": [CITY, None]}}))
@example((OF_ONE, {"city": {"id": "x", "twins": [{"id": "y"}, None]}}))
@example((DEEP, {"cities": {"nodes": []}}))
def test_the_rows_are_those_of_a_plain_walk(drawn: tuple[tuple[Drawn, ...], Any]) -> None:
    asked, data = drawn
    way = main_list(asked)

    plan = planned(asked)

    assert (plan is None) == (way is None)
    if plan is None or way is None:
        event("no table")
        return
    beside, things = parents(data, way)
    inner = [row for thing in things or [] for row in flattened(thing, way[-1].inner)]
    found = [dict(zip(plan.header, row, strict=True)) for row in rows(plan, data)]
    event("several rows" if len(found) > 1 else "one row or none")
    assert found == [{**beside, **row} for row in inner]
    assert plan.rows == ".".join(each.key for each in way)


@settings(max_examples=EXAMPLES, deadline=None)
@given(asked_and_answered())
def test_the_header_and_the_width_are_the_same_for_any_answer(drawn: tuple[tuple[Drawn, ...], Any]) -> None:
    asked, data = drawn
    plan = planned(asked)
    if plan is None:
        return

    header, *lines = csv.reader(io.StringIO(b"".join(csv_of(plan, rows(plan, data))).decode(), newline=""), strict=True)

    assert tuple(header) == plan.header
    assert lines == [[cell(value) for value in row] for row in rows(plan, data)]
    assert all(
        tuple(json.loads(line)) == plan.header for line in b"".join(ndjson_of(plan, rows(plan, data))).splitlines()
    )
