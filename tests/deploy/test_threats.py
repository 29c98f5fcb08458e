"""What is written about running it: each threat names the test that shows it is met, each place is there."""

import re

from tests.deploy.places import DEPLOY, TOP

PAGE = (DEPLOY / "threats.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def test_every_test_that_it_names_is_there() -> None:
    named = NAMED.findall(PAGE)
    missing = [
        f"{file}::{name}"
        for file, name in named
        if not (TOP / file).is_file() or f"def {name}(" not in (TOP / file).read_text(encoding="utf-8")
    ]

    assert len(named) >= 20
    assert missing == []


def test_every_threat_names_one() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("|")][2:]

    assert [row for row in rows if len(NAMED.findall(row)) != 1] == []


def test_it_is_one_page() -> None:
    assert len(PAGE.splitlines()) < 60


def test_every_place_that_the_guide_names_is_there() -> None:
    guide = (DEPLOY / "README.md").read_text(encoding="utf-8")
    linked = [each.partition("#")[0] for each in re.findall(r"\]\(([^)]+)\)", guide)]
    typed = re.findall(r"\bdeploy/[\w./*-]+", guide)

    assert len(linked) > 10
    assert [each for each in linked if not (DEPLOY / each).exists()] == []
    assert [each for each in typed if "secrets/" not in each and not list(TOP.glob(each.rstrip(".")))] == []
