"""The playground in a browser."""

from playwright.sync_api import Page, expect


def test_it_opens(page: Page) -> None:
    page.goto("/graphql")

    expect(page).to_have_title("Playground · Mueang เมือง")
