"""Selections as values, and the texts that are composed of them."""

import pytest

from graph.queries import city
from graph.queries.selected import composed, selected
from graph.query import Window
from graph.selection import (
    All,
    Compared,
    Condition,
    Counted,
    Either,
    Not,
    Operator,
    Order,
    Quantifier,
    Related,
    Selection,
    Unknown,
    canonical,
    outline,
    parameters,
)

NAMED = Compared("name_en", Operator.EQ, "Phuket")
LARGE = Compared("extent", Operator.IN, ("province", "district"))
VALID = Compared("in_force", Operator.EQ, "yes")
RUN = Related("operators", Quantifier.SOME, Compared("kind", Operator.EQ, "company"))


MISSING = "CASE WHEN by_{} IS NULL THEN 1 ELSE 0 END"


def text(where: Condition) -> str:
    """The text of a list of cities that is narrowed."""
    return composed(city.LIST.page, Selection(canonical(where)), (), False).text


def test_a_list_that_is_not_narrowed_has_its_own_text() -> None:
    assert selected(city.LIST.page, Window(20)) is city.LIST.page


def test_conditions_of_one_shape_make_one_text_whatever_their_order_and_values() -> None:
    one = All((NAMED, Either((LARGE, RUN))))
    other = All((Either((RUN, Compared("extent", Operator.IN, ("estate",)))), Compared("name_en", Operator.EQ, "'")))

    assert text(one) == text(other)
    assert "Phuket" not in text(one)


def test_the_text_of_a_shape_is_made_once_whatever_its_values() -> None:
    long = Compared("name_en", Operator.EQ, "x" * 1_000)
    reads = [selected(city.LIST.page, Window(20, selection=Selection(canonical(each)))) for each in (NAMED, long)]

    assert reads[0] is reads[1]
    assert outline(All((NAMED, Not(RUN)))) == outline(All((long, Not(RUN))))
    assert outline(Compared("name_en", Operator.IS_NULL, True)) != outline(Compared("name_en", Operator.IS_NULL, False))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (All((NAMED,)), NAMED),
        (All((All((NAMED,)), All((LARGE, NAMED)))), All((LARGE, NAMED))),
        (Either((Either((NAMED, LARGE)), NAMED)), Either((LARGE, NAMED))),
        (Not(All((NAMED,))), Not(NAMED)),
        (Related("operators", Quantifier.SOME, All((RUN,))), Related("operators", Quantifier.SOME, RUN)),
        (All(), All()),
    ],
)
def test_what_means_the_same_is_written_one_way(written: Condition, meant: Condition) -> None:
    assert canonical(written) == meant


def test_values_are_parameters_in_the_order_of_the_text() -> None:
    where = canonical(
        All((RUN, NAMED, Counted("projects", Operator.GT, 2), Compared("extent", Operator.IS_NULL, False)))
    )

    assert parameters(Selection(where)) == {"value_0": "Phuket", "value_1": "company", "value_2": 2}
    made = text(where)
    assert made.index("node.name_en = $value_0") < made.index("kind = $value_1") < made.index("> $value_2")
    assert "$value_3" not in made


def test_what_is_missing_meets_no_comparison_inside_a_negation_either() -> None:
    assert "NOT (node.name_en IS NOT NULL AND node.name_en = $value_0)" in text(Not(NAMED))
    assert "coalesce(node.name_en" not in text(NAMED)


def test_what_is_derived_is_worked_out_once_and_after_what_stands_on_record() -> None:
    since = Compared("approved_on", Operator.GTE, "2023")
    lately = Compared("approved_on", Operator.LT, "2025")

    found = text(All((NAMED, Either((since, VALID)), Not(lately))))

    on_record, _, rest = found.partition(" WITH *")
    assert "(node.name_en = $value_" in on_record
    assert "COLLECT" not in on_record
    derived, _, conditions = rest.partition(" WHERE (")
    assert derived.count("AS derived_") == 2
    assert "COLLECT" not in conditions.partition("ORDER BY")[0]


def test_what_is_derived_of_a_thing_further_away_stays_there() -> None:
    found = text(Related("province", Quantifier.SOME, Related("cities", Quantifier.SOME, VALID)))

    assert "derived_" not in found
    assert "(node_1)<-[:AWARDED_TO]-" in found


def test_none_and_every_ask_whether_all_is_known() -> None:
    for quantifier in (Quantifier.NONE, Quantifier.EVERY):
        made = text(Related("operators", quantifier, NAMED_AGENCY))

        assert "('operators' IN coalesce(node.complete, []) AND NOT EXISTS {" in made
    assert "node.complete" not in text(Related("operators", Quantifier.SOME, NAMED_AGENCY))


NAMED_AGENCY = Compared("name_en", Operator.EQ, "depa")


def test_unknown_is_what_is_neither_on_record_nor_called_complete() -> None:
    made = text(Unknown("dimensions", True))

    assert "NOT (EXISTS { MATCH (node)-[edge_0:COVERS]->(node_0:Dimension)" in made
    assert "OR 'dimensions' IN coalesce(node.complete, []))" in made


def test_an_order_of_its_own_ends_in_the_place() -> None:
    order = (Order("name_en", descending=True), Order("extent"))

    forward = composed(city.LIST.page, Selection(order=order), (), False).text
    backward = composed(city.LIST.page, Selection(order=order), (), True).text

    assert f"ORDER BY {MISSING.format(0)} ASC, by_0 DESC, {MISSING.format(1)} ASC, by_1 ASC, place ASC LIMIT" in forward
    assert (
        f"ORDER BY {MISSING.format(0)} DESC, by_0 ASC, {MISSING.format(1)} DESC, by_1 DESC, place DESC LIMIT"
        in backward
    )
    assert "[by_0, by_1, substring(place, size($release) + 1)]" in forward


def test_a_condition_on_a_condition_has_names_of_its_own() -> None:
    inner = Related("operators", Quantifier.SOME, Related("cities", Quantifier.SOME, RUN))

    made = text(inner)

    for depth in range(3):
        assert f"node_{depth}:" in made
