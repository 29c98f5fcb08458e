"""Official totals beside what can be named, on both engines: as plain Python counts it in the seed files."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from graph import seeding
from graph.address import Address
from graph.client import Neo4jGraph
from tests.live.conftest import PATIENCE
from tests.live.programme import Record, World, interval, world
from tests.live.recording import RecordingGraph
from tests.live.standings import asked
from tests.readme import TOP

pytestmark = pytest.mark.live

COUNTS = "{ reported named difference }"
TOTALS = f"""query($day: String!) @asOf(date: $day) {{
    reportedTotals(first: 100) {{
        totalCount
        nodes {{ about {{ id }} basis cities {COUNTS} provinces {COUNTS} promotionZones {COUNTS} }}
    }}
}}"""

IN_THE_WHOLE_COUNTRY = {"certified", "approved", "handed_over"}


@pytest.fixture(scope="module")
def loaded(engine: Address) -> Address:
    """Each engine in turn, with the data of the seed files."""

    async def load() -> None:
        async with Neo4jGraph(engine, deadline=PATIENCE) as graph:
            await seeding.seed(graph, TOP / "seeds")

    asyncio.run(load())
    return engine


def told(loaded: Address, query: str, **variables: Any) -> tuple[Any, list[str]]:
    """What a query is answered, and the names of its reads."""

    async def ask() -> tuple[Any, list[str]]:
        async with Neo4jGraph(loaded, deadline=PATIENCE) as graph:
            await graph.refresh()
            recording = RecordingGraph(graph)
            return await asked(recording, query, **variables), recording.reads

    return asyncio.run(ask())


def cities_of(seeds: World, observation: Record) -> set[str] | None:
    """The cities that plain Python can name beside an observation; none where it is not on record what it counts."""
    about = observation.get("about", ())
    measured = observation["category"] if observation["metric"] == "provinces" else observation["metric"]
    decisions = [each for each in seeds.files["decisions"] if each["id"] in about]
    if measured in {"approved", "renewed"} and decisions:
        return {thing for each in decisions for thing in each["things"]}
    if measured not in IN_THE_WHOLE_COUNTRY:
        return None
    dated = observation.get("date") or next(each["date"] for each in seeds.files["rounds"] if each["id"] in about)
    day = interval(dated)[1]
    rule = seeds.handed_over if measured == "handed_over" else seeds.approved
    kinds = [each for each in about if each.startswith("area-kind:")]
    return {
        each["id"]
        for each in seeds.files["cities"]
        if rule(each["id"], day) == "yes" and (not kinds or each.get("kind", {}).get("id") in kinds)
    }


def count(reported: int, names: set[str] | None) -> tuple[int, int | None, int | None]:
    """A reported number, how many can be named, and the difference."""
    return (int(reported), None, None) if names is None else (int(reported), len(names), int(reported) - len(names))


def expected(seeds: World) -> Iterator[tuple[str, str, tuple[int, int | None, int | None]]]:
    """What plain Python counts beside every total of cities and provinces."""
    for each in seeds.files["observations"]:
        if each["metric"] in {"approved", "certified", "handed_over", "renewed", "followed_up"}:
            yield each["id"], "cities", count(each["value"], cities_of(seeds, each))
        if each["metric"] == "provinces":
            names = cities_of(seeds, each)
            yield each["id"], "provinces", count(each["value"], None if names is None else seeds.provinces(names))
    for each in seeds.files["decisions"]:
        things = set(each.get("things", ()))
        cities = {thing for thing in things if thing.startswith("city:")}
        if "reported_count" in each:
            yield each["id"], "cities", count(each["reported_count"], cities)
        if "reported_provinces" in each:
            provinces = seeds.provinces(cities) | {thing for thing in things if thing.startswith("province:")}
            yield each["id"], "provinces", count(each["reported_provinces"], provinces)
    for each in seeds.files["events"]:
        cities = seeds.given_at(each["id"])
        if "reported_count" in each and each["kind"] != "certificate_ceremony":
            yield each["id"], "cities", count(each["reported_count"], cities)
        if "reported_provinces" in each:
            yield each["id"], "provinces", count(each["reported_provinces"], seeds.provinces(cities))


def test_every_total_stands_beside_what_the_seeds_can_name(loaded: Address) -> None:
    data, _ = told(loaded, TOTALS, day="2025-12-31")
    totals = data["reportedTotals"]

    shown = {
        (each["about"]["id"], what): tuple(each[what].values())
        for each in totals["nodes"]
        for what in ("cities", "provinces")
        if each[what]
    }
    assert shown == {(about, what): counts for about, what, counts in expected(world())}
    assert len(shown) > 40
    assert totals["totalCount"] == len(totals["nodes"])


def test_the_totals_are_read_at_once(loaded: Address) -> None:
    _, reads = told(loaded, TOTALS, day="2025-12-31")

    assert [name for name, times in Counter(reads).items() if times > 1] == []
    assert set(reads) == {
        *("reported_total.list", "reported_total.list.extent", "observation.by_id", "decision.by_id", "event.by_id"),
        *(f"{noun}.named_{what}.extent" for noun in ("observation", "decision", "event")
          for what in ("cities", "provinces", "promotion_zones") if (noun, what) != ("decision", "promotion_zones")),
    }  # fmt: skip


def test_sixteen_provinces_of_2025_stand_beside_twenty_five(loaded: Address) -> None:
    data, _ = told(
        loaded,
        """{ observation(slug: "certified-37-provinces") { reportedTotal {
            basis date { iso } day { iso } cities { reported } provinces { reported named difference }
            namedCities { totalCount } namedProvinces(first: 100) { totalCount nodes { id } }
            disagreements { nodes { id } } sources { id }
        } } }""",
    )
    total = data["observation"]["reportedTotal"]
    named = total.pop("namedProvinces")

    assert total == {
        "basis": "APPROVED",
        "date": {"iso": "2025-08-27"},
        "day": {"iso": "2025-08-27"},
        "cities": None,
        "provinces": {"reported": 16, "named": 25, "difference": -9},
        "namedCities": {"totalCount": 37},
        "disagreements": {"nodes": [{"id": "disagreement:provinces-2025"}]},
        "sources": [{"id": "source:matichon-5341216"}, {"id": "source:nation-40054629"}],
    }
    seeds = world()
    approved = {city for city in seeds.cities if seeds.approved(city, date(2025, 8, 27)) == "yes"}
    assert [each["id"] for each in named["nodes"]] == sorted(seeds.provinces(approved))


def test_a_renewal_of_sixteen_names_five(loaded: Address) -> None:
    data, _ = told(
        loaded,
        """{ decision(slug: "digital-commission-2-2568-renewed") { reportedTotal {
            cities { reported named difference } namedCities { nodes { id } } others { nodes { id } }
        } } }""",
    )

    assert data["decision"]["reportedTotal"] == {
        "cities": {"reported": 16, "named": 5, "difference": 11},
        "namedCities": {
            "nodes": [
                {"id": f"city:{slug}"}
                for slug in ("chiang-rai-city", "khon-kaen", "korat", "phuket", "wangchan-valley")
            ]
        },
        "others": {"nodes": []},
    }


def test_a_total_of_a_year_meets_another_of_a_day_within_it(loaded: Address) -> None:
    data, _ = told(
        loaded, '{ observation(slug: "total-36") { reportedTotal { day { iso } others { nodes { id } } } } }'
    )

    assert data["observation"]["reportedTotal"] == {
        "day": {"iso": "2023-12-31"},
        "others": {"nodes": [{"id": "observation:certified-30-2023-01"}]},
    }


def test_a_total_that_nobody_had_reported_is_not_there(loaded: Address) -> None:
    data, _ = told(loaded, TOTALS, day="2022-08-04")
    shown = {each["about"]["id"] for each in data["reportedTotals"]["nodes"]}

    assert "observation:certified-15" in shown
    assert "observation:total-30" not in shown, "undated, but about a round of the next day"


def test_what_reports_no_total_has_none(loaded: Address) -> None:
    data, _ = told(
        loaded,
        """{ observation(slug: "progress-mae-moh") { reportedTotal { basis } }
             event(slug: "expo-2022") { reportedTotal { basis } } }""",
    )

    assert data == {"observation": {"reportedTotal": None}, "event": {"reportedTotal": None}}
