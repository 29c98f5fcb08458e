"""The operations that draw the pages: each may be asked of the schema, in every form that pages send."""

import pytest
from graphql import TypeInfo, TypeInfoVisitor, Visitor, get_named_type, is_enum_type, parse, validate, visit

from api.document.limits import Limits, check
from api.pages.operation import Operation, operations
from api.pages.words import RELATIONS, WORDS
from api.schema.enums import RelationType
from api.schema.root import SCHEMA
from api.tabular.table import table_of

OPERATIONS = operations()
EVERY = pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS.keys())


@EVERY
def test_it_is_valid_and_within_the_limits_of_today_as_of_a_day_and_list_by_list(operation: Operation) -> None:
    texts = [operation.text, operation.dated, *operation.lists.values(), *operation.dated_lists.values()]

    assert [error for text in texts for error in validate(SCHEMA.plain, parse(text))] == []
    for text in texts:
        check(text, Limits())


@EVERY
def test_each_of_its_lists_is_a_table(operation: Operation) -> None:
    for text in operation.lists.values():
        assert table_of(SCHEMA.plain, parse(text)).header


def test_a_day_is_asked_for_by_a_variable_beside_the_others() -> None:
    assert OPERATIONS["city"].dated.startswith("query CityPage($slug: String!, $asOf: String!) @asOf(date: $asOf) {\n")
    assert OPERATIONS["totals"].dated.startswith("query TotalsPage($asOf: String!) @asOf(date: $asOf) {\n")


def test_a_list_is_asked_for_alone_with_the_thing_that_it_hangs_on() -> None:
    text = OPERATIONS["province"].lists["operators"]

    assert text.startswith(
        "query ProvincePage($slug: String!) {\n  thing: province(code: $slug) {\n    id\n    operators("
    )
    assert "observations" not in text


class Words(Visitor):
    """Collects the enums whose values an operation asks for."""

    def __init__(self, info: TypeInfo) -> None:
        super().__init__()
        self.info = info
        self.found: dict[str, set[str]] = {}

    def enter_field(self, *_: object) -> None:
        """Keep the enum of a field."""
        named = get_named_type(self.info.get_type())
        if is_enum_type(named):
            self.found[named.name] = set(named.values)


@EVERY
def test_every_value_that_it_may_bring_has_words_in_both_languages(operation: Operation) -> None:
    info = TypeInfo(SCHEMA.plain)
    words = Words(info)
    visit(parse(operation.text), TypeInfoVisitor(info, words))

    shown = {name: values for name, values in words.found.items() if name not in NOT_SHOWN}
    assert [(name, each) for name, values in shown.items() for each in values - set(WORDS.get(name, {}))] == []


NOT_SHOWN = {"Knowledge", "NameKind", "Requirement"}
"""Pages say them otherwise: in a sentence, or, what a condition asks, by its name."""


def test_every_relation_has_words() -> None:
    assert {each.name for each in RelationType} - set(RELATIONS) == set()


def test_all_words_are_in_both_languages_and_none_stands_for_what_is_not_there() -> None:
    enums = SCHEMA.plain.type_map

    for name, words in WORDS.items():
        assert set(words) == set(enums[name].values), name  # type: ignore[attr-defined] # an enum
        assert all(en and th for value, (en, th) in words.items() if (name, value) != ("Unit", "RANK"))
