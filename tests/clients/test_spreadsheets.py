"""The snippets of `docs/spreadsheets.md` do what they are for, against a real server; all but that for R."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.clients.page import Shop
from tests.readme import TOP

pytestmark = pytest.mark.live

PAGE = (TOP / "docs" / "spreadsheets.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)

APPROVED = {"Central": 8, "East": 7, "North": 7, "Northeast": 3, "South": 12, "West": 0}
"""How many areas of each region were approved: as the page shows it."""

D3 = 'import { autoType } from "d3-dsv";\nimport { csv } from "d3-fetch";\nconst d3 = { autoType, csv };\n'
"""What a notebook of Observable has at hand."""


def snippets(language: str) -> list[str]:
    """The blocks of a language, in the order of the page."""
    return [match["text"] for match in BLOCK.finditer(PAGE) if match["language"] == language]


def counted(rows: list[dict[str, Any]]) -> dict[str, int]:
    """The numbers of a table of regions; of a table without types they are still text."""
    return {row["name.en"]: int(row["counts.approved"]) for row in rows}


def module(cells: list[str], shown: str) -> str:
    """Cells of a notebook as a module that prints one of them: each cell waits for those before it."""
    named = [re.fullmatch(r"(\w+) = (.*)", cell.strip(), re.DOTALL) for cell in cells]
    lines = [f"const {cell[1]} = await ({cell[2]});\n" for cell in named if cell]
    return D3 + "".join(lines) + f"console.log(JSON.stringify({shown}));\n"


def test_the_command_writes_the_table(shop: Shop) -> None:
    (command,) = snippets("sh")

    shop.run(command)

    table = (shop.place / "regions.csv").read_text(encoding="utf-8")
    assert counted(list(csv.DictReader(io.StringIO(table)))) == APPROVED


def test_pandas_reads_the_table_and_adds_it_up(shop: Shop) -> None:
    (snippet,) = snippets("python")
    shop.file("regions.py", snippet + 'print(regions.set_index("name.en")["counts.approved"].to_json())\n')

    total, columns = shop.run("python regions.py").splitlines()

    assert int(total) == sum(APPROVED.values())
    assert json.loads(columns) == APPROVED


def test_observable_reads_the_table_with_its_types(shop: Shop, modules: Path) -> None:
    shop.equip(modules)
    shop.file("regions.mjs", module(snippets("js"), "regions"))

    rows = json.loads(shop.run("node regions.mjs"))

    assert counted(rows) == APPROVED
    assert {type(row["counts.approved"]) for row in rows} == {int}
