"""`@release`: which release is asked, and what is said of one that is none, or is not kept."""

from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from graphql import DirectiveLocation, build_schema

from api.app import create_app
from api.page import Scope
from api.schema.pin import RELEASE as DIRECTIVE
from api.schema.root import SCHEMA
from graph.dumping import release as dump
from graph.selection import EVERY_THING
from tests.api.test_data import written
from tests.fakes import RELEASE, TODAY, FakeGraph, ask, by_id, client_of, told, uncosted
from tests.graph.dumping import made
from tests.things import city

pytestmark = pytest.mark.anyio

OLD = RELEASE.model_copy(update={"id": "0123456789abcdef", "days": ("2020-01-01",), "counts": {"City": 36}})
GONE = "fedcba9876543210"
QUERY = "{ release { id counts { count } lastChange { iso } } }"
PINNED = f'query @release(id: "{OLD.id}") {QUERY}'


def both(**options: Any) -> FakeGraph:
    """A graph that keeps an old release beside the one that it serves."""
    return FakeGraph(beside=[OLD], **options)


async def test_a_query_is_answered_from_the_release_it_names() -> None:
    data = await told(both(), PINNED)

    assert data["release"] == {"id": OLD.id, "counts": [{"count": 36}], "lastChange": {"iso": "2020-01-01"}}


async def test_a_query_without_it_is_answered_from_the_release_that_is_served() -> None:
    assert (await told(both(), QUERY))["release"]["id"] == RELEASE.id


async def test_the_release_that_is_served_may_be_named_too() -> None:
    text = f'query @release(id: "{RELEASE.id}") {{ release {{ id }} }}'

    assert await told(both(), text) == {"release": {"id": RELEASE.id}}


async def test_its_id_may_be_a_variable() -> None:
    text = f'query Q($id: ID! = "{OLD.id}") @release(id: $id) {{ release {{ id }} }}'

    assert await told(both(), text) == {"release": {"id": OLD.id}}
    assert await told(both(), text, id=RELEASE.id) == {"release": {"id": RELEASE.id}}


async def test_a_day_beside_it_is_one_of_that_release() -> None:
    graph = both()

    text = f'query @asOf(date: "2020-06-01") @release(id: "{OLD.id}") {{ release {{ id asOf {{ iso }} }} }}'
    data = await told(graph, text)

    assert data == {"release": {"id": OLD.id, "asOf": {"iso": "2020-06-01"}}}
    assert graph.days == [TODAY, date(2020, 6, 1)]
    assert (await ask(graph, 'query @asOf(date: "2020-06-01") { release { id } }'))["errors"][0]["message"] == (
        "the day '2020-06-01' is before anything on record: give 2021-05-06 or a day after"
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ('"../../etc/passwd"', "'../../etc/passwd'"),
        ('""', "''"),
        ("5", "'5'"),
        ('"0123456789ABCDEF"', "'0123456789ABCDEF'"),
        ('"release-1 "', "'release-1 '"),
        (f'"{"x" * 200}"', f"'{'x' * 80}'"),
    ],
)
async def test_what_is_no_id_of_a_release_is_refused_with_the_cure(value: str, shown: str) -> None:
    message = f"{shown} is no id of a release: give one as `release {{ id }}` tells it, of 16 hexadecimal digits"

    answer = await ask(both(), f"query @release(id: {value}) {QUERY}")

    assert answer == {"errors": [{"message": message, "extensions": {"code": "BAD_USER_INPUT"}}]}


@pytest.mark.parametrize("value", [None, 5, [OLD.id], {"id": OLD.id}])
async def test_a_variable_that_is_no_text_is_refused_too(value: Any) -> None:
    answer = await ask(both(), f"query Q($id: ID!) @release(id: $id) {QUERY}", id=value)

    assert [error["extensions"]["code"] for error in answer["errors"]] == ["BAD_USER_INPUT"]


async def test_a_release_that_is_gone_is_said_to_be_so_with_what_is_kept() -> None:
    graph = both()

    answer = await ask(graph, PINNED.replace(OLD.id, GONE))

    message = (
        f"release {GONE!r} is not kept in the graph; there is no dump of it here; ask {OLD.id!r}, {RELEASE.id!r}, or"
        " leave `@release` out"
    )
    assert answer == {"errors": [{"message": message, "extensions": {"code": "RELEASE_GONE"}}]}
    assert graph.reads == []


async def test_the_address_of_its_dump_is_said_where_there_is_one(tmp_path: Path) -> None:
    written(tmp_path, GONE, None)
    transport = httpx.ASGITransport(create_app(both(), lambda: TODAY, data=tmp_path))
    async with httpx.AsyncClient(transport=transport, base_url="http://mueang.test") as client:
        fields = {"query": PINNED.replace(OLD.id, GONE)}
        answer = await client.post("/graphql", json=fields)
        strict = await client.post("/graphql", json=fields, headers={"accept": "application/graphql-response+json"})
        there = await client.get(f"/data/{GONE}/{dump.SUMS}")

    (error,) = answer.json()["errors"]
    assert f"its dump is kept: /data/{GONE}/SHA256SUMS lists" in error["message"]
    assert (answer.status_code, strict.status_code, there.status_code) == (200, 400, 200)
    assert answer.headers["cache-control"] == "no-store"


async def test_a_dump_that_was_never_finished_is_none(tmp_path: Path) -> None:
    made.lines(tmp_path / GONE, [{"noun": "City", "id": "city:a"}], ())
    transport = httpx.ASGITransport(create_app(both(), lambda: TODAY, data=tmp_path))
    async with httpx.AsyncClient(transport=transport, base_url="http://mueang.test") as client:
        answer = uncosted(await client.post("/graphql", json={"query": PINNED.replace(OLD.id, GONE)}))

    assert "there is no dump of it here" in answer["errors"][0]["message"]


async def test_answers_of_two_releases_are_never_taken_for_each_other() -> None:
    graph = both(rows=by_id(city()))
    question = 'query Q($release: ID!) @release(id: $release) { release { id } city(slug: "phuket") { id } }'
    tags: dict[str, set[str]] = {}
    async with client_of(graph) as client:
        for release in (OLD.id, RELEASE.id, OLD.id, RELEASE.id):
            response = await client.post("/graphql", json={"query": question, "variables": {"release": release}})
            assert response.json()["data"]["release"]["id"] == release
            tags.setdefault(release, set()).add(response.headers["etag"])
        graph.known, graph.beside = OLD, [RELEASE]
        again = await client.post("/graphql", json={"query": question, "variables": {"release": RELEASE.id}})

    assert [len(each) for each in tags.values()] == [1, 1]
    assert tags[OLD.id] != tags[RELEASE.id] == {again.headers["etag"]}


async def test_what_is_remembered_of_a_release_is_not_told_when_it_is_gone() -> None:
    graph = both()
    async with client_of(graph) as client:
        before = await client.post("/graphql", json={"query": PINNED})
        graph.beside = ()
        after = await client.post("/graphql", json={"query": PINNED}, headers={"if-none-match": before.headers["etag"]})

    assert uncosted(before)["data"]["release"]["id"] == OLD.id
    assert uncosted(after)["errors"][0]["extensions"]["code"] == "RELEASE_GONE"


async def test_a_cursor_is_good_in_its_release_and_in_no_other() -> None:
    graph = both()
    text = f'query Q($after: String) @release(id: "{OLD.id}") {{ provinces(after: $after) {{ nodes {{ id }} }} }}'
    cursors = {
        release: Scope(release, day, "provinces", "", low=False, selection=EVERY_THING).opaque("0")
        for release, day in ((OLD.id, OLD.days[-1]), (RELEASE.id, RELEASE.days[-1]))
    }

    good = await ask(graph, text, after=cursors[OLD.id])
    other = await ask(graph, text, after=cursors[RELEASE.id])

    assert "errors" not in good
    assert [error["extensions"]["code"] for error in other["errors"]] == ["INVALID_CURSOR"]


def test_the_directive_stands_in_the_schema() -> None:
    directive = build_schema(SCHEMA.as_str()).get_directive(DIRECTIVE.name)

    assert directive is not None
    assert directive.locations == (DirectiveLocation.QUERY,)
    assert not directive.is_repeatable
