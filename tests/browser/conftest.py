"""
One server and one browser for all tests of this package; each test has a page of its own, and must leave no problem.

Both end with the package: while the browser is driven, its thread has an event loop that runs, and asynchronous tests
would find it.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright

from api.pages.assets import Assets
from api.pages.building import BUILT
from tests import needed
from tests.live.served import serving
from tests.needed import untested

PATIENCE = 60_000
"""Milliseconds: no test fails by the clock, machines that test are busy."""

INLINE = ("data:", "blob:", "about:")


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of the real data, with the pages built."""
    if not Assets(BUILT).entries:
        untested("THE PAGES", "they are not built: run `make pages`")
    needed.wheel()
    with serving(tmp_path_factory.mktemp("site")) as served:
        yield served.url


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The browser."""
    path = needed.program("chromium", "THE PAGES")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def problems() -> list[str]:
    """What went wrong in a page: a test that provokes something takes it out again."""
    return []


@pytest.fixture(scope="package")
def context(chromium: Browser, site: str) -> Iterator[BrowserContext]:
    """A profile that all pages share, in English: what it has in its cache is not fetched and compiled anew."""
    profile = chromium.new_context(base_url=site, locale="en-GB", permissions=["clipboard-read", "clipboard-write"])
    profile.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    yield profile
    profile.close()


@pytest.fixture
def page(context: BrowserContext, site: str, problems: list[str]) -> Iterator[Page]:
    """A page that may ask this server only, and must not complain; what it stores goes with it."""

    def said(message: ConsoleMessage) -> None:
        if message.type == "error":
            problems.append(f"console: {message.text} ({message.location['url']})")

    def asked(request: Request) -> None:
        if not request.url.startswith((site, *INLINE)):
            problems.append(f"foreign: {request.url}")

    page = context.new_page()
    page.on("console", said)
    page.on("pageerror", lambda error: problems.append(f"page: {error}"))
    page.on("request", asked)
    yield page
    page.goto("about:blank")  # ends what would store more
    everything = {"origin": site, "storageTypes": "local_storage,session_storage"}
    context.new_cdp_session(page).send("Storage.clearDataForOrigin", everything)
    page.close()
    assert problems == []
