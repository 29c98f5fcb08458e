"""What is pinned for Node is pinned whole, and says nothing of where it came from."""

import json
from typing import Any

from tests.clients.kit import HERE


def read(name: str) -> Any:
    return json.loads((HERE / name).read_text(encoding="utf-8"))


def test_every_version_is_exact() -> None:
    loose = {
        name: wanted for name, wanted in read("package.json")["devDependencies"].items() if not wanted[0].isdigit()
    }

    assert loose == {}


def test_the_lock_holds_what_is_asked_for() -> None:
    assert read("package-lock.json")["packages"][""]["devDependencies"] == read("package.json")["devDependencies"]


def test_every_package_has_a_digest_and_no_address() -> None:
    packages = {name: package for name, package in read("package-lock.json")["packages"].items() if name}

    assert [name for name, package in packages.items() if "integrity" not in package] == []
    assert [name for name, package in packages.items() if "resolved" in package] == []
