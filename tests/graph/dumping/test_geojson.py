"""GeoJSON: a point where one is on record, none where it is not."""

import json
from pathlib import Path

from graph.dumping import geojson
from tests.graph.dumping import made


def test_only_what_has_a_point_on_record_has_one(tmp_path: Path) -> None:
    geojson.write(made.lines(tmp_path), tmp_path)

    found = json.loads((tmp_path / geojson.FILE).read_bytes())
    assert found["type"] == "FeatureCollection"
    assert [(each["id"], each["geometry"], each["properties"].get("located_in")) for each in found["features"]] == [
        ("city:a", None, ["province:TH-83"]),
        ("city:b", None, ["province:TH-83"]),
        ("zone:a", None, None),
        ("province:TH-83", {"type": "Point", "coordinates": [98.0, 7.89059]}, None),
    ]
    assert found["features"][-1]["properties"] == {"noun": "Province", "name_en": "Phuket"}


def test_nouns_with_points_and_nouns_with_places() -> None:
    assert geojson.POINTS == ("Province",)
    assert geojson.LOCATED == ("City", "Project", "PromotionZone")


def test_a_release_without_places_is_an_empty_collection(tmp_path: Path) -> None:
    geojson.write(made.lines(tmp_path, (), ()), tmp_path)

    assert json.loads((tmp_path / geojson.FILE).read_bytes()) == {"type": "FeatureCollection", "features": []}
