"""
GeoJSON (RFC 7946): what has a place, as features.

Only provinces have a point on record, that of their capital town. What lies in them (cities, projects, promotion
zones) has none, so its geometry is null, and `located_in` names its provinces: a point would be invented.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from graph.dumping.lines import Line, Lines, properties
from graph.queries.dump import RECORDS, types_from

FILE = "places.geojson"
LOCATED_IN = "LOCATED_IN"

POINTS = tuple(noun for noun, record in RECORDS.items() if "latitude" in record.model_fields)
"""What has a point of its own."""

LOCATED = tuple(noun for noun in RECORDS if LOCATED_IN in types_from(noun))
"""What lies in a province."""

HEAD = b'{"type":"FeatureCollection","features":[\n'
TAIL = b"\n]}\n"


class Located:
    """Where things lie: the relations stand in the order of the things, so one look at each is enough."""

    def __init__(self, relationships: Iterator[Line]) -> None:
        self.rows = (each for each in relationships if each["type"] == LOCATED_IN)
        self.next = next(self.rows, None)

    def of(self, thing_id: str) -> list[str]:
        """The ids of the provinces of the thing that comes next."""
        found = []
        while self.next is not None and self.next["start"] == thing_id:
            found.append(self.next["end"])
            self.next = next(self.rows, None)
        return found


def feature(line: Line, located: list[str]) -> dict[str, Any]:
    """A thing as a feature."""
    said = properties(line)
    point = None
    if line["noun"] in POINTS:
        point = {"type": "Point", "coordinates": [said.pop("longitude"), said.pop("latitude")]}
    thing_id = said.pop("id")
    also = {"located_in": located} if located else {}
    return {"type": "Feature", "id": thing_id, "geometry": point, "properties": {"noun": line["noun"], **said, **also}}


def write(lines: Lines, directory: Path) -> None:
    """Write every thing that has a place."""
    located = Located(lines.relationships())
    with (directory / FILE).open("wb") as file:
        file.write(HEAD)
        between = b""
        for line in lines.nodes():
            if line["noun"] in POINTS or line["noun"] in LOCATED:
                file.write(between + orjson.dumps(feature(line, located.of(line["id"]))))
                between = b",\n"
        file.write(TAIL)
