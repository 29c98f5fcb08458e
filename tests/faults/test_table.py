"""The chapter on faults names the tests that there are, and no others."""

import ast
import re
from pathlib import Path

TOP = Path(__file__).parents[2]
CHAPTER = TOP / "docs" / "faults.md"
FIGURES = "One run in figures"
"""The section whose rows are what was counted, and name no tests."""

NAMED = re.compile(r"`(?P<file>tests/\w+/test_\w+\.py)` `(?P<test>test_\w+)`")


def named() -> set[tuple[str, str]]:
    """The tests that the chapter names."""
    return {(each["file"], each["test"]) for each in NAMED.finditer(CHAPTER.read_text(encoding="utf-8"))}


def functions_of(file: str) -> set[tuple[str, str]]:
    """The tests of a file."""
    tree = ast.parse((TOP / file).read_text(encoding="utf-8"))
    functions = (each.name for each in tree.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef))
    return {(file, each) for each in functions if each.startswith("test_")}


def test_every_row_names_a_test_that_there_is() -> None:
    files = {file for file, _ in named()}

    assert files
    assert named() - {each for file in files for each in functions_of(file)} == set()


def test_every_fault_that_is_tested_here_has_its_row() -> None:
    here = (file for file in Path(__file__).parent.glob("test_*.py") if file.name != Path(__file__).name)

    assert {each for file in here for each in functions_of(str(file.relative_to(TOP)))} - named() == set()


def test_every_row_has_its_test() -> None:
    sections = CHAPTER.read_text(encoding="utf-8").split("\n## ")
    faults = [each for each in sections if not each.startswith(FIGURES)]
    rows = [line for each in faults for line in each.splitlines() if line.startswith("| ")]

    assert len(faults) == len(sections) - 1
    assert [row for row in rows if not NAMED.search(row) and "| test |" not in row] == []
