"""Documents by their text: checked, parsed and validated once, and remembered while they are asked again."""

import contextlib
import gc
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    parse,
    specified_rules,
    validate,
)

from api.bounded import Bounded
from api.document.cost import Cost, Fields, cost_of, sizes_of
from api.document.fields import fields_of
from api.document.limits import Limits, check, check_cost

KEPT = 256
"""So many documents are remembered; each of them is some hundred objects."""

MOST_COSTS = 16
"""So many costs of a document are remembered: sizes of its lists, as a rule a few."""

OF_ANY_TYPE = frozenset({"__typename", "__schema", "__type"})
"""Fields that no type declares."""

MOST_ERRORS = 2
"""Validation ends there: suggestions of what could be meant are dear."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document that may be executed, or what is wrong with it; `notes` are those of whoever executes it."""

    node: DocumentNode | None
    errors: tuple[GraphQLError, ...] = ()
    notes: dict[type, Any] = field(default_factory=dict, compare=False)
    costs: Bounded[Cost] = field(default_factory=lambda: Bounded(MOST_COSTS), compare=False)
    """Of its operations, by their names and by what a cost depends on of their variables."""

    @property
    def operations(self) -> list[OperationDefinitionNode]:
        """Its operations; one that is wrong may have some too."""
        definitions = self.node.definitions if self.node else ()
        return [each for each in definitions if isinstance(each, OperationDefinitionNode)]

    @property
    def fragments(self) -> dict[str, FragmentDefinitionNode]:
        """Its fragments, by name."""
        definitions = self.node.definitions if self.node else ()
        return {each.name.value: each for each in definitions if isinstance(each, FragmentDefinitionNode)}

    def chosen(self, name: str | None) -> OperationDefinitionNode | None:
        """The operation of a name or, without one, the only operation."""
        found = [each for each in self.operations if name in {None, each.name and each.name.value}]
        return found[0] if len(found) == 1 else None


class Documents:
    """The documents of a schema, within limits, and what they cost."""

    def __init__(self, schema: GraphQLSchema, prices: Fields, limits: Limits | None = None) -> None:
        self.schema = schema
        self.prices = prices
        self.limits = limits or Limits()
        self.fields = OF_ANY_TYPE.union(name for _, name, _ in fields_of(schema))
        self.kept: Bounded[Document] = Bounded(KEPT)

    def of(self, text: str) -> Document:
        """The document of a text; raises `UserError` if it is beyond the limits. What is wrong is not remembered."""
        known = self.kept.find(text)
        if known is not None:
            return known
        check(text, self.limits, self.fields)
        document = self.made(text)
        if not document.errors:
            self.kept.keep(text, document)
        return document

    def cost(self, document: Document, operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> Cost:
        """What an operation of a valid document may cost; raises `UserError` if that is beyond the limit."""
        name = f"{operation.name.value if operation.name else ''} {sizes_of(operation, variables)}"
        cost = document.costs.find(name)
        if cost is None:
            cost = cost_of(self.schema, self.prices, document.fragments, operation, variables)
            document.costs.keep(name, cost)
        check_cost(cost.requested, self.limits)
        return cost

    def made(self, text: str) -> Document:
        """A document, parsed and validated."""
        with uncollected():
            try:
                node = parse(text, max_tokens=self.limits.tokens)
            except GraphQLSyntaxError as error:
                return Document(None, (error.with_traceback(None),))  # that of the parser, with all tokens in it
            document = Document(node, tuple(validate(self.schema, node, specified_rules, max_errors=MOST_ERRORS)))
            unchain(node)
            return document


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """
    Keep the collector from coming by meanwhile.

    Parsing and validation leave a thousand objects behind that are cycles. Whoever looks for garbage in the midst of it
    finds them in use, and takes them for what stays for long.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def unchain(node: DocumentNode) -> None:
    """
    Part the tokens of a document from each other, which nobody follows once it is parsed.

    Each names the one before it and the one behind it, so that none of them would be freed before the collector looks
    through everything that there is.
    """
    token = node.loc.start_token if node.loc else None
    while token:
        following, token.prev, token.next = token.next, None, None
        token = following
