"""
The outline of a document: what can be told of it by a single pass over its tokens, before anybody parses it.

Parsing is linear and validating is not: two fields of one name are compared with all they hold. So what bounds their
work is counted here, at about a microsecond a token. What is no GraphQL is left to the parser, which says where.
Lexical grammar: GraphQL specification, September 2025, section 2.1.
"""

import re
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, field

TOKEN = re.compile(
    r"""(?:[\s,\ufeff]|\#[^\n\r]*)*+(?:
        (?P<string>\"{3}(?:[^"\\]|\\"{3}|\\|"(?!""))*+\"{3}|"(?:[^"\\\n\r]|\\.)*+")
      | (?P<name>[_A-Za-z][_0-9A-Za-z]*+)
      | (?P<number>-?[0-9][0-9A-Za-z.+-]*+)
      | (?P<mark>\.\.\.|[!$&()=:@\[\]{|}])
    )""",
    re.VERBOSE,
)

OPENING, CLOSING = frozenset("{(["), frozenset("})]")
HEADS = frozenset({"", "}", '"'})
"""What a definition stands behind: nothing, another one, or its description."""

OPERATIONS = frozenset({"query", "mutation", "subscription"})
LISTS_OF_THE_SCHEMA = frozenset({"fields", "interfaces", "possibleTypes", "inputFields"})
"""Fields of the introspection that lead from types to types: each of them in the other multiplies the answer."""


@dataclass(slots=True)
class Spread:
    """A named fragment, where it is used: so many fields, and so many lists of the introspection, are around it."""

    name: str
    depth: int
    lists: int


@dataclass(slots=True)
class Definition:
    """An operation or a fragment: what it holds itself, and which fragments it uses."""

    fields: int = 0
    depth: int = 0
    lists: int = 0
    spreads: list[Spread] = field(default_factory=list)


@dataclass(slots=True)
class SelectionSet:
    """A selection set that has not ended: how deep it is, and how often each response name stands in it."""

    depth: int
    lists: int
    names: Counter[str]


@dataclass(slots=True)
class Outline:
    """What a document holds; fragments count wherever they are used, and `cycle` names one that uses itself."""

    tokens: int = 0
    nesting: int = 0
    aliases: int = 0
    directives: int = 0
    spreads: int = 0
    duplicates: int = 0
    fields: int = 0
    depth: int = 0
    lists: int = 0
    unknown: int = 0
    cycle: str | None = None


class Scanner:
    """
    Reads the tokens of one document, and remembers no more of them than the outline needs.

    `known` are the names of all fields there are, where those that are none of them are to be counted.
    """

    def __init__(self, known: Container[str] | None = None) -> None:
        self.known = known
        self.outline = Outline()
        self.operations: list[Definition] = []
        self.fragments: dict[str, Definition] = {}
        self.current = Definition()
        self.sets: list[SelectionSet] = []
        self.brackets = 0
        self.before = self.before_that = ""
        self.lists = 0
        self.inline = False

    def read(self, text: str, most_tokens: int) -> Outline:
        """The outline of a text, or of its beginning where there are more tokens than that."""
        place = 0
        while (found := TOKEN.match(text, place)) and self.outline.tokens <= most_tokens:
            place = found.end()
            self.outline.tokens += 1
            word, kind = found[found.lastgroup or 0], found.lastgroup
            if kind == "mark":
                self.mark(word)
            elif kind == "name":
                self.name(word)
            self.before_that, self.before = self.before, word if kind != "string" else '"'
        self.add_up()
        return self.outline

    def mark(self, word: str) -> None:
        """A punctuator."""
        if word in OPENING:
            self.open(word)
        elif word in CLOSING:
            self.close(word)
        elif word == "@":
            self.outline.directives += 1
        elif word == "...":
            self.inline = True
        elif word == ":" and self.sets and not self.brackets:
            self.outline.aliases += 1
            self.outline.unknown -= self.is_unknown(self.before)

    def open(self, word: str) -> None:
        """A bracket opens: inside of arguments, braces are objects."""
        if word != "{" or self.brackets:
            self.brackets += 1
        elif not self.sets:
            self.sets.append(SelectionSet(1, 0, Counter()))
            if self.before in HEADS:
                self.begin()
        else:
            around = self.sets[-1]
            if self.inline:
                self.sets.append(SelectionSet(around.depth, around.lists, around.names))
            else:
                self.sets.append(SelectionSet(around.depth + 1, self.lists, Counter()))
                self.current.lists = max(self.current.lists, self.lists)
        self.outline.nesting = max(self.outline.nesting, self.brackets + len(self.sets))

    def close(self, word: str) -> None:
        """A bracket closes."""
        if self.brackets:
            self.brackets -= 1
        elif word == "}" and self.sets:
            self.sets.pop()

    def begin(self, fragment: str | None = None) -> None:
        """A definition begins."""
        self.current = Definition()
        if fragment is None:
            self.operations.append(self.current)
        else:
            self.fragments[fragment] = self.current

    def name(self, word: str) -> None:
        """A name: of a definition, a field, an alias, a fragment, or something inside of arguments."""
        if self.brackets or self.before == "@":
            return
        if not self.sets:
            if word in OPERATIONS and self.before in HEADS:
                self.begin()
            elif self.before == "fragment" and self.before_that in HEADS:  # one may be called `fragment`, too
                self.begin(word)
        elif self.before == "...":
            if word != "on":
                self.spread(word)
        elif not (self.before == "on" and self.before_that == "..."):
            self.field(word)

    def spread(self, name: str) -> None:
        """A named fragment is used."""
        self.outline.spreads += 1
        around = self.sets[-1]
        self.current.spreads.append(Spread(name, around.depth, around.lists))

    def field(self, name: str) -> None:
        """A field or its alias: what stands behind an alias is no response name."""
        around, self.inline = self.sets[-1], False
        if self.before != ":":
            around.names[name] += 1
            self.outline.duplicates = max(self.outline.duplicates, around.names[name])
            self.current.fields += 1
            self.current.depth = max(self.current.depth, around.depth)
        self.outline.unknown += self.is_unknown(name)
        self.lists = around.lists + (name in LISTS_OF_THE_SCHEMA)

    def is_unknown(self, name: str) -> bool:
        """Whether no field has this name; an alias may have any, which shows by the colon behind it."""
        return self.known is not None and name not in self.known

    def add_up(self) -> None:
        """What the operations hold with all fragments that they use."""
        summed: dict[str, Definition] = {}
        for each in self.operations:
            whole = self.whole(each, summed, ())
            self.outline.fields += whole.fields
            self.outline.depth = max(self.outline.depth, whole.depth)
            self.outline.lists = max(self.outline.lists, whole.lists)

    def whole(self, definition: Definition, summed: dict[str, Definition], path: tuple[str, ...]) -> Definition:
        """A definition with what its fragments hold; each fragment is summed once."""
        whole = Definition(definition.fields, definition.depth, definition.lists)
        for each in definition.spreads:
            if each.name in path:
                self.outline.cycle = each.name
                continue
            if each.name not in summed:
                used = self.fragments.get(each.name, Definition())
                summed[each.name] = self.whole(used, summed, (*path, each.name))
            used = summed[each.name]
            whole.fields += used.fields
            whole.depth = max(whole.depth, each.depth - 1 + used.depth)
            whole.lists = max(whole.lists, each.lists + used.lists)
        return whole


def outline_of(text: str, most_tokens: int, known: Container[str] | None = None) -> Outline:
    """The outline of a document; without the `known` names of fields, none is unknown."""
    return Scanner(known).read(text, most_tokens)
