"""The data themselves: they are whole, accounted for, and say what is known of the programme."""

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from graph import model, seed
from graph.model import DecisionKind, EmblemKind
from graph.seeding.checking import checked, cited
from graph.seeding.relations import parts
from graph.seeding.rows import Rows

R = TypeVar("R", bound=model.Record)

SEEDS = Path(__file__).parents[2] / "seeds"


@cache
def records() -> tuple[model.Record, ...]:
    """Every record."""
    return tuple(checked(SEEDS))


def all_of(noun: type[R]) -> list[R]:
    """Every record of a noun."""
    return [record for record in records() if isinstance(record, noun)]


@cache
def ledger() -> tuple[dict[str, Any], ...]:
    """What became of every raw record."""
    read = yaml.safe_load((SEEDS / "ledger.yaml").read_text(encoding="utf-8"))
    return tuple(entry for kinds in read.values() for entries in kinds.values() for entry in entries)


def approved() -> set[str]:
    """The cities on which a decision of the kind approved was taken."""
    return {
        thing
        for decision in all_of(seed.Decision)
        if decision.kind == DecisionKind.APPROVED
        for thing in decision.things
        if thing.startswith("city:")
    }


def provinces_of(cities: set[str]) -> set[str]:
    """The provinces that cities stand in."""
    return {city.province.id for city in all_of(seed.City) if city.id in cities}


def test_every_file_is_checked_and_has_records() -> None:
    files = {path.name for path in SEEDS.glob("*.yaml")} - {"ledger.yaml"}

    found = {type(record).file for record in records()}  # type: ignore[attr-defined] # every noun has one

    assert found | {"corrections.yaml"} == files, "only the log of errors may be empty"


def test_the_ledger_names_only_what_is_there() -> None:
    things = {record.id for record in records()}  # type: ignore[attr-defined] # every noun has one
    nested = {part.id for record in records() for _, part in parts(record)}
    named = [target for entry in ledger() for key in ("loaded_as", "merged_into") for target in entry.get(key, ())]

    assert [target for target in named if target not in things | nested] == []


def test_every_entry_of_the_ledger_is_loaded_or_merged_or_left_out_with_a_reason() -> None:
    fates = Counter(frozenset(entry) - {"raw"} for entry in ledger())

    assert set(fates) == {
        frozenset({"loaded_as"}),
        frozenset({"loaded_as", "merged_into"}),
        frozenset({"merged_into"}),
        frozenset({"left_out"}),
    }
    assert [entry for entry in ledger() if not all(entry.values())] == []


def test_every_source_is_cited() -> None:
    sources = {source.id for source in all_of(seed.Source)}
    used = {source for record in records() for _, source in cited(record)}

    assert sources - used == set()


def test_thailand_has_77_provinces_in_six_regions() -> None:
    regions = Counter(province.region for province in all_of(seed.Province))

    assert regions == {
        "region:north": 9,
        "region:central": 22,
        "region:northeast": 20,
        "region:east": 7,
        "region:west": 5,
        "region:south": 14,
    }
    assert len({province.code for province in all_of(seed.Province)}) == 77


def test_37_of_41_areas_are_approved_in_25_provinces() -> None:
    cities = {city.id for city in all_of(seed.City)}

    assert (len(cities), len(approved()), len(provinces_of(approved()))) == (41, 37, 25)
    assert approved() <= cities


def test_30_areas_were_handed_the_emblem_in_23_provinces() -> None:
    handed_over = {emblem.city for emblem in all_of(seed.Emblem) if emblem.handed_over}

    assert (len(handed_over), len(provinces_of(handed_over))) == (30, 23)
    assert handed_over <= approved()


def test_six_areas_are_in_force_at_the_end_of_2025() -> None:
    rows = Rows("r")
    emblems = [row for emblem in all_of(seed.Emblem) for _, row in rows.nodes(emblem)]

    in_force = {
        (row["id"], row["kind"])
        for row in emblems
        if row["valid_from"] <= "2025-12-31" <= row.get("valid_until", "9999-12-31")
    }

    assert in_force == {
        ("emblem:phuket-tinicon-valley-2025", EmblemKind.FIRST),
        ("emblem:khon-kaen-2025", EmblemKind.RENEWAL),
        ("emblem:wangchan-valley-2025", EmblemKind.RENEWAL),
        ("emblem:chiang-rai-city-2025", EmblemKind.RENEWAL),
        ("emblem:phuket-2025", EmblemKind.RENEWAL),
        ("emblem:korat-2025", EmblemKind.RENEWAL),
    }


def test_the_two_korats_are_different_things() -> None:
    near = {city.id: city.name_th for city in all_of(seed.City) if "โคราช" in (city.name_th or "")}

    assert sorted(near.values(), key=str) == sorted(["โคราชเมืองอัจฉริยะ", "เมืองโคราชอัจฉริยะ"])
    assert {city for city in near if city in approved()} == {
        city for city, name in near.items() if name == "โคราชเมืองอัจฉริยะ"
    }
