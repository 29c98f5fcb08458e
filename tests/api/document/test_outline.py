"""What is counted in one pass over tokens is what graphql-core finds in the parsed document."""

from collections import Counter
from typing import Any

import pytest
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    Lexer,
    OperationDefinitionNode,
    SelectionSetNode,
    Source,
    TokenKind,
    get_introspection_query,
    parse,
)
from hypothesis import given
from hypothesis import strategies as st

from api.document.outline import LISTS_OF_THE_SCHEMA, Outline, outline_of
from api.example import examples

MANY = 100_000


KNOWN = frozenset({"a", "fields", "on", "true"})
"""Names that count as those of fields."""


class Reckoner:
    """Counts in the parsed document, by walking all uses of its fragments."""

    def __init__(self, text: str) -> None:
        document = parse(text)
        self.fragments = {each.name.value: each for each in document.definitions
                          if isinstance(each, FragmentDefinitionNode)}  # fmt: skip
        self.operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
        self.fields = self.depth = self.lists = self.duplicates = self.unknown = 0
        for each in self.operations:
            self.walk(each.selection_set, 1, 0, Counter())
        for fragment in self.fragments.values():
            self.names(fragment.selection_set, Counter())
        for each in self.operations:
            self.names(each.selection_set, Counter())

    def walk(self, selections: SelectionSetNode, depth: int, lists: int, names: Counter[str]) -> None:
        """All fields, wherever they are used."""
        for each in selections.selections:
            if isinstance(each, FragmentSpreadNode):
                self.walk(self.fragments[each.name.value].selection_set, depth, lists, names)
            elif isinstance(each, FieldNode):
                self.fields += 1
                self.depth = max(self.depth, depth)
                within = lists + (each.name.value in LISTS_OF_THE_SCHEMA)
                if each.selection_set:
                    self.lists = max(self.lists, within)
                    self.walk(each.selection_set, depth + 1, within, Counter())
            else:
                self.walk(each.selection_set, depth, lists, names)  # type: ignore[attr-defined] # an inline fragment

    def names(self, selections: SelectionSetNode, names: Counter[str]) -> None:
        """How often a response name stands in one selection set, with its inline fragments."""
        for each in selections.selections:
            if isinstance(each, FieldNode):
                self.unknown += each.name.value not in KNOWN
                names[(each.alias or each.name).value] += 1
                self.duplicates = max(self.duplicates, *names.values())
                if each.selection_set:
                    self.names(each.selection_set, Counter())
            elif not isinstance(each, FragmentSpreadNode):
                self.names(each.selection_set, names)  # type: ignore[attr-defined] # an inline fragment


def tokens_in(text: str) -> list[TokenKind]:
    """The kinds of the tokens of a document."""
    lexer, kinds = Lexer(Source(text)), []
    while lexer.advance().kind is not TokenKind.EOF:
        kinds.append(lexer.token.kind)
    return kinds


def counted(outline: Outline) -> tuple[int, ...]:
    """What is compared."""
    return outline.fields, outline.depth, outline.lists, outline.duplicates, outline.unknown


def same(text: str) -> None:
    """See that the outline is that of the parsed document."""
    outline, reckoned, kinds = outline_of(text, MANY, KNOWN), Reckoner(text), tokens_in(text)
    assert outline.tokens == len(kinds)
    expected = (reckoned.fields, reckoned.depth, reckoned.lists, reckoned.duplicates, reckoned.unknown)
    assert counted(outline) == expected
    assert outline.directives == kinds.count(TokenKind.AT)


NAMES = st.sampled_from(["on", "fragment", "query", "fields", "type", "a", "b", "mutation", "null", "true"])
VALUES = st.sampled_from(
    ['"}{"', '"""a \\""" } {"""', "$v", "1.5e3", "{a: {b: [1, {c: 2}]}}", "[[], [{}]]", "ENUM", "null", '"\\"{"']
)
DIRECTIVES = st.sampled_from(["", " @skip(if: $v)", ' @a(b: {c: "@"}) @d', "# { comment }\n"])


def field(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A field, with or without an alias, arguments, directives and a selection set."""
    alias = st.one_of(st.just(""), NAMES.map(lambda name: f"{name}: "))
    arguments = st.one_of(st.just(""), VALUES.map(lambda value: f"(x: {value}, y: {value})"))
    below = st.one_of(st.just(""), inner)
    return st.builds("{}{}{}{}{}".format, alias, NAMES, arguments, DIRECTIVES, below)


def selection(used: tuple[str, ...], inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A field, an inline fragment, or a use of a fragment."""
    condition = st.sampled_from(["", " on T", " on on"])
    inline = st.builds("...{}{}{}".format, condition, st.sampled_from(["", " @include(if: true)"]), inner)
    spreads = [st.sampled_from(used).map(lambda name: f"...{name}")] if used else []
    return st.one_of(field(inner), inline, *spreads)


def selections(used: tuple[str, ...]) -> st.SearchStrategy[str]:
    """A selection set that uses some fragments."""

    def around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.lists(selection(used, inner), min_size=1, max_size=4).map(lambda each: f"{{ {', '.join(each)} }}")

    return st.recursive(st.just("{ a }"), around, max_leaves=8)


DOCUMENTS = st.tuples(
    st.sampled_from(["", "query ", "query Q($v: [Int!]! = [1] @d) ", "mutation M @x "]),
    selections(("F", "G")),
    selections(("G",)),
    selections(()),
).map(lambda each: f"{each[0]}{each[1]} fragment F on T {each[2]} fragment G on T @y {each[3]}")


@given(DOCUMENTS)
def test_the_outline_of_any_document_is_that_of_its_parsed_form(text: str) -> None:
    same(text)


@pytest.mark.parametrize("text", [*(each.operation for each in examples()), get_introspection_query()])
def test_the_outline_of_a_real_document_is_that_of_its_parsed_form(text: str) -> None:
    same(text)


@pytest.mark.parametrize(
    "text",
    [
        "{ ...fragment } fragment fragment on T { a { b } }",
        "{ ...query } fragment query on T { a { b } }",
        "query fragment { ...F } fragment F on T { a { b } }",
        '"of a" query Q { a { b } }',
        '{ ...F ...F } """of\nF""" fragment F on T { a { b } }',
    ],
)
def test_nothing_hides_behind_a_name_or_a_description(text: str) -> None:
    same(text)


@given(st.text(alphabet='{}()[]"\\ a:@.$#\n!', max_size=60))
def test_any_text_has_an_outline(text: str) -> None:
    assert outline_of(text, MANY).tokens <= len(text)


def test_a_fragment_that_uses_itself_is_named() -> None:
    text = "{ ...A } fragment A on T { b { ...B } } fragment B on T { ...A }"

    assert outline_of(text, MANY).cycle == "A"


def test_fragments_count_wherever_they_are_used() -> None:
    doubled = " ".join(f"fragment F{n} on T {{ ...F{n + 1} ...F{n + 1} }}" for n in range(30))

    assert outline_of(f"{{ ...F0 }} {doubled} fragment F30 on T {{ a }}", MANY).fields == 2**30


def test_no_more_tokens_are_read_than_there_may_be() -> None:
    assert outline_of("{ a }" * 1_000, 10).tokens == 11


def nested(depth: int) -> str:
    """Fields in fields."""
    return "{ a " * depth + "}" * depth


@pytest.mark.parametrize(("text", "nesting"), [(nested(7), 7), ("{ a(x: [[{b: [1]}]]) }", 6), ("", 0)])
def test_brackets_of_all_kinds_are_counted_as_they_nest(text: str, nesting: int) -> None:
    outline: Any = outline_of(text, MANY)

    assert outline.nesting == nesting
