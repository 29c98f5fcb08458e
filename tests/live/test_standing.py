"""Where cities stand, on every day on which that can change, on both engines: as plain Python finds it in the seeds."""

import asyncio
from collections import Counter
from datetime import date
from typing import Any

import pytest

from graph import seeding
from graph.address import Address
from graph.client import Neo4jGraph
from tests.live.conftest import PATIENCE
from tests.live.programme import World, world
from tests.live.recording import RecordingGraph
from tests.live.standings import CITIES, asked, expected, found, sums_of
from tests.readme import TOP

pytestmark = pytest.mark.live


@pytest.fixture(scope="module")
def seeds() -> World:
    """The seed files."""
    return world()


@pytest.fixture(scope="module")
def loaded(engine: Address) -> Address:
    """Each engine in turn, with the data of the seed files."""

    async def load() -> None:
        async with Neo4jGraph(engine, deadline=PATIENCE) as graph:
            await seeding.seed(graph, TOP / "seeds")

    asyncio.run(load())
    return engine


def test_on_every_day_every_city_stands_where_the_seeds_put_it(loaded: Address, seeds: World) -> None:
    async def ask() -> dict[date, Any]:
        async with Neo4jGraph(loaded, deadline=PATIENCE) as graph:
            await graph.refresh()
            first = graph.release.days[0]
            return {day: await asked(graph, CITIES, day=str(day)) for day in seeds.days if str(day) >= first}

    answers = asyncio.run(ask())

    assert len(answers) > 30
    for day, data in answers.items():
        assert dict(found(data)) == expected(seeds, day), day
        assert sums_of(data) == list(data["counts"].values()), day


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        ("2021-05-06", (5, 0, 0)),
        ("2021-08-13", (5, 0, 1)),
        ("2021-12-24", (15, 15, 15)),
        ("2022-08-05", (30, 15, 15)),
        ("2023-01-09", (30, 30, 30)),
        ("2023-12-25", (36, 30, 15)),
        ("2025-01-10", (36, 30, 0)),
        ("2025-12-31", (37, 30, 6)),
        ("2027-08-20", (37, 30, 0)),
    ],
)
def test_the_three_counts_are_those_worked_out_by_hand(loaded: Address, day: str, counts: tuple[int, int, int]) -> None:
    async def ask() -> Any:
        async with Neo4jGraph(loaded, deadline=PATIENCE) as graph:
            await graph.refresh()
            return await asked(
                graph, "query($day: String!) @asOf(date: $day) { counts { approved handedOver inForce } }", day=day
            )

    data = asyncio.run(ask())

    assert tuple(data["counts"].values()) == counts


BASIS = """query($day: String!, $slug: String!) @asOf(date: $day) {
    city(slug: $slug) {
        status { value since { iso } yearOfApproval decisions { id } rounds { id } }
        approved { reason since { iso } decisions { id } rounds { id } emblems { id } events { id } sources { id } }
        handedOver { reason since { iso } decisions { id } emblems { id } events { id } }
        inForce { reason since { iso } until { iso } decisions { id } rounds { id } emblems { id } events { id } }
        emblem { id certified { iso } handedOver { iso } state { value reason } }
        progress { id value }
    }
}"""


def told(loaded: Address, day: str, slug: str) -> Any:
    """What is said of a city on a day."""

    async def ask() -> Any:
        async with Neo4jGraph(loaded, deadline=PATIENCE) as graph:
            await graph.refresh()
            return await asked(graph, BASIS, day=day, slug=slug)

    return asyncio.run(ask())["city"]


def ids(things: list[dict[str, str]]) -> list[str]:
    """The ids of things."""
    return [thing["id"] for thing in things]


def test_a_city_shows_what_each_answer_rests_on(loaded: Address) -> None:
    city = told(loaded, "2021-10-01", "mae-moh")

    assert city["status"] == {
        "value": "APPROVED",
        "since": {"iso": "2021-05-06"},
        "yearOfApproval": 2021,
        "decisions": [{"id": "decision:subcommittee-1-2564-approved"}],
        "rounds": [{"id": "round:subcommittee-1-2564"}],
    }
    assert city["approved"] == {
        "reason": "DECIDED",
        "since": {"iso": "2021-05-06"},
        "decisions": [{"id": "decision:subcommittee-1-2564-approved"}],
        "rounds": [{"id": "round:subcommittee-1-2564"}],
        "emblems": [],
        "events": [],
        "sources": [{"id": "source:seed-000"}, {"id": "source:thaigov-49855"}, {"id": "source:palangngan-599"}],
    }
    assert city["handedOver"] == {
        "reason": "NOT_YET",
        "since": None,
        "decisions": [],
        "emblems": [],
        "events": [],
    }
    assert city["inForce"] == {
        "reason": "WITHIN_ITS_YEARS",
        "since": {"iso": "2021-08-13"},
        "until": {"iso": "2023-08-13"},
        "decisions": [{"id": "decision:subcommittee-1-2564-approved"}],
        "rounds": [{"id": "round:subcommittee-1-2564"}],
        "emblems": [{"id": "emblem:mae-moh-2021"}],
        "events": [{"id": "event:emblem-2021-08"}],
    }


def test_an_emblem_shows_no_date_that_had_not_come(loaded: Address) -> None:
    before, later = (told(loaded, day, "mae-moh")["emblem"] for day in ("2021-10-01", "2021-12-24"))

    assert before == {
        "id": "emblem:mae-moh-2021",
        "certified": {"iso": "2021-08-13"},
        "handedOver": None,
        "state": {"value": "IN_FORCE", "reason": "WITHIN_ITS_YEARS"},
    }
    assert later == {**before, "handedOver": {"iso": "2021-12-24"}}


def test_a_renewal_that_names_five_of_sixteen_leaves_the_others_unknown(loaded: Address) -> None:
    before, later = (told(loaded, day, "mae-moh") for day in ("2025-08-18", "2025-08-19"))

    assert (before["inForce"]["reason"], before["emblem"]["state"]) == (
        "LAPSED",
        {"value": "LAPSED", "reason": "LAPSED"},
    )
    assert (later["inForce"]["reason"], later["emblem"]["state"]) == (
        "RENEWED_NOT_NAMED",
        {"value": "UNKNOWN", "reason": "RENEWED_NOT_NAMED"},
    )
    assert ids(later["inForce"]["decisions"])[-1] == "decision:digital-commission-2-2568-renewed"


def test_a_renewal_of_which_nobody_says_how_long_it_lasts_becomes_unknown(loaded: Address) -> None:
    days = ("2025-08-18", "2025-08-19", "2027-08-19", "2027-08-20")
    reasons = [told(loaded, day, "phuket")["inForce"]["reason"] for day in days]

    assert reasons == ["LAPSED", "RENEWED", "RENEWED", "LENGTH_NOT_ON_RECORD"]


def test_what_was_approved_without_an_emblem_on_record_rests_on_its_approval(loaded: Address) -> None:
    city = told(loaded, "2025-12-31", "lampang")

    assert (city["status"]["value"], city["emblem"]) == ("APPROVED", None)
    assert (city["handedOver"]["reason"], city["inForce"]["reason"]) == ("NOT_ON_RECORD", "CERTIFICATION_NOT_ON_RECORD")
    assert ids(city["inForce"]["decisions"]) == ["decision:subcommittee-1-2566-approved"]


def test_a_sitting_dated_to_a_year_counts_from_its_last_day(loaded: Address) -> None:
    before, later = (told(loaded, day, "takhli") for day in ("2024-12-30", "2024-12-31"))

    assert (before["status"]["value"], before["status"]["decisions"]) == ("UNKNOWN", [])
    assert (later["status"]["value"], later["approved"]["reason"]) == ("AGREED_IN_PRINCIPLE", "NOT_ON_RECORD")
    assert ids(later["status"]["decisions"]) == ["decision:working-group-2567-agreed-in-principle"]


def test_progress_is_the_latest_on_record(loaded: Address) -> None:
    before, later = (told(loaded, day, "mae-moh")["progress"] for day in ("2023-12-30", "2023-12-31"))

    assert (before, later) == (None, {"id": "observation:progress-mae-moh", "value": 96.67})
    assert told(loaded, "2025-12-31", "phuket")["progress"] is None


def test_all_cities_of_a_level_cost_one_read_a_field(loaded: Address) -> None:
    async def ask() -> list[str]:
        async with Neo4jGraph(loaded, deadline=PATIENCE) as graph:
            await graph.refresh()
            recording = RecordingGraph(graph)
            await asked(recording, CITIES, day="2025-12-31")
            return recording.reads

    assert Counter(asyncio.run(ask())) == Counter(
        ["city.list", "programme.counts", "city.status", "city.approved", "city.handed_over", "city.in_force"]
    )
