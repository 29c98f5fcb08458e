"""The sitemap: every page in both languages, split where it is too long, walked through once a release."""

import asyncio
from hashlib import sha256
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from api.doors.sitemap import Sitemap
from api.doors.things import Things
from api.key import Key
from api.settings import Terms
from graph.errors import GraphTimeoutError
from tests import things
from tests.api.doors.house import FEW, SITE, client_of, few, got
from tests.fakes import RELEASE, FakeGraph, by_id

pytestmark = pytest.mark.anyio

PLACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"

PATHS = (
    "/",
    "/docs",
    "/cities/korat",
    "/cities/phuket",
    "/provinces/TH-83",
    "/agencies/depa",
    "/rounds/subcommittee-1-2564",
    "/sources/gazette-2564",
)


POINTS = 103
"""Of a client who may ask for one list, and not for the next."""


class Gated(FakeGraph):
    """A graph that answers nothing until it is opened; it counts the reads that were given up."""

    def __init__(self) -> None:
        super().__init__(few().rows)
        self.open = asyncio.Event()
        self.given_up = 0

    async def pause(self) -> None:
        """Wait for that."""
        try:
            await self.open.wait()
        except asyncio.CancelledError:
            self.given_up += 1
            raise


def places(text: str, name: str = "url") -> list[str]:
    """The addresses of a sitemap."""
    top: Element = fromstring(text)
    return [found.findtext(f"{PLACE}loc") or "" for found in top.findall(f"{PLACE}{name}")]


async def test_every_page_is_there_in_both_languages() -> None:
    answer = await got("/sitemap.xml", graph=few())

    spoken = [f"{SITE}{path}?lang={language}" for path in PATHS for language in ("th", "en")]
    assert set(spoken) <= set(places(answer.text))


@pytest.mark.parametrize("built", [True, False])
async def test_every_page_that_is_listed_is_there(built: bool) -> None:
    graph = few()
    graph.rows = {**graph.rows, **by_id(*(each for many in FEW.values() for each in many))}

    async with client_of(graph, built=built) as client:
        listed = places((await client.get("/sitemap.xml")).text)
        found = {place: (await client.get(place, headers={"accept": "text/html"})).status_code for place in listed}

    assert [place for place, status in found.items() if status == 404] == []
    assert (f"{SITE}/cities/korat?lang=en" in found) == built


async def test_a_page_names_its_other_languages_and_the_day_of_its_release() -> None:
    text = (await got("/sitemap.xml", graph=few())).text

    (page,) = [each for each in fromstring(text) if each.findtext(f"{PLACE}loc") == f"{SITE}/cities/phuket?lang=en"]
    assert page.findtext(f"{PLACE}lastmod") == "2026-01-02"
    assert {each.get("hreflang"): each.get("href") for each in page.findall(LINK)} == {
        "th": f"{SITE}/cities/phuket?lang=th",
        "en": f"{SITE}/cities/phuket?lang=en",
        "x-default": f"{SITE}/cities/phuket",
    }


async def test_long_lists_are_gone_through_page_by_page_within_the_limits() -> None:
    rows = [things.edge_of(things.city(f"number-{number:03}")) for number in range(230)]
    graph = FakeGraph({("city.list", ""): rows})

    text = (await got("/sitemap.xml", graph=graph)).text

    assert len([each for each in places(text) if "/cities/" in each]) == 2 * 230
    assert max(window.limit for window in graph.windows) <= 101


async def test_a_release_is_walked_through_once() -> None:
    graph = few()

    async with client_of(graph) as client:
        await asyncio.gather(*(client.get("/sitemap.xml") for _ in range(3)))

    assert [name for name, _ in graph.reads].count("city.list") == 1


async def until_waiting() -> None:
    """All who asked wait for the graph."""
    for _ in range(100):
        await asyncio.sleep(0)


async def test_who_comes_while_a_walk_fails_hears_of_that_failure() -> None:
    graph = Gated()
    async with client_of(graph) as client:
        asking = [asyncio.create_task(client.get("/sitemap.xml")) for _ in range(8)]
        await until_waiting()
        graph.failing = {"city.list": GraphTimeoutError("city.list")}
        graph.open.set()
        answers = await asyncio.gather(*asking)

    assert [answer.status_code for answer in answers] == [504] * 8
    assert [name for name, _ in graph.reads] == ["city.list"]


async def test_a_walk_goes_on_while_anybody_waits_for_it_and_no_longer() -> None:
    graph = Gated()
    async with client_of(graph) as client:
        asking = [asyncio.create_task(client.get("/sitemap.xml")) for _ in range(3)]
        await until_waiting()
        asking[0].cancel()
        await until_waiting()
        assert graph.given_up == 0
        asking[1].cancel()
        asking[2].cancel()
        await until_waiting()
        assert graph.given_up == 1

        graph.open.set()
        answer = await client.get("/sitemap.xml")

    assert answer.status_code == 200


async def test_a_client_without_points_keeps_them_from_nobody_else() -> None:
    graph, rich = Gated(), Key(sha256(b"rich").hexdigest(), 100_000)
    async with client_of(graph, terms=Terms(points=POINTS, keys={"rich": rich})) as client:
        poor = asyncio.create_task(client.get("/sitemap.xml"))
        await until_waiting()
        other = asyncio.create_task(client.get("/sitemap.xml", headers={"x-api-key": "rich"}))
        await until_waiting()
        graph.open.set()
        answers = await asyncio.gather(poor, other)

    assert [answer.status_code for answer in answers] == [429, 200]


async def test_a_release_that_is_loaded_anew_is_walked_through_anew() -> None:
    graph = few()

    async with client_of(graph) as client:
        before = await client.get("/sitemap.xml")
        graph.known = RELEASE.model_copy(update={"loaded": "2026-02-03T04:05:06Z"})
        after = await client.get("/sitemap.xml", headers={"if-none-match": before.headers["etag"]})

    assert "<lastmod>2026-01-02</lastmod>" in before.text
    assert "<lastmod>2026-02-03</lastmod>" in after.text


async def test_walking_costs_the_client_points_as_any_question_does() -> None:
    async with client_of(few(), terms=Terms(points=50)) as client:
        answer = await client.get("/sitemap.xml")

    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (429, "RATE_LIMITED")
    assert int(answer.headers["retry-after"]) > 0


async def test_it_stands_where_only_known_documents_are_answered() -> None:
    async with client_of(few(), terms=Terms(trusted_only=True)) as client:
        answers = [await client.get(path) for path in ("/sitemap.xml", "/releases.atom")]

    assert [answer.status_code for answer in answers] == [200, 200]


async def test_what_is_too_long_for_one_file_is_split() -> None:
    known = Things("release-1", "2026-01-02T03:04:05Z", tuple(f"/cities/number-{each}" for each in range(9)))
    split = Sitemap(SITE, known, ("/",), most=8)

    parts = ["".join([piece async for piece in split.pages(part)]) for part in range(1, split.parts + 1)]

    assert places(split.index(), "sitemap") == [f"{SITE}/sitemap.xml?part={part}" for part in (1, 2, 3)]
    assert [len(places(part)) for part in parts] == [8, 8, 4]
    assert len({place for part in parts for place in places(part)}) == 20


@pytest.mark.parametrize("part", ["0", "2", "-1", "x", "²", "9" * 5000])
async def test_a_part_that_is_none_is_not_found(part: str) -> None:
    answer = await got(f"/sitemap.xml?part={part}", graph=few())

    assert (answer.status_code, "/sitemap.xml lists" in answer.text) == (404, True)


async def test_the_first_part_is_the_whole_where_there_is_one() -> None:
    whole, first = [(await got(f"/sitemap.xml{each}", graph=few())).text for each in ("", "?part=1")]

    assert whole == first


async def test_markup_in_an_address_stays_text() -> None:
    known = Things("release-1", "2026-01-02T03:04:05Z", ('/cities/<a>&"',))

    text = "".join([piece async for piece in Sitemap(SITE, known, ()).pages(1)])

    assert places(text)[0] == f'{SITE}/cities/<a>&"?lang=th'
