"""Every client does what its section of `docs/clients.md` says, against a real server."""

import json
import re

import pytest

from tests.clients.kit import CODEGEN_PINS, HERE
from tests.clients.page import Section, Shop, followed, sections
from tests.test_house import TESTING, pins

pytestmark = pytest.mark.live

SECTIONS = tuple(sections())
CLIENTS = {"Python: gql", "Apollo Client", "Relay", "TypeScript: graphql-codegen", "Python: ariadne-codegen"}

KITS = {"npm install": "modules", "pip install ariadne-codegen": "generators"}
"""The fixture that a section needs, by what it has its reader install."""


def installed(section: Section) -> set[str]:
    """The packages that a section has its reader install."""
    words = re.sub(r"\b(npm install|pip install)\b|(?<!\S)--?\w[\w-]*|'|\[\w+\]|\n", " ", section.install).split()
    return set(words)


def pinned() -> set[str]:
    """The packages that these tests have."""
    package = json.loads((HERE / "package.json").read_text(encoding="utf-8"))
    return {*package["devDependencies"], *pins(TESTING), *pins(*CODEGEN_PINS)}


def test_each_client_has_a_section() -> None:
    assert {section.title for section in SECTIONS} >= CLIENTS
    assert [section.title for section in SECTIONS if not (section.files and section.install and section.output)] == []


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.title)
def test_what_a_section_installs_is_what_is_tested(section: Section) -> None:
    assert installed(section) - pinned() == set()


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.title)
def test_a_client_does_what_its_section_says(section: Section, shop: Shop, request: pytest.FixtureRequest) -> None:
    for word, kit in KITS.items():
        if word in section.install:
            shop.equip(request.getfixturevalue(kit))

    assert followed(section, shop) == section.output
