"""What is pinned for clients is pinned whole, and says nothing of where it came from."""

import json
import re
import tomllib
from typing import Any

from packaging.requirements import Requirement

from tests.clients.kit import CODEGEN_PINS, HERE
from tests.readme import TOP
from tests.test_house import pins, unmet


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


def test_the_lock_of_the_generator_holds_what_it_needs() -> None:
    (lock,) = CODEGEN_PINS
    groups = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    named = re.findall(r"^([\w.-]+)==", lock.read_text(encoding="utf-8"), re.MULTILINE)

    assert unmet([Requirement(line) for line in groups["codegen"]], pins(lock)) == [], "stale: run `make lock`"
    assert [name for name in named if name not in pins(lock)] == []
