"""What a load writes goes with the version of its layout: who changes the one raises the other."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from graph.query import Statement
from graph.seeding import Seeds, load, ranking
from graph.seeding.checking import checked
from graph.seeding.loading import LAYOUT
from tests import make

pytestmark = pytest.mark.anyio

PINNED = (6, "8a43e50522c60136")
"""
The layout, and a hash of all that is written of a small set. Where the hash differs, the same files would make another
graph under the id of a release that is loaded already: raise `LAYOUT`, and pin both anew.
"""

NAMES = re.compile(r":([A-Z]\w*)")
VALUES = re.compile(r"MATCH \(node:(\w+)\) .* WITH node\.(\w+) AS value", re.DOTALL)
THINGS = re.compile(r"MATCH \(node:(\w+)\)")
PASSING = {"loaded", "layout", "owner", "lease", "batch"}
"""Parameters that say nothing of the graph."""

FILES = {
    "sources": make.SOURCE,
    "regions": make.REGION,
    "provinces": make.PROVINCE,
    "cities": make.CITY
    + """\
  operators: [{id: agency:a, sources: [source:a], confidence: low, role: operator, since: '2021', until: '2022-03'}]
  aliases: [{name: Phuket, sources: [source:a]}]
  complete: [{list: operators, sources: [source:a]}]
- {id: city:other, sources: [source:a], name_th: ก, province: {id: 'province:TH-83', sources: [source:a]}}
""",
    "agencies": "- {id: agency:a, name_th: ก, kind: agency, sources: [source:a]}\n",
    "committees": "- {id: committee:a, name_th: ก, kind: board, sources: [source:a]}\n",
    "rounds": "- {id: round:a, committee: committee:a, date: '2021-09', number: 1/2564, sources: [source:a]}\n",
    "decisions": """\
- {id: decision:a, kind: approved, text: a, round: round:a, things: [city:phuket], sources: [source:a]}
- {id: decision:b, kind: renewed, text: b, round: round:a, reported_count: 9, date: '2021-09-30', sources: [source:a]}
""",
    "emblems": """\
- {id: emblem:a, kind: first, city: city:other, handed_over: '2019-12', validity_years: 2, sources: [source:a]}
- {id: emblem:b, kind: renewal, city: city:phuket, certified: '2024-02-29', sources: [source:a]}
""",
    "events": "- {id: event:a, kind: launch, name_en: A, date: '2021', reported_count: 3, sources: [source:a]}\n",
    "observations": """\
- {id: observation:a, metric: approved, label: a, value: 2, unit: cities, about: [decision:a], sources: [source:a]}
""",
    "disagreements": """\
- {id: disagreement:a, subject: a, statements: [{value: b, sources: [source:a]}], sources: [source:a]}
""",
}


class Noting:
    """A database that notes what is written, and answers of it what a load asks."""

    def __init__(self) -> None:
        self.noted: list[Any] = []
        self.nodes: dict[str, list[dict[str, Any]]] = {}

    async def read(self, text: str, _: Mapping[str, Any]) -> list[dict[str, Any]]:
        """What there is of a label."""
        if "AS held" in text:
            return [{"held": len(self.nodes[THINGS.findall(text)[0]])}]
        if found := VALUES.search(text):
            things = sorted(self.nodes[found[1]], key=lambda each: str(each["sort"]))
            return [{"noted": [each.get(found[2], "") for each in things]}]
        if "AS noted" in text:
            things = self.nodes[THINGS.findall(text)[0]]
            return [{"noted": [[number, "", ""] for number in range(len(things))]}]
        return []

    async def write(self, text: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Rows of a write."""
        (rows,) = await self.write_all([(text, parameters)])
        return rows

    async def write_all(self, statements: Sequence[Statement]) -> list[list[dict[str, Any]]]:
        """Rows of writes."""
        return [self.written(text, parameters) for text, parameters in statements]

    def written(self, text: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The rows of one."""
        if "Lock" in text:
            return [{"owner": "us"}]
        rows = parameters.get("rows", [])
        names = NAMES.findall(text)
        if text.startswith("UNWIND $rows AS row CREATE"):
            self.nodes.setdefault(names[0], []).extend(rows)
        self.noted.append([names, {name: value for name, value in parameters.items() if name not in PASSING}])
        return [{"done": len(rows)}]

    async def define(self, texts: Iterable[str]) -> None:
        """Indexes are no part of what is there."""
        list(texts)


async def test_what_is_written_is_that_of_its_layout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking, "FEWEST", 0)
    database = Noting()

    await load(database, Seeds("r", tuple(checked(make.seeds(tmp_path, **FILES)))))

    written = json.dumps(database.noted, sort_keys=True, ensure_ascii=False)
    assert "Stretch" in written
    assert (LAYOUT, hashlib.sha256(written.encode()).hexdigest()[:16]) == PINNED
