"""What a first visit fetches, in bytes as they travel: compressed, and with nothing in the cache."""

import pytest
from playwright.sync_api import Browser, Page

MOST = 250_000
"""Bytes of a page with all that belongs to it."""

MOST_OF_SCRIPTS = 80_000
"""Bytes of the explorer's scripts."""

FETCHED = """() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
    .map((each) => [new URL(each.name).pathname, each.encodedBodySize])"""

PAGES = ("/", "/cities/phuket", "/provinces/TH-83", "/sources/thaigov-71484", "/privileges", "/totals", "/docs")


def fetched(chromium: Browser, site: str, path: str) -> dict[str, int]:
    """The bytes of everything that a page of a new visitor fetches, by path."""
    profile = chromium.new_context(base_url=site)
    page: Page = profile.new_page()
    response = page.goto(path, wait_until="networkidle")
    assert response is not None and response.ok  # noqa: PT018 # a page there is
    sizes = {name: int(size) for name, size in page.evaluate(FETCHED)}
    profile.close()
    return sizes


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_light(path: str, chromium: Browser, site: str) -> None:
    sizes = fetched(chromium, site, path)

    assert 0 < sum(sizes.values()) < MOST, sizes


def test_the_scripts_of_the_explorer_are_light(chromium: Browser, site: str) -> None:
    scripts = {name: size for name, size in fetched(chromium, site, "/").items() if name.endswith(".js")}

    assert 0 < sum(scripts.values()) < MOST_OF_SCRIPTS, scripts
