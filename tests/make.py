"""Makers of what tests need: small directories of seed files, and releases in which every record carries a mark."""

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
    """A directory of seed files, each named without its ending."""
    directory.mkdir(exist_ok=True)
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
