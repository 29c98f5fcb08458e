"""`@asOf`: which day is asked for, and what is said of a day that is none."""

from datetime import date
from typing import Any

import pytest
from graphql import DirectiveLocation, build_schema

from api.schema.as_of import AS_OF
from api.schema.root import SCHEMA
from tests.fakes import RELEASE, TODAY, FakeGraph, ask, by_id, client_of, told
from tests.things import city

pytestmark = pytest.mark.anyio

DAY = "{ release { asOf { iso } lastChange { iso } } }"


def refused(message: str) -> dict[str, Any]:
    return {"errors": [{"message": message, "extensions": {"code": "INVALID_DATE"}}]}


async def day_of(query: str, **variables: Any) -> Any:
    """The day that an answer holds for."""
    return (await told(FakeGraph(), query, **variables))["release"]["asOf"]["iso"]


async def test_a_query_without_it_is_answered_as_of_today() -> None:
    assert await day_of(DAY) == TODAY.isoformat()


async def test_a_query_is_answered_as_of_the_day_it_names() -> None:
    graph = FakeGraph()

    data = await told(graph, f'query @asOf(date: "2022-12-31") {DAY}')

    assert data["release"] == {"asOf": {"iso": "2022-12-31"}, "lastChange": {"iso": "2021-05-06"}}
    assert graph.days[-1] == date(2022, 12, 31)


async def test_every_read_of_the_query_is_of_that_day() -> None:
    graph = FakeGraph(by_id(city()))

    await told(graph, 'query @asOf(date: "2022-12-31") { city(slug: "phuket") { emblems { totalCount } } }')

    assert graph.days == [TODAY, date(2022, 12, 31)]
    assert [name for name, _ in graph.reads] == ["city.by_id", "city.emblems.extent"]


async def test_a_query_on_another_day_stays_with_its_release() -> None:
    class Flipped(FakeGraph):
        def at(self, release: Any, as_of: date) -> Any:
            self.known = RELEASE.model_copy(update={"id": "release-2"})
            return super().at(release, as_of)

    data = await told(Flipped(), 'query @asOf(date: "2022-12-31") { release { id } }')

    assert data == {"release": {"id": RELEASE.id}}


@pytest.mark.parametrize("day", ["2021-05-06", TODAY.isoformat(), "2024-02-29"])
async def test_the_first_day_on_record_and_today_are_days(day: str) -> None:
    assert await day_of(f'query @asOf(date: "{day}") {DAY}') == day


@pytest.mark.parametrize("text", ['@asOf(date: """2022-12-31""")', '@ asOf # of\n ( date : "2022-12-31" )'])
async def test_it_may_be_written_in_any_way_that_graphql_allows(text: str) -> None:
    assert await day_of(f"query {text} {DAY}") == "2022-12-31"


async def test_its_day_may_be_a_variable() -> None:
    text = f"query Q($day: String!) @asOf(date: $day) {DAY}"

    assert await day_of(text, day="2022-12-31") == "2022-12-31"


async def test_a_variable_that_is_not_given_has_its_default() -> None:
    text = f'query Q($day: String = "2022-12-31") @asOf(date: $day) {DAY}'

    assert await day_of(text) == "2022-12-31"
    assert await day_of(text, day="2023-01-01") == "2023-01-01"


async def test_of_several_operations_the_day_of_the_chosen_one_counts() -> None:
    graph = FakeGraph()
    text = f'query A @asOf(date: "2022-12-31") {DAY} query B {DAY} query C @asOf(date: "9999-01-01") {DAY}'

    days = []
    for name in "AB":
        async with client_of(graph) as http:
            response = await http.post("/graphql", json={"query": text, "operationName": name})
            days.append(response.json()["data"]["release"]["asOf"]["iso"])

    assert days == ["2022-12-31", TODAY.isoformat()]


@pytest.mark.parametrize(
    ("day", "fault"),
    [
        ("2565-12-31", "is of the Buddhist era: write the year of the Common Era, as in 2022-12-31"),
        ("2567-02-29", "is of the Buddhist era: write the year of the Common Era, as in 2024-02-29"),
        ("2026-01-01", "has not come yet: give 2025-12-31 or a day before"),
        ("2021-05-05", "is before anything on record: give 2021-05-06 or a day after"),
        ("2022", "is written in another way than YYYY-MM-DD: write it as in 2022-12-31"),
        ("2022-12", "is written in another way than YYYY-MM-DD: write it as in 2022-12-31"),
        ("31/12/2022", "is written in another way than YYYY-MM-DD: write it as in 2022-12-31"),
        ("20221231", "is written in another way than YYYY-MM-DD: write it as in 2022-12-31"),
        ("2022-12-31 ", "is written in another way than YYYY-MM-DD: write it as in 2022-12-31"),
        ("๒๕๖๕-๑๒-๓๑", "is written in another way than YYYY-MM-DD: write it as in 2022-12-31"),
        ("", "is written in another way than YYYY-MM-DD: write it as in 2022-12-31"),
        ("'}) DETACH DELETE n //", "is written in another way than YYYY-MM-DD: write it as in 2022-12-31"),
    ],
)
async def test_a_day_that_is_none_is_refused_with_the_cure(day: str, fault: str) -> None:
    graph = FakeGraph()

    answer = await ask(graph, f"query Q($day: String!) @asOf(date: $day) {DAY}", day=day)

    assert answer == refused(f"the day {day!r} {fault}")
    assert graph.reads == []


@pytest.mark.parametrize("day", ["2022-02-30", "2022-13-01", "2023-02-29", "0000-01-01"])
async def test_a_day_that_no_calendar_has_is_refused(day: str) -> None:
    (error,) = (await ask(FakeGraph(), f'query @asOf(date: "{day}") {DAY}'))["errors"]

    assert error["extensions"] == {"code": "INVALID_DATE"}
    assert error["message"].startswith(f"the day '{day}' is not in the calendar (")


async def test_a_long_text_is_shown_in_part() -> None:
    (error,) = (await ask(FakeGraph(), f'query @asOf(date: "{"9" * 10_000}") {DAY}'))["errors"]

    assert len(error["message"]) < 200


async def test_null_is_no_day() -> None:
    text = f'query Q($day: String = "2022-12-31") @asOf(date: $day) {DAY}'

    answer = await ask(FakeGraph(), text, day=None)

    assert answer == refused("the day None is written in another way than YYYY-MM-DD: write it as in 2022-12-31")


async def test_before_the_first_release_day_nothing_is_checked() -> None:
    graph = FakeGraph(release=RELEASE.model_copy(update={"days": ()}))

    assert (await told(graph, f'query @asOf(date: "1999-01-01") {DAY}'))["release"]["asOf"] == {"iso": "1999-01-01"}


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ('{ release @asOf(date: "2022-12-31") { id } }', "Directive '@asOf' may not be used on field."),
        (
            'query { ...F } fragment F on Query @asOf(date: "2022-12-31") { release { id } }',
            "Directive '@asOf' may not be used on fragment definition.",
        ),
        (
            "query @asOf { release { id } }",
            "Argument '@asOf(date:)' of type 'String!' is required, but it was not provided.",
        ),
        ("query @asOf(date: 2022) { release { id } }", "String cannot represent a non string value: 2022"),
        (
            'query @asOf(date: "2022-12-31") @asOf(date: "2021-12-31") { release { id } }',
            "The directive '@asOf' can only be used once at this location.",
        ),
        ("query @asOf(date: $day) { release { id } }", "Variable '$day' is not defined."),
    ],
)
async def test_what_is_no_use_of_it_is_refused_before_anything_is_read(query: str, message: str) -> None:
    graph = FakeGraph()

    answer = await ask(graph, query)

    assert [(error["message"], error["extensions"]) for error in answer["errors"]] == [
        (message, {"code": "GRAPHQL_VALIDATION_FAILED"})
    ]
    assert graph.reads == []


async def test_a_mutation_is_refused_as_one() -> None:
    (error,) = (await ask(FakeGraph(), 'mutation @asOf(date: "2022-12-31") { a }'))["errors"]

    assert error["extensions"] == {"code": "GRAPHQL_VALIDATION_FAILED"}
    assert error["message"] == "`mutation` is not served: the data are only read; send a `query`"


def test_the_printed_schema_has_it() -> None:
    directive = build_schema(SCHEMA.as_str()).get_directive("asOf")

    assert directive is not None
    assert directive.locations == (DirectiveLocation.QUERY,)
    assert directive.description == AS_OF.description


async def test_introspection_shows_it() -> None:
    data = await told(FakeGraph(), "{ __schema { directives { name locations args { name } } } }")

    shown = [each for each in data["__schema"]["directives"] if each["name"] == "asOf"]
    assert shown == [{"name": "asOf", "locations": ["QUERY"], "args": [{"name": "date"}]}]
