"""
One server and one browser for all tests of this package; each test has a page of its own, and must leave no problem.

Both end with the package: while the browser is driven, its thread has an event loop that runs, and asynchronous tests
would find it.
"""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from api.pages.assets import Assets
from api.pages.building import BUILT
from graph.embedded import EngineMissingError, Wheel
from tests.live.conftest import untested
from tests.live.served import serving

INLINE = ("data:", "blob:", "about:")


@pytest.fixture(scope="package")
def site(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of the real data, with the pages built."""
    if not Assets(BUILT).entries:
        untested(pytestconfig, "THE PAGES", "they are not built: run `make pages`")
    try:
        Wheel.found()
    except EngineMissingError as error:
        untested(pytestconfig, "THE PAGES", str(error))
    with serving(tmp_path_factory.mktemp("site")) as served:
        yield served.url


@pytest.fixture(scope="package")
def chromium(pytestconfig: pytest.Config) -> Iterator[Browser]:
    """The browser."""
    path = shutil.which("chromium")
    if path is None:
        untested(pytestconfig, "THE PAGES", "there is no Chromium: `apt-get install chromium`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def problems() -> list[str]:
    """What went wrong in a page: a test that provokes something takes it out again."""
    return []


@pytest.fixture
def page(chromium: Browser, site: str, problems: list[str]) -> Iterator[Page]:
    """A page in a profile of its own, in English; it may ask this server only, and must not complain."""
    context = chromium.new_context(base_url=site, locale="en-GB", permissions=["clipboard-read", "clipboard-write"])
    context.set_default_timeout(20_000)

    def said(message: ConsoleMessage) -> None:
        if message.type == "error":
            problems.append(f"console: {message.text} ({message.location['url']})")

    def asked(request: Request) -> None:
        if not request.url.startswith((site, *INLINE)):
            problems.append(f"foreign: {request.url}")

    context.on("console", said)
    context.on("weberror", lambda error: problems.append(f"page: {error.error}"))
    context.on("request", asked)
    yield context.new_page()
    context.close()
    assert problems == []
