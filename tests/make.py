"""Makers of what tests need: directories of seed files and of built pages, and releases with a mark on every record."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from graph import seed
from graph.errors import Problem, SeedError
from graph.model import NameKind
from graph.seed import LinkTo
from graph.seeding import Seeds
from graph.seeding.checking import checked

SOURCE = """\
- id: source:a
  title: A document
"""

REGION = """\
- id: region:south
  sources: [source:a]
  name_th: ภาคใต้
"""

PROVINCE = """\
- id: province:TH-83
  sources: [source:a]
  name_th: ภูเก็ต
  code: TH-83
  latitude: 7.89059
  longitude: 98.3981
  geoname: 1151254
  region: region:south
"""

CITY = """\
- id: city:phuket
  sources: [source:a]
  name_th: ภูเก็ตเมืองอัจฉริยะ
  province: {id: 'province:TH-83', sources: [source:a]}
"""


def seeds(directory: Path, **files: str | bytes) -> Path:
    """A directory of seed files, each named without its ending; those of other nouns are empty."""
    directory.mkdir(exist_ok=True)
    for name in seed.FILES:
        if not (directory / name).exists():
            (directory / name).touch()
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (directory / f"{name}.yaml").write_bytes(data)
    return directory


def problems(directory: Path, **files: str | bytes) -> list[Problem]:
    """What is wrong with a directory of such files."""
    with pytest.raises(SeedError) as caught:
        checked(seeds(directory, **files))
    return list(caught.value.problems)


def marked(release: str, mark: str, cities: int = 3) -> Seeds:
    """A release of cities in one province, each with a mark as its note."""
    document = ("source:a",)
    located = LinkTo(id="province:TH-83", sources=document)
    english = NameKind.OFFICIAL
    return Seeds(
        release,
        (
            seed.Source(id="source:a", title=mark),
            seed.Region(id="region:south", name_en="South", name_en_kind=english, sources=document),
            seed.Province(
                id="province:TH-83",
                name_en="Phuket",
                name_en_kind=english,
                code="TH-83",
                latitude=7.89059,
                longitude=98.3981,
                geoname=1151254,
                region="region:south",
                sources=document,
            ),
            *(
                seed.City(
                    id=f"city:number-{number}",
                    name_en=f"Number {number}",
                    name_en_kind=english,
                    note=mark,
                    province=located,
                    sources=document,
                )
                for number in range(cities)
            ),
        ),
    )


SCRIPTS = {"site": "src/site.js", "explorer": "src/explorer/main.js", "playground": "src/playground/main.jsx"}
"""The entries of the pages, and their sources."""


ASKED_BY_PAGES = "query ExplorerChoices { release { id } }"
"""The operation of built pages."""


def built(directory: Path, entries: Mapping[str, str] = SCRIPTS) -> Path:
    """A directory as Vite leaves it, with a script of each entry, its style, and a piece that they share."""
    shared = {"file": "assets/shared-1a2b.js", "css": ["assets/shared-3c4d.css"]}
    own = {
        source: {
            "file": f"assets/{name}-5e6f.js",
            "name": name,
            "isEntry": True,
            "imports": ["_shared.js"],
            "css": [f"assets/{name}-7a8b.css"],
        }
        for name, source in entries.items()
    }
    styles = (f"assets/{name}-7a8b.css" for name in entries)
    scripts = (f"assets/{name}-5e6f.js" for name in entries)
    for name in ("icon.svg", "assets/shared-1a2b.js", "assets/shared-3c4d.css", *scripts, *styles):
        (directory / name).parent.mkdir(parents=True, exist_ok=True)
        (directory / name).write_text(f"/* {name} */", encoding="utf-8")
    (directory / ".vite").mkdir()
    (directory / ".vite" / "manifest.json").write_text(json.dumps({"_shared.js": shared, **own}), encoding="utf-8")
    (directory / ".vite" / "documents.json").write_text(json.dumps([ASKED_BY_PAGES]), encoding="utf-8")
    return directory
