"""
YAML with line numbers, read strictly.

A seed file is a list of mappings. Nothing in it is hidden or clever: no anchors, no aliases, no key twice, no tags, and
scalars mean what YAML 1.2 says, so a date stays text and `on` is no boolean.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.tokens import AliasToken, AnchorToken, TagToken

from graph.errors import Problem

LARGEST_FILE = 20_000_000
DEEPEST = 12
BESIDE = {"README.md", "ledger.yaml"}
"""What else a directory of seed files may hold."""

INTEGER = re.compile(r"[-+]?\d+")
FLOAT = re.compile(r"[-+]?(\d+\.\d*|\.\d+|\d+)([eE][-+]?\d+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
NOTHING = {"", "~", "null", "Null", "NULL"}
BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as it stands in a file, with the line of each of its fields by path, as in `operators.0.id`."""

    file: str
    line: int
    fields: dict[str, Any]
    lines: dict[str, int] = field(repr=False)

    @property
    def name(self) -> str:
        """How problems call it."""
        return str(self.fields.get("id", "a record without id"))

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


def scalar(node: ScalarNode) -> Any:
    """The value of a plain scalar by YAML 1.2; text where it is quoted."""
    text = node.value
    if node.style is not None:
        return text
    if text in NOTHING:
        return None
    if text in BOOLEANS:
        return BOOLEANS[text]
    if INTEGER.fullmatch(text):
        return int(text)
    if FLOAT.fullmatch(text):
        return float(text.replace(".inf", "inf").replace(".nan", "nan").lower().lstrip("."))
    return text


def line_of(node: Node) -> int:
    """The line a node begins on, counted from one."""
    return int(node.start_mark.line) + 1


def value(node: Node, path: str, lines: dict[str, int], depth: int = 0) -> Any:
    """The value of a node; the lines of what is in it are added to `lines` by path."""
    lines[path] = line_of(node)
    if depth > DEEPEST:
        raise RefusedError(line_of(node), f"is nested more than {DEEPEST} deep", "write it flatter")
    if isinstance(node, ScalarNode):
        return scalar(node)
    if isinstance(node, SequenceNode):
        return [value(each, joined(path, str(place)), lines, depth + 1) for place, each in enumerate(node.value)]
    assert isinstance(node, MappingNode)  # noqa: S101 # the third and last kind of node
    return mapping(node, path, lines, depth)


def mapping(node: MappingNode, path: str, lines: dict[str, int], depth: int) -> dict[str, Any]:
    """The value of a mapping."""
    fields: dict[str, Any] = {}
    for key, each in node.value:
        name = str(key.value)
        if name in fields:
            raise RefusedError(line_of(key), f"the key {name!r} stands twice", "keep one of them")
        fields[name] = value(each, joined(path, name), lines, depth + 1)
        lines[joined(path, name)] = line_of(key)
    return fields


def joined(path: str, name: str) -> str:
    """A longer path."""
    return f"{path}.{name}" if path else name


def refuse_cleverness(text: str) -> None:
    """No anchors, aliases or tags: found among the tokens, before anything is put together."""
    for token in yaml.scan(text, Loader=yaml.CSafeLoader):
        if isinstance(token, AliasToken | AnchorToken | TagToken):
            kind = type(token).__name__.removesuffix("Token").lower()
            line = token.start_mark.line + 1
            raise RefusedError(line, f"holds the {kind} {token.value!r}", "write out what it stands for")


def decoded(data: bytes) -> str:
    """The text of a file."""
    if len(data) > LARGEST_FILE:
        raise RefusedError(1, f"has {len(data)} bytes", f"split it: at most {LARGEST_FILE}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = f"byte {error.start} (0x{data[error.start]:02x}) is not UTF-8"
        raise RefusedError(line, message, "save the file as UTF-8") from error


def entries(path: Path) -> Iterator[Entry]:
    """The records of a file; raises `RefusedError` at the first thing that it may not hold."""
    text = decoded(path.read_bytes())
    try:
        refuse_cleverness(text)
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise RefusedError(line, f"is not YAML: {error.problem}", "mend the syntax there") from error
    except yaml.YAMLError as error:
        raise RefusedError(1, f"is not YAML: {' '.join(str(error).split())}", "mend the syntax there") from error
    if root is None:
        return
    if not isinstance(root, SequenceNode):
        raise RefusedError(line_of(root), "is not a list of records", "begin each record with `- id:`")
    for node in root.value:
        if not isinstance(node, MappingNode):
            raise RefusedError(line_of(node), "holds something that is no record", "begin each record with `- id:`")
        lines: dict[str, int] = {}
        yield Entry(path.name, line_of(node), value(node, "", lines), lines)


def read(path: Path) -> tuple[list[Entry], list[Problem]]:
    """The records of a file, and what keeps it from being read to its end."""
    found: list[Entry] = []
    try:
        found.extend(entries(path))
    except RefusedError as refused:
        return found, [Problem(path.name, refused.line, "the file", refused.message, refused.cure)]
    return found, []


def strangers(directory: Path, known: set[str]) -> list[Problem]:
    """Files that no noun is named after: what stands in them would be lost in silence."""
    return [
        Problem(path.name, 1, "the file", "belongs to no noun", f"name it after one, as in {min(known)}, or move it")
        for path in sorted(directory.iterdir())
        if path.name not in known | BESIDE
    ]
