"""Pages of things, the lookup and the totals in a browser: read by everybody, on a phone and on paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations

PAGES = (
    "/cities/phuket",
    "/provinces/TH-83",
    "/agencies/depa",
    "/projects/pattani-promotion-zone",
    "/rounds/subcommittee-1-2564",
    "/privileges/boi-2020-06-area",
    "/sources/thaigov-71484",
    "/totals?asOf=2021-12-31",
    "/privileges?city=phuket",
    "/privileges?city=phuket&privilege=boi-2020-06-area&asOf=2023-06-30&thaiShareholdingPercent=51",
)


SHEET = re.compile(rb"/Type\s*/Page\b")


def spoken(address: str, language: str) -> str:
    """An address in a language."""
    return f"{address}{'&' if '?' in address else '?'}lang={language}"


@pytest.mark.parametrize("address", PAGES)
def test_everybody_can_read_it_and_it_fits_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})

    for language in ("en", "th"):
        page.goto(spoken(address, language))

        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert violations(page) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_read_with_all_documents_open_and_in_the_dark(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # one of those there are
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/cities/phuket?lang=en")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")

    assert violations(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_a_number_opens_its_documents_by_keyboard(page: Page) -> None:
    page.goto("/cities/phuket?lang=en")
    finding = page.locator(".finding").first
    finding.locator("summary").focus()
    page.keyboard.press("Enter")

    expect(finding.locator("li .address").first).to_have_attribute("href", re.compile("^https?://"))
    expect(finding.locator("li .address").first).to_be_visible()


def test_a_day_is_chosen_and_stays_in_links_and_in_the_other_language(page: Page) -> None:
    page.goto("/cities/phuket?lang=en")
    page.get_by_label("As of").fill("2021-10-01")
    page.get_by_role("button", name="Show").click()

    expect(page).to_have_url(re.compile(r"asOf=2021-10-01"))
    expect(page.locator(".finding").nth(1)).to_contain_text("No")
    page.get_by_role("link", name="ไทย", exact=True).click()
    expect(page.locator(".as-of")).to_contain_text("1 ตุลาคม 2564")
    expect(page.locator("html")).to_have_attribute("lang", "th")


def test_the_lookup_is_filled_in_and_answers_under_an_address_that_stays(page: Page) -> None:
    page.goto("/privileges?lang=en")
    page.get_by_label("Area", exact=True).select_option("phuket")
    page.get_by_label("Measure").select_option("boi-2020-06-area")
    page.get_by_label("As of").fill("2023-06-30")
    page.get_by_text("What you know").click()
    page.get_by_label("Thai shareholding, percent").fill("51")
    page.get_by_role("button", name="Assess").click()

    expect(page.locator(".verdict .answer")).to_have_text("May apply")
    page.reload()
    expect(page.locator(".verdict .answer")).to_have_text("May apply")
    expect(page.get_by_label("Area", exact=True)).to_have_value("phuket")
    expect(page).to_have_url(re.compile("asOf=2023-06-30"))


@pytest.mark.parametrize("language", ["en", "th"])
def test_the_lookup_is_printed_on_one_page(page: Page, language: str) -> None:
    page.goto(spoken(PAGES[-1], language))

    assert len(SHEET.findall(page.pdf(format="A4", prefer_css_page_size=True))) == 1


def test_the_query_of_a_page_opens_in_the_playground(page: Page) -> None:
    page.goto("/provinces/TH-83?lang=en")
    page.get_by_role("link", name="open in GraphiQL").click()

    expect(page).to_have_url(re.compile("/graphql#query="))
    expect(page.locator(".graphiql-query-editor, .view-lines").first).to_contain_text("ProvincePage")


def test_what_is_not_there_is_a_page_that_can_be_read(page: Page, problems: list[str]) -> None:
    page.goto("/cities/phukett?lang=en")

    expect(page.get_by_role("link", name="Phuket Smart City")).to_be_visible()
    assert violations(page) == {}
    assert [each for each in problems if "404" not in each] == []
    problems.clear()


def test_pages_are_light_and_need_no_script(page: Page) -> None:
    sizes: list[int] = []
    page.on("response", lambda response: sizes.append(len(response.body())))
    page.goto("/cities/phuket?lang=en")
    page.wait_for_load_state("networkidle")

    assert sum(sizes) < 250_000
