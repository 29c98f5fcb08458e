"""
The operations that draw the pages: a file a page in `operations/`, and the fragments that they share.

Each is there as of today and as of a day, and list by list, so that every list of a page can be had as a table. What a
page shows is what anyone gets who sends its operation to `/graphql`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    SelectionSetNode,
    parse,
    print_ast,
    separate_operations,
)

OPERATIONS = Path(__file__).resolve().parent / "operations"
SHARED = "fragments"

SPREAD = re.compile(r"\.\.\.([A-Z]\w*)")

THING = "thing"
"""What the field is called that a page is about."""

ROWS = {"nodes", "edges"}
PLAIN = {"conditions", "privilegeAssessments"}
"""Lists that are no connections."""


def dated(text: str) -> str:
    """The text of an operation, as of a day that its variable `asOf` names."""
    head, brace, rest = text.partition(" {\n")
    variables = f"{head[:-1]}, $asOf: String!)" if head.endswith(")") else f"{head}($asOf: String!)"
    return f"{variables} @asOf(date: $asOf){brace}{rest}"


def needed(text: str, fragments: dict[str, str]) -> list[str]:
    """The fragments that a text uses, and those that they use, each once."""
    found: dict[str, str] = {}
    waiting = SPREAD.findall(text)
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = fragments[name]
            waiting += SPREAD.findall(fragments[name])
    return list(found.values())


def names(selection: SelectionSetNode | None) -> set[str]:
    """The fields that a selection has itself."""
    return {each.name.value for each in selection.selections if isinstance(each, FieldNode)} if selection else set()


def selected(*fields: FieldNode) -> SelectionSetNode:
    """A selection of fields."""
    return SelectionSetNode(selections=fields)


@dataclass(frozen=True)
class Operation:
    """What draws one page: the name of its file, and the document."""

    name: str
    text: str

    @property
    def dated(self) -> str:
        """The document as of a day."""
        return dated(self.text)

    @cached_property
    def lists(self) -> dict[str, str]:
        """The documents that ask for one list of the page each, by the name of the list."""
        document = parse(self.text)
        (query,) = (each for each in document.definitions if isinstance(each, OperationDefinitionNode))
        thing = next((each for each in self.fields(document, query) if each.alias), None)
        fields = list(self.fields(document, thing or query))
        lists = (each for each in fields if names(each.selection_set) & ROWS or each.name.value in PLAIN)
        return {each.name.value: self.only(document, query, thing, each) for each in lists}

    @cached_property
    def dated_lists(self) -> dict[str, str]:
        """The same as of a day."""
        return {name: dated(text) for name, text in self.lists.items()}

    @staticmethod
    def fields(document: DocumentNode, node: FieldNode | OperationDefinitionNode) -> Iterator[FieldNode]:
        """The fields of a selection, those of fragments with them."""
        fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
        waiting = list(node.selection_set.selections) if node.selection_set else []
        while waiting:
            selection = waiting.pop(0)
            if isinstance(selection, FieldNode):
                yield selection
            elif isinstance(selection, FragmentSpreadNode):
                waiting[:0] = fragments[selection.name.value].selection_set.selections

    @staticmethod
    def only(document: DocumentNode, query: OperationDefinitionNode, thing: FieldNode | None, kept: FieldNode) -> str:
        """The document with one list, of one thing if the page is about one."""
        inner = kept
        if thing:
            whose = next(each for each in Operation.fields(document, thing) if not each.selection_set)
            its = selected(whose, kept)
            inner = FieldNode(
                alias=thing.alias, name=thing.name, arguments=thing.arguments, directives=(), selection_set=its
            )
        cut = OperationDefinitionNode(
            operation=query.operation,
            name=query.name,
            variable_definitions=query.variable_definitions,
            directives=query.directives,
            selection_set=selected(inner),
        )
        fragments = [each for each in document.definitions if isinstance(each, FragmentDefinitionNode)]
        (alone,) = separate_operations(DocumentNode(definitions=(cut, *fragments))).values()
        return print_ast(alone)


def operations(directory: Path = OPERATIONS) -> dict[str, Operation]:
    """Every operation, by the name of its file."""
    texts = {file.stem: file.read_text(encoding="utf-8").strip() for file in sorted(directory.glob("*.graphql"))}
    fragments = {each.split()[1]: each for each in texts.pop(SHARED).split("\n\n")}
    return {name: Operation(name, "\n\n".join([text, *needed(text, fragments)])) for name, text in texts.items()}


def tables_of(drawn: dict[str, Operation]) -> list[str]:
    """The documents to which the pages lead, for each of their lists as a table."""
    return [text for each in drawn.values() for text in (*each.lists.values(), *each.dated_lists.values())]


def documents_of(drawn: dict[str, Operation]) -> dict[str, str]:
    """The documents that the server itself sends, by the names under which anyone may ask for them."""
    today = {f"page-{name}": each.text for name, each in drawn.items()}
    return today | {f"page-{name}-as-of": each.dated for name, each in drawn.items()}
