"""Where the reading of a narrowed list begins."""

import pytest

from graph.model import City, Project, Province, Record
from graph.queries.anchor import Anchor, anchor_of, flipped, reach, turned
from graph.queries.tables import TABLES
from graph.selection import All, Compared, Condition, Either, Not, Operator, Quantifier, Related, canonical

PHUKET = Compared("id", Operator.EQ, "province:TH-83")
SEVERAL = Compared("id", Operator.IN, ("city:phuket", "city:khon-kaen"))
ENERGY = Compared("id", Operator.EQ, "dimension:energy")
CODED = Compared("code", Operator.EQ, "TH-83")
NORTH = Compared("latitude", Operator.EQ, 19)
EXACTLY = Compared("name_en", Operator.EQ, "Phuket")
NAMED = Compared("name_en", Operator.CONTAINS, "a")


def some(relation: str, where: Condition) -> Related:
    return Related(relation, Quantifier.SOME, where)


@pytest.mark.parametrize(
    ("record", "condition", "anchor"),
    [
        (Province, PHUKET, Anchor((), 0, several=False)),
        (City, SEVERAL, Anchor((), 0, several=True)),
        (City, some("province", PHUKET), Anchor(("province",), 0, several=False)),
        (Project, some("cities", some("province", PHUKET)), Anchor(("cities", "province"), 0, several=False)),
        (City, All((NAMED, some("province", PHUKET))), Anchor(("province",), 1, several=False)),
        (Project, All((some("cities", some("province", PHUKET)), NAMED, SEVERAL)), Anchor((), 2, several=True)),
        (City, All((some("operators", NAMED), some("province", PHUKET))), Anchor(("province",), 1, several=False)),
        (City, All((some("dimensions", ENERGY), some("province", PHUKET))), Anchor(("province",), 1, several=False)),
        (Project, All((some("dimensions", ENERGY), some("cities", some("province", PHUKET)))),
            Anchor(("cities", "province"), 1, several=False)),
        (City, some("province", CODED), Anchor(("province",), 0, several=False, field="code")),
        (City, All((NAMED, some("operators", EXACTLY), some("province", CODED))),
            Anchor(("province",), 2, several=False, field="code")),
        (Province, NORTH, None),
        (City, EXACTLY, None),
        (City, some("dimensions", ENERGY), Anchor(("dimensions",), 0, several=False)),
        (City, All(), None),
        (City, NAMED, None),
        (City, Compared("id", Operator.NE, "a"), None),
        (City, Not(PHUKET), None),
        (City, Either((PHUKET, NAMED)), None),
        (City, Related("province", Quantifier.NONE, PHUKET), None),
        (City, Related("province", Quantifier.EVERY, PHUKET), None),
    ],
)  # fmt: skip
def test_a_list_is_read_from_the_nearest_known_things(
    record: type[Record], condition: Condition, anchor: Anchor | None
) -> None:
    assert anchor_of(condition, TABLES[record], TABLES) == anchor


def test_what_few_are_is_found_by_its_code() -> None:
    assert reach(some("province", CODED), TABLES[City], TABLES).startswith(
        "WITH $value_0 AS anchor_id MATCH (reached_1:Province) WHERE reached_1.sort > $begin AND reached_1.sort < $end"
        " AND reached_1.code = anchor_id MATCH (reached_1"
    )


def test_a_page_does_not_begin_where_half_of_everything_stands() -> None:
    assert anchor_of(some("dimensions", ENERGY), TABLES[City], TABLES, few=True) is None
    assert reach(some("dimensions", ENERGY), TABLES[City], TABLES, few=True) == ""
    assert reach(some("province", PHUKET), TABLES[City], TABLES, few=True)


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
