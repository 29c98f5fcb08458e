"""Made-up data are what real ones are: valid, whole, and the same each time; and they say that they are made up."""

import json
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import model, seed
from graph.generate import GROUND, SOURCE, Synthetic
from graph.model import Confidence
from graph.seeding import fingerprint
from graph.seeding.checking import cited
from graph.seeding.relations import label_of_id, targets
from graph.seeding.rows import Rows

SEEDS = Path(__file__).parents[2] / "seeds"
CITIES = 300
MOST_BYTES = 2_000_000


@pytest.fixture(scope="module")
def made() -> list[model.Record]:
    """Every record of a small release."""
    return list(Synthetic(CITIES, 1, SEEDS))


def only(records: list[model.Record], noun: type[model.Record]) -> Iterator[model.Record]:
    """The made-up records of a noun."""
    return (record for record in records if isinstance(record, noun) and is_made_up(record))


def is_made_up(record: model.Record) -> bool:
    """Whether a record is neither a real document nor the ground that real documents describe."""
    return not isinstance(record, (*GROUND, seed.Source))


def test_the_same_numbers_make_the_same_records_and_others_make_others() -> None:
    first, again, longer, other = (Synthetic(*numbers, SEEDS) for numbers in ((20, 1), (20, 1), (21, 1), (20, 2)))

    assert list(first) == list(again)
    assert first.id == again.id
    assert len({first.id, longer.id, other.id, fingerprint(SEEDS)}) == 4
    assert list(first) != list(other)


def test_other_ground_makes_another_release(tmp_path: Path) -> None:
    for file in SEEDS.glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        (tmp_path / file.name).write_text(text + "# a remark\n", encoding="utf-8")

    assert Synthetic(20, 1, tmp_path).id != Synthetic(20, 1, SEEDS).id


def test_everything_made_up_says_so(made: list[model.Record]) -> None:
    for record in filter(is_made_up, made):
        assert isinstance(record, model.Thing)
        assert record.id.partition(":")[2].startswith("synthetic-")
        assert "synthetic" in record.model_dump_json().replace(record.id, "").lower()
        assert {source for _, source in cited(record)} == {SOURCE}
        if isinstance(record, model.Named):
            assert record.name_th is not None
            assert record.name_en is not None
            assert "จำลอง" in record.name_th
            assert record.name_en.startswith("Synthetic ")
    assert Synthetic(1, 1, SEEDS).synthetic
    assert all(record.synthetic for record in only(made, seed.City))  # type: ignore[attr-defined] # cities have it
    assert {record.kind for record in only(made, seed.Project)} == {"synthetic"}  # type: ignore[attr-defined] # so do these


def test_every_record_passes_the_checks_of_the_files(made: list[model.Record]) -> None:
    for record in made:
        written = json.loads(record.model_dump_json(exclude_none=True))
        assert type(record).model_validate(written) == record


def test_the_nouns_come_in_their_order(made: list[model.Record]) -> None:
    order = {noun: place for place, noun in enumerate(seed.NOUNS.values())}
    met = [order[type(record)] for record in made]

    assert met == sorted(met)


def test_every_reference_leads_to_a_thing_of_the_right_noun(made: list[model.Record]) -> None:
    ids = [record.id for record in made]  # type: ignore[attr-defined] # every noun has one
    known = set(ids)

    assert len(ids) == len(known)
    for record in made:
        assert {source for _, source in cited(record)} <= known
        seen = [(target.field.relation.type, target.field.relation.outward, target.id) for target in targets(record)]
        assert len(seen) == len(set(seen))
        for target in targets(record):
            assert target.id in known
            assert label_of_id(target.id) in target.field.relation.labels


def test_the_shape_is_that_of_the_real_graph(made: list[model.Record]) -> None:
    rows = Rows("any")
    nodes = Counter(label for record in made for label, _ in rows.nodes(record))
    shapes = Counter(each.shape for record in made for each in rows.relationships(record))
    made_of = {(shape.start, shape.type, shape.end): count for shape, count in shapes.items()}

    assert [nodes[label] for label in ("Province", "Region", "Dimension", "AreaKind")] == [77, 6, 7, 2]
    assert [nodes[label] for label in ("City", "Project", "Agency", "ApprovalRound")] == [300, 1_500, 30, 30]
    assert made_of["City", "LOCATED_IN", "Province"] == made_of["Agency", "OPERATES", "City"] == 300
    assert made_of["Project", "DEVELOPS", "City"] == made_of["Agency", "OPERATES", "Project"] == 1_500
    assert made_of["ApprovalRound", "CHAIRED_BY", "Person"] == nodes["Decision"] == 30
    assert made_of["Decision", "ON", "City"] == 300
    assert 0.65 * CITIES < nodes["Emblem"] < 0.85 * CITIES
    assert 2.5 * CITIES < made_of["City", "COVERS", "Dimension"] < 3.8 * CITIES
    assert 0 < made_of["Observation", "ABOUT", "City"] == nodes["Observation"] < CITIES


def test_the_dimensions_of_cities_are_complete_or_doubtful_or_unknown(made: list[model.Record]) -> None:
    kinds = Counter(
        (bool(city.complete), frozenset(each.confidence for each in city.dimensions))
        for city in made
        if isinstance(city, seed.City)
    )

    assert kinds.keys() == {
        (True, frozenset({Confidence.MEDIUM})),
        (False, frozenset({Confidence.LOW})),
        (False, frozenset()),
    }
    assert min(kinds.values()) > CITIES / 10


def test_rounds_sit_in_their_order_and_are_numbered_within_the_buddhist_year(made: list[model.Record]) -> None:
    rounds = [record for record in made if isinstance(record, seed.ApprovalRound)]

    assert (rounds[0].date, rounds[0].number) == ("2019-01-01", "1/2562")
    assert [record.date for record in rounds] == sorted(record.date or "" for record in rounds)
    assert len({record.number for record in rounds}) == len(rounds)


def test_one_city_is_enough() -> None:
    made = Counter(type(record).__name__ for record in Synthetic(1, 1, SEEDS) if is_made_up(record))

    assert made.keys() >= {"City", "Agency", "Person", "ApprovalRound", "Decision", "Project"}
    assert made["City"] == 1


def test_the_records_are_never_all_in_memory() -> None:
    records = Synthetic(3_000, 1, SEEDS)

    tracemalloc.start()
    count = sum(1 for _ in records)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert count > 20_000
    assert most < MOST_BYTES
