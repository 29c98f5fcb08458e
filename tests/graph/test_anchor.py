"""Where the reading of a narrowed list begins."""

import pytest

from graph.model import City, Project
from graph.queries.anchor import Anchor, anchor_of, flipped, reach, turned
from graph.queries.tables import TABLES
from graph.selection import All, Compared, Condition, Either, Not, Operator, Quantifier, Related, canonical

PHUKET = Compared("id", Operator.EQ, "province:TH-83")
SEVERAL = Compared("id", Operator.IN, ("city:phuket", "city:khon-kaen"))
NAMED = Compared("name_en", Operator.CONTAINS, "a")


def some(relation: str, where: Condition) -> Related:
    return Related(relation, Quantifier.SOME, where)


@pytest.mark.parametrize(
    ("condition", "anchor"),
    [
        (PHUKET, Anchor((), 0, several=False)),
        (SEVERAL, Anchor((), 0, several=True)),
        (some("province", PHUKET), Anchor(("province",), 0, several=False)),
        (some("cities", some("province", PHUKET)), Anchor(("cities", "province"), 0, several=False)),
        (All((NAMED, some("province", PHUKET))), Anchor(("province",), 1, several=False)),
        (All((some("cities", some("province", PHUKET)), NAMED, SEVERAL)), Anchor((), 2, several=True)),
        (All((some("operators", NAMED), some("province", PHUKET))), Anchor(("province",), 1, several=False)),
        (All(), None),
        (NAMED, None),
        (Compared("id", Operator.NE, "a"), None),
        (Not(PHUKET), None),
        (Either((PHUKET, NAMED)), None),
        (Related("province", Quantifier.NONE, PHUKET), None),
        (Related("province", Quantifier.EVERY, PHUKET), None),
    ],
)  # fmt: skip
def test_a_list_is_read_from_the_nearest_known_things(condition: Condition, anchor: Anchor | None) -> None:
    assert anchor_of(condition) == anchor


def test_the_text_leads_from_the_anchor_to_each_thing_once() -> None:
    text = reach(canonical(some("cities", some("province", PHUKET))), TABLES[Project], TABLES)

    assert text == (
        "WITH $value_0 AS anchor_id MATCH (reached_2:Province {key: $release + '|' + anchor_id})"
        " MATCH (reached_2:Province)<-[:LOCATED_IN]-(reached_1:City)"
        " MATCH (reached_1:City)<-[edge_to_0:DEVELOPS]-(node:Project) WITH DISTINCT node"
    )
    assert reach(SEVERAL, TABLES[City], TABLES) == (
        "UNWIND $value_0 AS anchor_id MATCH (node:City {key: $release + '|' + anchor_id})  WITH DISTINCT node"
    )
    assert reach(NAMED, TABLES[City], TABLES) == ""


@pytest.mark.parametrize(
    ("step", "other"),
    [("-[:ON]->", "<-[:ON]-"), ("<-[edge:ON]-", "-[edge:ON]->"), ("-[edge:SAME]-", "-[edge:SAME]-")],
)
def test_a_relationship_is_seen_from_its_other_end(step: str, other: str) -> None:
    assert flipped(step) == other


def test_every_relation_can_be_followed_from_its_end() -> None:
    ways = [(table.record, relation.pattern.path) for table in TABLES.values() for relation in table.relations.values()]

    assert [path for record, path in ways if turned(path, record, 0) is None] == []
    assert turned("(start)-[:A]->(node), (node)-[:B]->(via)", City, 0) is None
