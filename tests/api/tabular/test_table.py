"""Which list of an answer becomes rows, and what the columns are called."""

import pytest
from graphql import parse

from api.errors import code_and_message
from api.tabular.table import AmbiguousColumnError, NoSingleListError, table_of
from tests.api.tabular.asking import SCHEMA, table


@pytest.mark.parametrize(
    ("query", "rows", "header"),
    [
        ("{ cities { nodes { id name { th en } } } }", "cities.nodes", "id name.th name.en"),
        ("{ cities { edges { role node { id } } } }", "cities.edges", "role node.id"),
        ("{ things { id } }", "things", "id"),
        ("{ all: cities { page: nodes { key: id name { english: en } } } }", "all.page", "key name.english"),
        ("{ cities { nodes { __typename id } } }", "cities.nodes", "__typename id"),
        ("{ cities { nodes { name { en } id name { th } } } }", "cities.nodes", "name.en name.th id"),
        ("{ cities { nodes { id tags } } }", "cities.nodes", "id tags"),
        ("{ __schema { types { name } } }", "__schema.types", "name"),
    ],
)
def test_the_one_list_is_the_rows_and_each_value_a_column(query: str, rows: str, header: str) -> None:
    asked = table(query)

    assert (asked.rows, " ".join(asked.header)) == (rows, header)


@pytest.mark.parametrize(
    ("query", "header"),
    [
        ("{ things { id ... on City { kind } ... on Province { name { th } } } }", "id kind name.th"),
        ("{ things { ... on City { name { th } } ... on Province { name { en } } } }", "name.th name.en"),
        ("{ found { __typename ... on City { id } ... on Province { id name { en } } } }", "__typename id name.en"),
        ("{ things { ...Named id } } fragment Named on Node { ... on City { name { en } } }", "name.en id"),
        ("{ things { ... { id } } }", "id"),
        ("{ things { ...Both ...Both } } fragment Both on City { id kind }", "id kind"),
    ],
)
def test_columns_are_of_all_types_that_a_thing_may_have(query: str, header: str) -> None:
    assert " ".join(table(query).header) == header


def test_a_fragment_is_opened_once_however_often_it_is_named() -> None:
    doubling = "".join(f" fragment F{number} on Node {{ ...F{number + 1} ...F{number + 1} }}" for number in range(40))
    document = parse("{ things { ...F0 } }" + doubling + " fragment F40 on Node { id }")

    assert table_of(SCHEMA, document).header == ("id",)


VARIED = """
query Varied($all: Boolean = true, $short: Boolean! = false) {
  cities {
    nodes { id kind @include(if: $all) area @skip(if: $short) tags @skip(if: true) ... @skip(if: true) { name { th } } }
  }
}
"""


@pytest.mark.parametrize(
    ("variables", "header"),
    [
        ({}, "id kind area"),
        ({"all": False}, "id area"),
        ({"short": True}, "id kind"),
        ({"all": False, "short": True}, "id"),
    ],
)
def test_what_is_left_out_is_no_column(variables: dict[str, bool], header: str) -> None:
    assert " ".join(table(VARIED, variables=variables).header) == header


def test_a_thing_of_which_all_is_left_out_is_not_there() -> None:
    query = "query ($with: Boolean!) { cities { nodes { id name @include(if: $with) { th @skip(if: true) } } } }"

    assert table(query, variables={"with": True}).header == ("id",)


def test_a_list_of_which_all_is_left_out_is_no_list() -> None:
    asked = table("{ things { id } cities { nodes { id @skip(if: true) } } }")

    assert asked.rows == "things"


def test_the_operation_is_the_one_that_is_named() -> None:
    query = "query One { cities { nodes { id } } } query Two { things { id } }"

    assert [table(query, name).rows for name in ("One", "Two")] == ["cities.nodes", "things"]


@pytest.mark.parametrize(
    ("query", "header", "left_out"),
    [
        (
            "{ release { id } counts { approved }"
            " cities { totalCount pageInfo { hasNextPage } nodes { id counts { approved } } } }",
            "id counts.approved",
            "release.id counts.approved cities.totalCount cities.pageInfo.hasNextPage",
        ),
        (
            "{ city { name { th } operators { knowledge edges { role } } kind } }",
            "city.name.th role city.kind",
            "city.operators.knowledge",
        ),
        (
            "{ city { id province { id cities { totalCount nodes { id } } } sources { url } } }",
            "city.id city.province.id id city.sources.url",
            "city.province.cities.totalCount",
        ),
    ],
)
def test_what_the_list_hangs_on_has_columns_and_what_else_is_beside_it_has_none(
    query: str, header: str, left_out: str
) -> None:
    asked = table(query)

    assert (" ".join(asked.header), " ".join(asked.left_out)) == (header, left_out)


@pytest.mark.parametrize(
    ("query", "rows", "header"),
    [
        ("{ cities { nodes { id sources { url } twins { id } } } }", "cities.nodes", "id sources.url twins.id"),
        ("{ city { name { en } sources { title url } } }", "city.sources", "city.name.en title url"),
        ("{ groups { keys { by value } count } }", "groups", "keys.by keys.value count"),
        (
            "{ cities { nodes { operators { knowledge edges { role node { cities { nodes { id } } } } } kind } } }",
            "cities.nodes",
            "operators.knowledge operators.edges.role operators.edges.node.cities.nodes.id kind",
        ),
    ],
)
def test_lists_within_a_row_have_columns_in_the_order_of_the_document(query: str, rows: str, header: str) -> None:
    asked = table(query)

    assert (asked.rows, " ".join(asked.header)) == (rows, header)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("{ release { id } }", "the answer has no list to make rows of"),
        ("query A { things { id } } query B { things { id } }", "the answer has no list to make rows of"),
        ("{ city { tags } }", "the answer has no list to make rows of"),
        (
            "{ cities { nodes { id } edges { role } } }",
            "the answer has several lists beside each other, `cities.nodes`, `cities.edges`: ask for one at a time",
        ),
        ("{ a: things { id } b: things { id } }", "several lists beside each other, `a`, `b`: ask for one at a time"),
        (
            "{ city { sources { url } province { its: cities { nodes { id } } } twins { id } } }",
            "several lists beside each other, `city.province.its.nodes`, `city.twins`: ask",
        ),
        (
            "{ city { sources { url } operators { edges { role } } decisions { id } } }",
            "several lists beside each other, `city.operators.edges`, `city.decisions`: ask",
        ),
        (
            "{ cities { nodes { twins { id } decisions { id sources { url } } } } }",
            "`twins`, `decisions` stand side by side in `cities.nodes` and would multiply each other's rows: ask for "
            "one of them at a time, or leave out the lists within `decisions`, so that each stands in one cell",
        ),
        (
            "{ cities { nodes { twins { twins { id tags } decisions { id } } } } }",
            "`twins`, `decisions` stand side by side in `cities.nodes.twins` and would",
        ),
    ],
)
def test_what_is_no_table_names_its_lists_and_the_cure(query: str, said: str) -> None:
    with pytest.raises(NoSingleListError) as refused:
        table(query)

    code, message = code_and_message(refused.value)
    assert code == "NO_SINGLE_LIST"
    assert said in message
    assert "or for JSON, which holds any answer" in message


def test_of_many_lists_only_the_first_are_named() -> None:
    query = "{ " + " ".join(f"list{number}: things {{ id }}" for number in range(20)) + " }"

    with pytest.raises(NoSingleListError, match=r"`list0`, .*, `list7` and 12 more: ask"):
        table(query)


def test_two_columns_of_one_name_are_refused_with_the_cure() -> None:
    query = "{ city { id twins { id city: province { id } } } }"

    with pytest.raises(AmbiguousColumnError, match=r"two columns would be called `city\.id`") as refused:
        table(query)

    assert refused.value.code == "AMBIGUOUS_COLUMN"
    assert table(query.replace("city: ", "")).header == ("city.id", "id", "province.id")
