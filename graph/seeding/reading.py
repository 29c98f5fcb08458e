"""
YAML with line numbers, read strictly.

A seed file is a list of mappings. Nothing in it is hidden or clever: no anchors, no aliases, no key twice, no tags, and
scalars mean what YAML 1.2 says, so a date stays text and `on` is no boolean.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.tokens import (
    AliasToken,
    AnchorToken,
    BlockEndToken,
    BlockMappingStartToken,
    BlockSequenceStartToken,
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    TagToken,
    Token,
)

from graph.errors import Problem, SeedError
from graph.seed import FILES

LARGEST_FILE = 20_000_000
DEEPEST = 12
"""Brackets and indents within each other, those of the list and the record among them."""

BESIDE = {"README.md", "ledger.yaml"}
"""What else a directory of seed files may hold."""

LEFT = re.compile(r"\..*|.*~|#.*#")
"""What editors, desktops and mounts leave there: hidden names, and what was before the last change."""

CONTROL = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that YAML does not know."""

INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
NO_NUMBER = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
NOTHING = {"", "~", "null", "Null", "NULL"}
BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}

BEGINS = BlockSequenceStartToken | BlockMappingStartToken | FlowSequenceStartToken | FlowMappingStartToken
ENDS = BlockEndToken | FlowSequenceEndToken | FlowMappingEndToken
CLEVER = {AnchorToken: "anchor", AliasToken: "alias", TagToken: "tag"}


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One record as it stands in a file, with the line of each of its fields by path, as in `operators.0.id`.

    `twice` has the fields that stand there a second time, and where.
    """

    file: str
    line: int
    fields: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict, repr=False)
    twice: dict[str, int] = field(default_factory=dict, repr=False)

    @property
    def name(self) -> str:
        """How problems call it."""
        return str(self.fields.get("id") or "a record without id")

    def problem(self, message: str, cure: str, path: str = "") -> Problem:
        """A problem of this record, at the line of the field that has it."""
        while path and path not in self.lines:
            path = path.rpartition(".")[0]
        return Problem(self.file, self.lines.get(path, self.line), self.name, message, cure)


class RefusedError(Exception):
    """Something that a seed file may not hold."""

    def __init__(self, line: int, message: str, cure: str) -> None:
        super().__init__(message)
        self.line, self.message, self.cure = line, message, cure


Data = bytes | RefusedError
"""What a file holds, or why it cannot be read."""


def scalar(node: ScalarNode) -> Any:
    """The value of a scalar; text where it is quoted."""
    text: str = node.value
    return text if node.style else plain(text)  # the style is none, or empty, where it is plain


def plain(text: str) -> Any:
    """The value of a plain scalar by YAML 1.2."""
    if text in NOTHING:
        return None
    if text in BOOLEANS:
        return BOOLEANS[text]
    if INTEGER.fullmatch(text):
        return int(text)
    if FLOAT.fullmatch(text) or NO_NUMBER.fullmatch(text):
        return float(text.replace(".", "") if text[-1].isalpha() else text)
    return text


def line_of(node: Node) -> int:
    """The line a node begins on, counted from one."""
    return int(node.start_mark.line) + 1


def value(node: Node, path: str, entry: Entry) -> Any:
    """The value of a node; the entry learns the lines of what is in it."""
    if isinstance(node, ScalarNode):
        return scalar(node)
    if isinstance(node, MappingNode):
        return mapping(node, path, entry)
    values = []
    for place, each in enumerate(node.value):
        here = joined(path, str(place))
        entry.lines[here] = line_of(each)
        values.append(value(each, here, entry))
    return values


def mapping(node: MappingNode, path: str, entry: Entry) -> dict[str, Any]:
    """The value of a mapping; of a key that stands twice, the first."""
    fields: dict[str, Any] = {}
    for key, each in node.value:
        if not isinstance(key, ScalarNode):
            raise RefusedError(line_of(key), "has a key that is no word", "write `name: value`")
        here = joined(path, key.value)
        if key.value in fields:
            entry.twice[here] = line_of(key)
            continue
        entry.lines[here] = line_of(key)
        fields[key.value] = value(each, here, entry)
    return fields


def joined(path: str, name: str) -> str:
    """A longer path."""
    return f"{path}.{name}" if path else name


def refuse(text: str) -> None:
    """
    No anchors, aliases or tags, and nothing nested deep.

    Found among the tokens: whoever puts such a thing together may run out of memory, or of stack and take the
    interpreter with it.
    """
    depth = 0
    for token in yaml.scan(text, Loader=yaml.CSafeLoader):
        depth += isinstance(token, BEGINS) - isinstance(token, ENDS)
        if depth > DEEPEST:
            raise RefusedError(line_at(token), f"is nested more than {DEEPEST} deep", "write it flatter")
        if isinstance(token, AnchorToken | AliasToken | TagToken):
            what = f"holds the {CLEVER[type(token)]} {written(token)!r}"
            raise RefusedError(line_at(token), what, "write out what it stands for")


def line_at(token: Token) -> int:
    """The line a token begins on, counted from one."""
    return int(token.start_mark.line) + 1


def written(token: AnchorToken | AliasToken | TagToken) -> str:
    """A clever token as it stands in the file."""
    if isinstance(token, TagToken):
        handle, suffix = token.value
        return f"{handle or ''}{suffix}"
    return f"{'&' if isinstance(token, AnchorToken) else '*'}{token.value}"


def decoded(data: bytes) -> str:
    """The text of a file."""
    if len(data) > LARGEST_FILE:
        raise RefusedError(1, f"has {len(data)} bytes", f"take records out: at most {LARGEST_FILE}")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = f"is not UTF-8 at byte {error.start} (0x{data[error.start]:02x})"
        raise RefusedError(line, message, "save the file as UTF-8") from error
    control = CONTROL.search(text)
    if control:
        line = text[: control.start()].count("\n") + 1
        raise RefusedError(line, f"holds the control character U+{ord(control[0]):04X}", "delete it")
    return text


def composed(text: str) -> Node | None:
    """The tree that a text describes; none for a file that is empty."""
    try:
        refuse(text)
        root: Node | None = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        what = ", ".join(filter(None, (error.context, error.problem)))
        cure = "mend the syntax there; text that holds `: ` or ` #` stands in quotes"
        raise RefusedError(line, f"is not YAML: {what}", cure) from error
    return root


def data_of(path: Path) -> Data:
    """What a file holds, or why it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return RefusedError(1, "is not there", "put it back, or make it an empty one if there is nothing to say")
    except OSError as error:
        return RefusedError(1, f"cannot be read: {error.strerror}", "make it a file that can")


def nodes(data: bytes) -> list[Node]:
    """The records of a file as it describes them; raises `RefusedError` if it cannot be read as a list."""
    root = composed(decoded(data))
    if root is None:
        return []
    if not isinstance(root, SequenceNode):
        raise RefusedError(line_of(root), "is not a list of records", "begin each record with `- id:`")
    return list(root.value)


def entry_of(file: str, node: Node) -> Entry:
    """The record that a node describes."""
    if not isinstance(node, MappingNode):
        raise RefusedError(line_of(node), "holds something that is no record", "begin each record with `- id:`")
    entry = Entry(file, line_of(node))
    entry.fields.update(mapping(node, "", entry))
    return entry


def read(file: str, data: Data) -> tuple[list[Entry], list[Problem]]:
    """The records of a file, and what keeps it from being read to its end."""
    found: list[Entry] = []
    try:
        if isinstance(data, RefusedError):
            raise data
        found.extend(entry_of(file, node) for node in nodes(data))
    except RefusedError as refused:
        return found, [Problem(file, refused.line, "the file", refused.message, refused.cure)]
    return found, []


def strangers(names: Iterable[str]) -> list[Problem]:
    """Files that no noun is named after: what stands in them would be lost in silence."""
    cure = f"name it after one, as in {min(FILES)}, or move it"
    strange = (name for name in names if name not in {*FILES, *BESIDE} and not LEFT.fullmatch(name))
    return [Problem(name, 1, "the file", "belongs to no noun", cure) for name in strange]


@dataclass(frozen=True, slots=True)
class Files:
    """
    The seed files of a directory as they stood at one moment, read once: whoever pulls or edits changes nothing here.

    `held` has that of every noun by its name, `names` are all that stand there.
    """

    directory: str
    names: tuple[str, ...]
    held: Mapping[str, Data]

    @property
    def none(self) -> bool:
        """Whether there is none."""
        return not set(self.names) & set(FILES)


def files_of(directory: Path) -> Files:
    """The files of a directory; raises `SeedError` where there is no such directory."""
    if not directory.is_dir():
        raise SeedError([of_directory(directory.name, "is not there", "name one that is")])
    names = sorted(path.name for path in directory.iterdir())
    return Files(directory.name, tuple(names), {name: data_of(directory / name) for name in FILES})


def of_directory(name: str, message: str, cure: str) -> Problem:
    """A problem of a directory as a whole."""
    return Problem(name, 1, "the directory", message, cure)
