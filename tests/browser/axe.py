"""What axe finds in a page: the accessibility rules that it breaks."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def violations(page: Page) -> dict[str, list[str]]:
    """The elements that break a rule, by the rule's name."""
    found = Axe().run(page).response["violations"]
    return {each["id"]: [str(node["target"]) for node in each["nodes"]] for each in found}
