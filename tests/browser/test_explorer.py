"""The explorer in a browser: what it draws is what the API answers, and the address says all of it."""

import base64
import codecs
import io
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
from playwright.sync_api import Browser, Locator, Page, Request, Route, expect

from api.pages.assets import STATIC, Assets
from api.pages.building import BUILT, WEB
from tests.browser.axe import violations
from tests.needed import untested

VIEWS = ["map", "timeline", "network", "table"]
SVG = "{http://www.w3.org/2000/svg}"
KILOBYTE = 1000


def answer(page: Page, query: str, variables: dict[str, Any] | None = None) -> Any:
    """What the API answers."""
    response = page.request.post("/graphql", data={"query": query, "variables": variables or {}})
    assert "errors" not in response.json(), response.json()
    return response.json()["data"]


def opened(page: Page, address: str) -> Page:
    """The explorer, drawn and with its controls."""
    page.goto(address)
    expect(page.locator("#view-title")).to_be_visible()
    if "embed" not in address:
        expect(page.locator("#filter-year")).to_be_attached()
    settled(page)
    return page


def settled(page: Page) -> None:
    """Wait until nothing is asked any more, and what was faint meanwhile has its colours again."""
    expect(page.locator(".body")).to_have_attribute("aria-busy", "false")
    expect(page.locator(".body")).to_have_css("opacity", "1")


def summary(page: Page) -> Locator:
    """What stands below the title of the view."""
    return page.locator(".summary")


def cities(page: Page, where: dict[str, Any] | None = None, day: str | None = None) -> int:
    """How many cities the API finds."""
    dated = ("$where: CityFilter, $asOf: String!", "@asOf(date: $asOf)") if day else ("$where: CityFilter", "")
    variables = {"where": where, **({"asOf": day} if day else {})}
    query = f"query({dated[0]}) {dated[1]} {{ cities(first: 1, where: $where) {{ totalCount }} }}"
    found: int = answer(page, query, variables)["cities"]["totalCount"]
    return found


def test_the_map_shows_as_many_cities_as_there_are(page: Page) -> None:
    opened(page, "/?lang=en")

    marks = page.locator(".map .mark .number").all_text_contents()
    assert sum(map(int, marks)) == cities(page)
    assert (
        page.locator(".map [data-code]").count()
        == answer(page, "{ provinces { totalCount } }")["provinces"]["totalCount"]
    )
    assert page.locator(".beside tbody tr").count() == cities(page)


def test_the_timeline_shows_every_round_and_every_city_of_its_decisions(page: Page) -> None:
    opened(page, "/?lang=en&view=timeline")

    rounds = answer(
        page,
        "{ approvalRounds(first: 100) { totalCount nodes { decisions { nodes { cities { totalCount } } } } } }",
    )["approvalRounds"]
    decided = [each["cities"]["totalCount"] for one in rounds["nodes"] for each in one["decisions"]["nodes"]]
    assert page.locator(".timeline .mark").count() == rounds["totalCount"]
    assert page.locator(".timeline .square").count() == sum(decided)
    assert sum(map(int, page.locator(".overview .number").all_text_contents())) == cities(
        page, {"status": {"eq": "APPROVED"}}
    )


def test_the_network_joins_cities_with_their_agencies_and_provinces(page: Page) -> None:
    opened(page, "/?lang=en&view=network")

    parts = "operators { nodes { id } } proposers { nodes { id } } participants { nodes { id } }"
    nodes = answer(page, f"{{ cities(first: 100) {{ nodes {{ id province {{ id }} {parts} }} }} }}")["cities"]["nodes"]
    agencies = {
        agency["id"]
        for city in nodes
        for part in ("operators", "proposers", "participants")
        for agency in city[part]["nodes"]
    }
    assert page.locator(".thing .city").count() == len(nodes)
    assert page.locator(".thing .agency").count() == len(agencies)
    assert page.locator(".thing .province").count() == len({city["province"]["id"] for city in nodes})
    expect(summary(page)).to_contain_text(f"Showing {page.locator('.thing').count()} of")


def test_the_table_has_a_row_for_every_city_in_thai_order(page: Page) -> None:
    opened(page, "/?lang=th&view=table")

    names = page.locator("tbody th").all_inner_texts()
    assert len(names) == cities(page)
    assert names == page.evaluate("names => names.toSorted(new Intl.Collator('th').compare)", names)


FILTERS: dict[str, tuple[str, dict[str, Any]]] = {
    "dimension": ("energy", {"dimensions": {"some": {"id": {"eq": "dimension:energy"}}}}),
    "region": ("north", {"province": {"region": {"id": {"eq": "region:north"}}}}),
    "province": ("TH-10", {"province": {"code": {"eq": "TH-10"}}}),
    "operator": ("bma", {"operators": {"some": {"id": {"eq": "agency:bma"}}}}),
    "kind": ("new-city", {"kind": {"id": {"eq": "area-kind:new-city"}}}),
    "status": ("SCREENED", {"status": {"eq": "SCREENED"}}),
    "year": ("2021", {"approvedOn": {"gte": "2021-01-01", "lte": "2021-12-31"}}),
}


def test_each_filter_leaves_what_the_api_finds(page: Page) -> None:
    opened(page, "/?lang=en&view=table")

    for key, (value, where) in FILTERS.items():
        page.locator(f"#filter-{key}").focus()
        page.locator(f"#filter-{key}").select_option(value)

        expect(page.locator("tbody tr")).to_have_count(cities(page, where))
        assert parse_qs(urlsplit(page.url).query)[key] == [value]
        expect(page.locator(f"#filter-{key}")).to_be_focused()
        page.locator(f"#filter-{key}").select_option("")
        expect(page.locator("tbody tr")).to_have_count(cities(page))


ADDRESSES = [
    "view=timeline&asOf=2022-12-31&region=south&province=TH-83&status=APPROVED&year=2021&lang=th",
    "view=table&dimension=unknown&operator=unknown&kind=livable-city&sort=-year&lang=en",
]
"""Every key of a state is in one of them; of a release there is a test below."""


def sent(page: Page) -> dict[str, Any]:
    """The query of the view, and its variables."""
    fields = parse_qs(urlsplit(str(page.locator("#take-query").get_attribute("href"))).fragment)
    return {"query": fields["query"][0], "variables": json.loads(fields["variables"][0])}


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_is_its_view_again(page: Page, address: str) -> None:
    opened(page, f"/?{address}")
    first = sent(page)

    page.locator("#view-network").click()
    expect(page.locator(".network")).to_be_visible()
    page.go_back()
    expect(page.locator(".network")).to_have_count(0)
    settled(page)

    assert urlsplit(page.url).query == address
    assert sent(page) == first
    expect(page.locator(".notice")).to_have_count(0)
    for key, (value,) in parse_qs(address).items():
        if key in FILTERS:
            expect(page.locator(f"#filter-{key}")).to_have_value(value)


def test_every_key_of_a_state_is_tried() -> None:
    source = (WEB / "src" / "explorer" / "state.js").read_text(encoding="utf-8")
    tried = {key for address in ADDRESSES for key in parse_qs(address)} | {"release"}

    readers = re.search(r"const READERS = \{(.*?)\n\};", source, re.DOTALL)
    assert readers
    assert set(re.findall(r"^  (\w+)[:,]", readers[1], re.MULTILINE)) == tried


def test_a_release_in_the_address_is_asked_for(page: Page) -> None:
    release = answer(page, "{ release { id } }")["release"]["id"]
    opened(page, f"/?lang=en&release={release}")

    expect(page.locator('[data-notice="release"]')).to_contain_text(release)
    assert sent(page)["variables"]["release"] == release


@pytest.mark.parametrize("more", ["", "asOf=2022-12-31", "release={0}", "release={0}&asOf=2022-12-31"])
def test_what_is_asked_is_among_the_documents_that_were_built(page: Page, more: str) -> None:
    release = answer(page, "{ release { id } }")["release"]["id"]
    asked: set[str] = set()

    def hear(request: Request) -> None:
        if body := request.post_data_json:
            asked.add(body["query"])

    page.on("request", hear)

    for view in VIEWS:
        opened(page, f"/?lang=en&view={view}&{more.format(release)}")
    page.locator("#search").fill("Phuket")
    expect(page.locator("#found-0")).to_be_visible()

    assert len(asked) == len(VIEWS) + 2
    assert asked <= set(Assets(BUILT).documents)


def test_back_and_forward_go_through_the_views(page: Page) -> None:
    opened(page, "/?lang=en")
    page.locator("#view-table").click()
    expect(page.locator("#view-title")).to_have_text("Smart cities, one by one")
    page.locator("#view-network").click()
    expect(page.locator("#view-title")).to_have_text("Who takes part in which city")

    page.go_back()
    expect(page.locator("#view-title")).to_have_text("Smart cities, one by one")
    page.go_back()
    expect(page.locator("#view-title")).to_have_text("Smart cities by province")
    page.go_forward()
    expect(page.locator("#view-title")).to_have_text("Smart cities, one by one")


def test_the_slider_stops_at_days_of_decision(page: Page) -> None:
    opened(page, "/?lang=en&view=table&status=APPROVED")
    slider = page.locator("#time-slider")

    slider.focus()
    slider.press("Home")
    expect(page).to_have_url(re.compile("asOf=2017-09-06"))
    for _ in range(6):
        slider.press("ArrowRight")
    expect(page).to_have_url(re.compile("asOf=2021-05-06"))
    settled(page)

    expect(slider).to_be_focused()
    assert slider.get_attribute("aria-valuetext") == "6 May 2021"
    expect(page.locator("tbody tr")).to_have_count(cities(page, {"status": {"eq": "APPROVED"}}, "2021-05-06"))
    slider.press("End")
    expect(page).not_to_have_url(re.compile("asOf"))


def test_any_day_can_be_named_in_the_buddhist_era(page: Page) -> None:
    opened(page, "/?lang=th&view=table&status=APPROVED")

    page.get_by_text("วันอื่น").click()
    page.locator("#time-day").fill("31")
    page.locator("#time-month").select_option("ธันวาคม")
    page.locator("#time-year").fill("2565")
    page.locator("#time-year").press("Enter")
    settled(page)

    expect(page).to_have_url(re.compile("asOf=2022-12-31"))
    expect(page.locator("#time-said")).to_have_text("31 ธันวาคม 2565")
    expect(page.locator("tbody tr")).to_have_count(30)


@pytest.mark.parametrize("view", VIEWS)
def test_the_table_and_the_query_are_those_that_drew_the_view(page: Page, view: str) -> None:
    asked: list[Any] = []
    page.on("request", lambda request: asked.append(request.post_data_json) if request.method == "POST" else None)
    opened(page, f"/?lang=en&view={view}&region=south&asOf=2022-12-31")
    drew = next(each for each in asked if f"Explorer{view.capitalize()}" in each["query"])

    csv = parse_qs(urlsplit(str(page.locator("#take-csv").get_attribute("href"))).query)
    with page.expect_download() as downloading:
        page.locator("#take-csv").click()

    assert {"query": csv["query"][0], "variables": json.loads(csv["variables"][0])} == drew
    assert sent(page) == drew
    assert downloading.value.suggested_filename == f"mueang-{view}-2022-12-31.csv"
    bytes_ = downloading.value.path().read_bytes()
    assert bytes_.startswith(codecs.BOM_UTF8)
    table = pd.read_csv(io.BytesIO(bytes_))
    assert len(table) >= 11
    assert table.filter(like="name.th").stack().dropna().str.contains("[ก-๙]").all()


def downloaded(page: Page, control: str) -> bytes:
    """The file that a control gives."""
    with page.expect_download() as downloading:
        page.locator(control).click()
    return downloading.value.path().read_bytes()


INK = """async (address) => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.width, image.height];
  const sheet = canvas.getContext('2d');
  sheet.drawImage(image, 0, 0);
  const inked = (top, bottom) => {
    const { data } = sheet.getImageData(0, top, image.width, bottom - top);
    let count = 0;
    for (let at = 0; at < data.length; at += 4) if (data[at] + data[at + 1] + data[at + 2] < 600) count += 1;
    return count;
  };
  const foot = image.height - 150;
  return { width: image.width, title: inked(0, 130), drawing: inked(240, foot), origin: inked(foot, image.height) };
}"""
"""How much of each part of a picture is not paper."""


def ink(page: Page, png: bytes) -> dict[str, int]:
    """How much there is on a picture, by its parts."""
    found: dict[str, int] = page.evaluate(INK, f"data:image/png;base64,{base64.b64encode(png).decode()}")
    return found


@pytest.mark.parametrize(("view", "lang"), list(zip(VIEWS, ["th", "en", "th", "en"], strict=True)))
def test_a_picture_says_where_it_comes_from(page: Page, view: str, lang: str) -> None:
    page.emulate_media(color_scheme="dark" if lang == "th" else "light")
    opened(page, f"/?lang={lang}&view={view}&asOf=2022-12-31")
    release = answer(page, "{ release { id } }")["release"]["id"]
    day = {"th": "31 ธันวาคม 2565", "en": "31 December 2022"}[lang]

    root = ET.fromstring(downloaded(page, "#take-svg"))  # noqa: S314 # what our own page made
    painted = ink(page, downloaded(page, "#take-png"))

    whole = "\n".join(str(each.text) for each in root.iter(f"{SVG}text"))
    said = (day, release, "Mueang", "CC BY 4.0", page.locator("#view-title").inner_text())
    assert [each for each in said if each not in whole] == []
    assert str(next(root.iter(f"{SVG}style")).text).count("data:font/woff2") == 4
    assert [name for each in root.iter() for name in each.attrib if name in {"class", "href", "style"}] == []
    assert painted.pop("width") == 2000
    assert min(painted.values()) > 2000, painted


FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>{directory}</dir><cachedir>{directory}/cache</cachedir>
<include ignore_missing="yes">/etc/fonts/conf.d</include>
</fontconfig>
"""

LATIN = Path("/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf")
"""A font without Thai, of Debian's fonts-noto-core: Chromium does not start where there is none at all."""


@pytest.fixture
def fontless(chromium: Browser, site: str, tmp_path: Path) -> Iterator[Page]:
    """A page on a machine that has no font for Thai."""
    if not LATIN.exists():
        untested("A MACHINE WITHOUT THAI FONTS", f"{LATIN} is not there: `apt-get install fonts-noto-core`")
    shutil.copy(LATIN, tmp_path)
    config = tmp_path / "fonts.conf"
    config.write_text(FONTS.format(directory=tmp_path), encoding="utf-8")
    browser = chromium.browser_type.launch(
        executable_path=shutil.which("chromium"),
        args=["--no-sandbox"],
        env={**os.environ, "FONTCONFIG_FILE": str(config)},
    )
    yield browser.new_page(base_url=site)
    browser.close()


def test_thai_is_painted_on_a_machine_without_thai_fonts(page: Page, fontless: Page) -> None:
    painted = [ink(each, downloaded(opened(each, "/?lang=th&view=table"), "#take-png")) for each in (page, fontless)]

    for part in painted[0]:
        assert painted[1][part] == pytest.approx(painted[0][part], rel=0.02), part


def test_what_is_cited_is_dated(page: Page) -> None:
    opened(page, "/?lang=en&province=TH-83&asOf=2023-12-31")
    release = answer(page, "{ release { id } }")["release"]["id"]

    page.locator("#take-cite").click()
    text = page.locator("dialog textarea").input_value()
    page.get_by_role("button", name="Copy").click()
    expect(page.locator("dialog [role=status]")).to_have_text("Copied.")

    link = text.splitlines()[-1]
    assert parse_qs(urlsplit(link).query) == {
        "asOf": ["2023-12-31"],
        "province": ["TH-83"],
        "release": [release],
        "lang": ["en"],
    }
    assert all(word in text for word in (release, "31 December 2023", "CC BY 4.0"))
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)


def test_a_view_stands_in_pages_of_others(page: Page) -> None:
    response = page.request.get("/embed?view=network", headers={"accept": "text/html"})
    opened(page, "/embed?lang=th&view=network&province=TH-10")

    assert "frame-ancestors *" in response.headers["content-security-policy"]
    assert "x-frame-options" not in response.headers
    expect(page.locator(".thing .city")).to_have_count(4)
    expect(page.locator(".full a")).to_have_attribute("href", "/?view=network&province=TH-10&lang=th")
    assert page.locator("#filter-year, .site-header").count() == 0


@pytest.mark.parametrize("lang", ["th", "en"])
def test_axe_finds_nothing(page: Page, lang: str) -> None:
    opened(page, f"/?lang={lang}&province=TH-10")
    found = {"province": violations(page)}
    for view in VIEWS:
        page.locator("#filter-province").select_option("")
        page.locator(f"#view-{view}").click()
        expect(page.locator(f"#view-{view}")).to_have_attribute("aria-current", "page")
        settled(page)
        found[view] = violations(page)

    assert [each for each in found.values() if each] == []


def test_axe_finds_nothing_in_the_dark(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    opened(page, "/?lang=th")
    page.locator("#search").fill("ภูเก็ต")
    expect(page.locator("[role=option]").first).to_be_visible()

    assert violations(page) == {}


def test_axe_finds_nothing_in_what_others_show(page: Page) -> None:
    opened(page, "/embed?lang=en&view=timeline")

    assert violations(page) == {}


@pytest.mark.parametrize(("lang", "width"), [("th", 360), ("en", 360), ("th", 2560)])
def test_nothing_scrolls_sideways(page: Page, lang: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    opened(page, f"/?lang={lang}")
    for view in VIEWS:
        page.locator(f"#view-{view}").click()
        expect(page.locator(f"#view-{view}")).to_have_attribute("aria-current", "page")
        settled(page)

        assert page.evaluate("document.documentElement.scrollWidth") == width, view


def test_marks_are_reached_with_one_tab_stop_and_arrows(page: Page) -> None:
    opened(page, "/?lang=en&region=south")
    assert page.locator('.map [tabindex="0"]').count() == 1

    page.locator('.map [tabindex="0"]').focus()
    first = page.evaluate("document.activeElement.dataset.code")
    page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.dataset.code")
    page.keyboard.press("End")
    href = page.evaluate("document.activeElement.getAttribute('href')")

    assert first != second
    assert re.fullmatch(r"/provinces/TH-\d\d\?lang=en", href)
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Narathiwat")
    assert page.locator('.map [tabindex="0"]').count() == 1


def test_search_forgives_and_leads_on(page: Page) -> None:
    opened(page, "/?lang=en")

    page.locator("#search").fill("Pukhet")
    expect(page.locator("[role=option]").first).to_contain_text("Phuket")
    page.locator("#search").press("ArrowDown")
    expect(page.locator("#search")).to_have_attribute("aria-activedescendant", "found-0")
    page.locator("#search").press("Enter")
    settled(page)

    expect(page).to_have_url(re.compile("province=TH-83"))
    expect(page.locator("#filter-province")).to_have_value("TH-83")


def test_search_says_when_nothing_is_called_like_that(page: Page) -> None:
    opened(page, "/?lang=en")

    page.route("**/graphql", lambda route: route.fulfill(json={"data": {"search": {"edges": []}}}))

    page.locator("#search").fill("nowhere")

    expect(page.locator("p.found")).to_have_text("Nothing is called like that.")


DAMAGED = {
    "/?lang=en&view=globe": ("view “globe” in the address means nothing here", "lang=en"),
    "/?lang=en&asOf=2022-02-31": ("was read as “2022-02-28”", "asOf=2022-02-28&lang=en"),
    "/?lang=en&asOf=2565-12-31": ("was read as “2022-12-31”", "asOf=2022-12-31&lang=en"),
    "/?lang=en&asOf=2999-01-01": ("As of “2999-01-01” in the address", "lang=en"),
    "/?lang=en&asOf=yesterday": ("As of “yesterday” in the address means nothing here", "lang=en"),
    "/?lang=en&province=TH-99": ("Province “TH-99” is not in the data", "lang=en"),
    "/?lang=en&dimension=<b>x": ("Dimension “<b>x” in the address means nothing here", "lang=en"),
    "/?lang=en&status=approved": ("was read as “APPROVED”", "status=APPROVED&lang=en"),
}


def test_a_damaged_address_shows_the_nearest_view_and_says_so(page: Page) -> None:
    for address, (says, nearest) in DAMAGED.items():
        opened(page, address)

        expect(page.locator('[data-notice="address"]')).to_contain_text(says)
        assert urlsplit(page.url).query == nearest
        expect(page.locator(".map [data-code]").first).to_be_attached()


def failing(times: int) -> Callable[[Route], None]:
    """A server that is busy some times."""
    left = times

    def answer(route: Route) -> None:
        nonlocal left
        left -= 1
        if left >= 0:
            route.fulfill(status=503, headers={"retry-after": "1"}, json={"errors": [{"message": "busy"}]})
        else:
            route.fallback()

    return answer


def test_a_busy_server_is_asked_again(page: Page, problems: list[str]) -> None:
    page.route("**/graphql", failing(2))

    page.goto("/?lang=en")
    expect(page.locator('[data-notice="server"]')).to_contain_text("Trying again in")
    assert page.locator("#explorer table").is_visible(), "what the server has laid out stays"
    expect(page.locator("#view-title")).to_be_visible()
    expect(page.locator("#filter-year")).to_be_attached()

    expect(page.locator('[data-notice="server"]')).to_have_count(0)
    assert len(problems) == 2
    problems.clear()


def test_a_server_that_is_gone_leaves_what_was_drawn(page: Page, problems: list[str]) -> None:
    opened(page, "/?lang=th")
    page.route("**/graphql", lambda route: route.abort())

    page.locator("#view-table").click()
    expect(page.locator('[data-notice="server"]')).to_contain_text("ที่แสดงอยู่เป็นข้อมูลก่อนหน้า")
    assert page.locator(".map").is_visible()
    page.unroute("**/graphql")
    page.get_by_role("button", name="ลองเดี๋ยวนี้").click()

    expect(page.locator("#view-title")).to_have_text("เมืองอัจฉริยะทีละแห่ง")  # the map has a table, too, with rows
    expect(page.locator("tbody tr").first).to_be_visible()
    problems.clear()


def test_a_release_that_is_not_kept_is_said_to_be_gone(page: Page) -> None:
    page.goto("/?lang=en&release=0123456789abcdef")

    expect(page.locator('[data-notice="server"]')).to_contain_text("no longer kept")
    page.locator('[data-notice="server"] a').click()
    expect(page.locator("#view-title")).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?lang=en$"))


def test_what_looks_like_markup_stays_text(page: Page) -> None:
    bad = "<img src=x onerror=alert(1)><b>Phuket</b>"

    def altered(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace('"Phuket Smart City"', json.dumps(bad)))

    page.route("**/graphql", altered)
    for view in VIEWS:
        opened(page, f"/?lang=en&view={view}&province=TH-83")

        assert bad in page.locator(".view").evaluate("view => view.textContent")
        assert page.locator(".view :is(img, b)").count() == 0


def test_what_comes_late_is_not_shown_in_another_view(page: Page) -> None:
    held: list[Route] = []

    def more_of_everything(route: Route) -> None:
        asked = route.request.post_data_json or {}
        if (asked.get("variables") or {}).get("after"):
            held.append(route)
            return
        response = route.fetch()
        body = response.json()
        if (body["data"].get("cities") or {}).get("pageInfo"):
            body["data"]["cities"]["pageInfo"]["hasNextPage"] = True
        route.fulfill(response=response, json=body)

    page.route("**/graphql", more_of_everything)
    opened(page, "/?lang=en&view=table")
    with page.expect_request(lambda request: "after" in (request.post_data or "")):
        page.locator("#more").click()
    page.locator("#filter-year").select_option("2021")
    expect(page).to_have_url(re.compile("year=2021"))
    settled(page)
    before = page.locator("tbody th").all_inner_texts()

    with page.expect_response(lambda response: response.request == held[0].request):
        held[0].continue_()
    page.evaluate("() => new Promise((done) => setTimeout(() => requestAnimationFrame(done)))")

    assert page.locator("tbody th").all_inner_texts() == before
    assert 0 < len(before) < cities(page)


def test_the_language_switch_keeps_the_view(page: Page) -> None:
    opened(page, "/?lang=en")
    page.locator("#view-network").click()
    settled(page)
    page.locator("#filter-year").select_option("2021")
    settled(page)

    page.locator(".site-languages a[lang=th]").click()
    expect(page.locator("#view-title")).to_have_text("ใครมีส่วนในเมืองใด")

    assert urlsplit(page.url).query == "view=network&year=2021&lang=th"
    expect(page.locator("#filter-year option:checked")).to_have_text("2564")


def test_without_a_script_the_cities_are_there(chromium: Browser, site: str) -> None:
    context = chromium.new_context(base_url=site, java_script_enabled=False, locale="th-TH")
    page = context.new_page()

    page.goto("/")

    assert page.locator("#explorer tbody li a").count() == 41
    assert page.locator('a[href="/cities/phuket"]').is_visible()
    assert page.locator("noscript").is_visible()
    context.close()


def test_the_page_is_light(chromium: Browser, site: str) -> None:
    context = chromium.new_context(base_url=site)
    page = context.new_page()
    loaded: list[Request] = []

    def finished(request: Request) -> None:
        loaded.append(request)

    page.on("requestfinished", finished)

    opened(page, "/?lang=th")
    page.wait_for_load_state("networkidle")

    whole = sum(each.sizes()["responseBodySize"] for each in loaded)
    context.close()
    entry = Assets(BUILT).entries["explorer"]
    scripts = sum((BUILT / f"{each.removeprefix(STATIC)}.gz").stat().st_size for each in (entry.script, *entry.modules))
    assert 0 < scripts <= 80 * KILOBYTE
    assert 0 < whole <= 250 * KILOBYTE
