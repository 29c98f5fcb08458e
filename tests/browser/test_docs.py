"""The docs in a browser: queries run where they stand, lead to the playground, and every chapter is for everybody."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from api.pages.chapter import CHAPTERS
from tests.browser.axe import violations

RUN = {"en": "Run it here", "th": "ถามที่นี่"}


@pytest.mark.parametrize(("language", "said"), [("en", "Answered, for 1 point"), ("th", "ได้คำตอบแล้ว ใช้ 1 คะแนน")])
def test_a_query_is_run_where_it_stands(page: Page, language: str, said: str) -> None:
    page.goto(f"/docs/limits?lang={language}")
    query = page.locator(".query").first

    query.get_by_role("button", name=RUN[language]).press("Enter")

    expect(query.get_by_role("status")).to_have_text(said)
    shown = json.loads(query.get_by_role("region").inner_text())
    assert shown["data"]["limits"]["tokens"] == 1200


def test_an_error_is_shown_as_it_is(page: Page) -> None:
    page.goto("/docs/errors?lang=en")
    query = page.locator(".query").first

    query.get_by_role("button").click()

    expect(query.get_by_role("status")).to_have_text("Not answered")
    expect(query.get_by_role("region")).to_contain_text("INVALID_DATE")


def test_who_has_no_points_left_is_told_when_there_are_more(page: Page, problems: list[str]) -> None:
    def refuse(route: Route) -> None:
        errors = [{"message": "wait", "extensions": {"code": "RATE_LIMITED"}}]
        route.fulfill(status=429, headers={"retry-after": "7"}, json={"errors": errors})

    page.route("**/graphql", refuse)
    page.goto("/docs/limits?lang=en")
    query = page.locator(".query").first

    query.get_by_role("button").click()

    expect(query.get_by_role("status")).to_have_text("No points are left: try again in 7 s")
    problems.clear()  # the browser complains of the status


def test_a_server_that_does_not_answer_is_said_not_to_and_may_be_asked_again(page: Page, problems: list[str]) -> None:
    page.route("**/graphql", lambda route: route.abort())
    page.goto("/docs/limits?lang=en")
    query = page.locator(".query").first

    query.get_by_role("button").click()

    expect(query.get_by_role("status")).to_have_text("The server does not answer: try again in a while")
    expect(query.get_by_role("button")).to_be_enabled()
    problems.clear()  # the browser complains of the connection


def test_a_query_leads_to_the_playground_in_the_language_of_the_page(page: Page) -> None:
    page.goto("/docs/first-query?lang=th")

    page.get_by_role("link", name="เปิดใน GraphiQL").first.click()

    expect(page.locator(".graphiql-query-editor .view-lines")).to_contain_text("phuket")
    place = urlsplit(page.url)
    assert (place.path, parse_qs(place.query)) == ("/graphql", {"lang": ["th"]})


NARROW, WIDE = 360, 1280


@pytest.mark.parametrize(
    ("slug", "width"), [("", NARROW), ("", WIDE), ("concepts", WIDE), *((each.slug, NARROW) for each in CHAPTERS)]
)
def test_a_chapter_is_fit_for_everybody(page: Page, slug: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})

    page.goto(f"/docs/{slug}?lang=th".replace("/?", "?"))

    assert violations(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= width
