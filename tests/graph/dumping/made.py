"""A small release as lines, with everything in it that is hard to write down."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from graph.dumping.lines import NODES, RELATIONSHIPS, Lines, line_of

NASTY = "=1+1 'one' \"two\" \\n <three> & four | five, ๕"

NODES_MADE: tuple[dict[str, Any], ...] = (
    {"noun": "Agency", "id": "agency:a", "sources": ["source:a"], "name_th": "ก", "kind": "company"},
    {"noun": "City", "id": "city:a", "sources": ["source:a"], "name_en": NASTY, "synthetic": True, "complete": ["x"]},
    {"noun": "City", "id": "city:b", "sources": ["source:a", "source:b"], "name_en": "-B", "synthetic": False},
    {"noun": "Event", "id": "event:a", "sources": ["source:a"], "number": "1/2564", "details": ["one | two", "three"]},
    {"noun": "Observation", "id": "observation:a", "sources": ["source:a"], "label": "L", "value": -1.5},
    {"noun": "PromotionZone", "id": "zone:a", "sources": ["source:a"], "number": 7},
    {"noun": "Province", "id": "province:TH-83", "name_en": "Phuket", "latitude": 7.89059, "longitude": 98.0},
    {"noun": "Source", "id": "source:a", "title": "A", "publisher": "P", "url": "https://a.test/", "licence": "MIT"},
    {"noun": "Source", "id": "source:b", "title": "B"},
)

RELATIONSHIPS_MADE: tuple[dict[str, Any], ...] = (
    {
        "type": "OPERATES",
        "start_noun": "Agency",
        "start": "agency:a",
        "end_noun": "City",
        "end": "city:a",
        "role": "operator",
        "note": NASTY,
        "sources": ["source:a"],
    },
    {"type": "LOCATED_IN", "start_noun": "City", "start": "city:a", "end_noun": "Province", "end": "province:TH-83"},
    {"type": "COVERS", "start_noun": "City", "start": "city:b", "end_noun": "Dimension", "end": "dimension:x"},
    {"type": "LOCATED_IN", "start_noun": "City", "start": "city:b", "end_noun": "Province", "end": "province:TH-83"},
    {
        "type": "SUPPORTS",
        "start_noun": "Source",
        "start": "source:a",
        "end_noun": "City",
        "end": "city:a",
        "whole": True,
        "relations": ["OPERATES", "COMPLETE"],
        "others": ["agency:a", "x"],
        "confidences": ["high", "low"],
        "confidence": "high",
    },
)


def lines(
    directory: Path,
    nodes: Sequence[dict[str, Any]] = NODES_MADE,
    relationships: Sequence[dict[str, Any]] = RELATIONSHIPS_MADE,
) -> Lines:
    """A release as lines in a directory."""
    directory.mkdir(exist_ok=True)
    (directory / NODES).write_bytes(b"".join(map(line_of, nodes)))
    (directory / RELATIONSHIPS).write_bytes(b"".join(map(line_of, relationships)))
    return Lines(directory)
