"""Standing tests over the whole house: what no single module can keep true."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from pydantic import SecretStr

from api.contract import faults
from api.document.limits import Limits
from api.schema.root import SCHEMA
from api.settings import Settings, Terms

TOP = Path(__file__).resolve().parent.parent
SERVING = TOP / "requirements.lock"
TESTING = TOP / "requirements-dev.lock"
BUILDING = TOP / "requirements-pages.lock"
IMAGE = (TOP / "deploy" / "image" / "build.lock", TOP / "deploy" / "image" / "serve.lock")
AUDITING = TOP / "deploy" / "audit.lock"

# In two pieces each, or this file would name them.
REGISTRIES = [
    ".".join(pieces)
    for pieces in (
        ("pypi", "org"),
        ("files", "pythonhosted.org"),
        ("registry", "npmjs.org"),
        ("repo", "maven.apache.org"),
        ("repo1", "maven.org"),
        ("crates", "io"),
        ("proxy", "golang.org"),
        ("deb", "debian.org"),
    )
]

# A row of the table of settings, which may tell of several.
SETTING = re.compile(
    r"^\| (?P<names>`[A-Z0-9_]+`(?:, `[A-Z0-9_]+`)*) \| (?P<defaults>[^|]+) \| (?P<meaning>.+) \|$", re.MULTILINE
)

DERIVED = {
    "mueang_cache": "user's cache",
    "mueang_leashed": "set by `serve`",
    "mueang_limits": "[docs/limits.md](docs/limits.md)",
    "mueang_seeds": "packaged",
}
"""Settings whose defaults are told in words."""

# A pin, its marker if it has one, and its hashes, as `uv pip compile` writes them.
PIN = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>\S+)(?: ;[^\n\\]*)? \\\n(?P<hashes>(?: +--hash=sha256:\w{64}[ \\]*\n)+)", re.M
)


def house_files() -> list[Path]:
    """Every file that is tracked, or will be."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)  # the user's git
    if listed.returncode != 0:
        pytest.skip("no checkout: git lists no files here")
    return [TOP / name for name in listed.stdout.split("\0") if name and (TOP / name).is_file()]


def modules() -> Iterator[Path]:
    """Every Python file of the house."""
    for package in ("api", "graph", "tests"):
        yield from sorted((TOP / package).rglob("*.py"))


def pins(lock: Path) -> dict[str, str]:
    """The version that a lock file pins for each name; pins without hashes are none."""
    return {match["name"]: match["version"] for match in PIN.finditer(lock.read_text(encoding="utf-8"))}


def required(*, testing: bool) -> list[Requirement]:
    """What pyproject.toml asks for."""
    with (TOP / "pyproject.toml").open("rb") as file:
        pyproject = tomllib.load(file)
    lines = [*pyproject["project"]["dependencies"], *pyproject["project"]["optional-dependencies"]["embedded"]]
    if testing:
        groups = pyproject["dependency-groups"]
        lines += [each for name in ("dev", "build", "pages") for each in groups[name] if isinstance(each, str)]
    return [Requirement(line) for line in lines]


def unmet(requirements: list[Requirement], pinned: dict[str, str]) -> list[str]:
    """The requirements that no pin meets."""
    return [
        str(requirement)
        for requirement in requirements
        if (version := pinned.get(canonicalize_name(requirement.name))) is None or version not in requirement.specifier
    ]


def test_no_file_names_a_registry() -> None:
    named = [
        f"{file.relative_to(TOP)}: {host}"
        for file in house_files()
        for host in REGISTRIES
        if host in file.read_text(encoding="utf-8", errors="replace")
    ]

    assert named == []


def test_every_module_says_what_it_is() -> None:
    silent = [
        str(module.relative_to(TOP))
        for module in modules()
        if (text := module.read_text(encoding="utf-8")) and not ast.get_docstring(ast.parse(text))
    ]

    assert silent == []


@pytest.mark.parametrize(
    ("folder", "allowance"), [("docs", "{:,} points in {} seconds"), ("docs/th", "{:,} คะแนนใน {} วินาที")]
)
def test_the_docs_list_the_limits_as_they_are(folder: str, allowance: str) -> None:
    docs = (TOP / folder / "limits.md").read_text(encoding="utf-8")
    rows = [f"| `{each.name}` | {getattr(Limits(), each.name):,} |" for each in fields(Limits)]

    assert re.findall(r"^\| `\w+` \| [\d,]+ \|", docs, re.MULTILINE) == rows
    assert allowance.format(Terms().points, Terms().window) in docs


@pytest.mark.parametrize("folder", ["docs", "docs/th"])
def test_every_code_of_an_error_stands_in_the_docs(folder: str) -> None:
    docs = (TOP / folder / "errors.md").read_text(encoding="utf-8")
    code = re.compile(r"""["'](?P<code>[A-Z]{3,}(?:_[A-Z]+)+|OVERLOADED|TIMEOUT)["']""")
    texts = [path.read_text(encoding="utf-8") for path in (TOP / "api").rglob("*.py")]
    shown = {
        found["code"] for text in texts if "UserError" in text or "failed(" in text for found in code.finditer(text)
    }

    assert {"BAD_REQUEST", "DOCUMENT_TOO_LARGE", "OVERLOADED"} < shown
    assert sorted(each for each in shown if f"`{each}`" not in docs) == []


def settings_told() -> dict[str, tuple[str, str]]:
    """What the README says of each setting: its default, and what it means."""
    told: dict[str, tuple[str, str]] = {}
    for row in SETTING.finditer((TOP / "README.md").read_text(encoding="utf-8")):
        names = re.findall(r"`(\w+)`", row["names"])
        told |= {
            name: (default, row["meaning"]) for name, default in zip(names, row["defaults"].split(", "), strict=True)
        }
    return told


def default_of(name: str) -> str:
    """The default of a setting, as the README writes it."""
    default = Settings.model_fields[name].get_default(call_default_factory=True, validated_data={})
    if isinstance(default, SecretStr):
        default = default.get_secret_value()
    if default in (None, "", {}):
        return "none"
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    return f"`{default:g}`" if isinstance(default, float) else f"`{default}`"


def test_the_readme_tells_every_setting_with_its_default() -> None:
    told = settings_told()

    assert sorted(told) == sorted(name.upper() for name in Settings.model_fields)
    assert {name: told[name.upper()][0] for name in DERIVED} == DERIVED
    plain = Settings.model_fields.keys() - DERIVED.keys()
    assert {name: told[name.upper()][0] for name in plain} == {name: default_of(name) for name in plain}


def test_the_readme_tells_the_unit_of_every_number() -> None:
    told = settings_told()
    numbers = [name for name, field in Settings.model_fields.items() if field.annotation in (int, float)]

    assert len(numbers) >= 6
    assert [each for each in numbers if not re.search(r"second|byte|row|point", told[each.upper()][1])] == []


def test_the_committed_schema_is_what_the_code_prints() -> None:
    printed = SCHEMA.as_str() + "\n"

    assert (TOP / "schema.graphql").read_text(encoding="utf-8") == printed, "stale: run `make schema`"


def test_what_is_deprecated_says_since_when_and_stays_for_three_months() -> None:
    assert faults(SCHEMA.plain) == []


def test_the_lock_of_the_server_holds_what_it_needs() -> None:
    assert unmet(required(testing=False), pins(SERVING)) == [], "stale: run `make lock`"


def test_the_lock_of_the_tests_holds_what_they_need() -> None:
    assert unmet(required(testing=True), pins(TESTING)) == [], "stale: run `make lock`"


def test_the_tests_run_on_what_is_served() -> None:
    differing = dict(pins(SERVING).items() - pins(TESTING).items())

    assert differing == {}, "stale: run `make lock`"


def test_the_pages_are_built_for_the_tests_as_for_everybody() -> None:
    assert pins(BUILDING)
    assert dict(pins(BUILDING).items() - pins(TESTING).items()) == {}, "stale: run `make lock`"


@pytest.mark.parametrize("lock", IMAGE, ids=lambda lock: lock.name)
def test_the_image_is_made_of_what_is_tested(lock: Path) -> None:
    assert pins(lock)
    assert dict(pins(lock).items() - pins(TESTING).items()) == {}, "stale: run `make lock`"


@pytest.mark.parametrize("lock", [SERVING, TESTING, BUILDING, *IMAGE, AUDITING], ids=lambda lock: lock.name)
def test_every_pin_has_hashes(lock: Path) -> None:
    named = re.findall(r"^([\w.-]+)==", lock.read_text(encoding="utf-8"), re.M)

    assert [name for name in named if name not in pins(lock)] == []
