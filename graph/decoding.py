"""
Rows of the graph → records, by code that is generated from what the records promise.

Pydantic looks at every text again, although all of them were looked at before they were loaded; that took half of the
time of a long read. The code asks for the type of a value alone, in two fifths of the time (11.4 and 4.3 µs a row of 23
fields: `python -m tests.bench.decoding`). A row that is not exactly as promised is given to pydantic: it is the judge
of what may pass for something, and says what is wrong.
"""

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from graph.errors import GraphMismatchError
from graph.model import Record, Stored
from graph.query import Query

R = TypeVar("R", bound=Record)
Row = dict[str, Any]
Keyed = tuple[str | list[str], Row] | list[Any]
"""What a read found of a key, or of several; lists come from the database."""

Decoder = Callable[[Row], Any]
"""Makes a record of a row that is exactly as promised; raises one of `ODD` at any other."""

PLAIN = (str, int, float, bool)


class OddError(Exception):
    """A value has not exactly the type that was promised."""


ODD = (OddError, AttributeError, KeyError, TypeError)
"""What generated code raises: also at a key that is missing, and at what can be no value of an enumeration."""


class Unknown(Exception):  # noqa: N818 # it never gets out of here
    """There is no code for this kind of field."""


def decoded(query: Query[R], rows: Iterable[Keyed]) -> dict[str, list[R]]:
    """Records by key, in the order of the rows; refuses rows that are not what the query promised."""
    answers: dict[str, list[R]] = {}
    decode = decoder(query.record)
    for key, row in rows:
        try:
            record = decode(row)
        except ODD:
            record = judged(query, row)
        for each in (key,) if type(key) is str else key:
            answers.setdefault(each, []).append(record)
    return answers


def judged(query: Query[R], row: Any) -> R:
    """What pydantic makes of a row; raises `GraphMismatchError` where that is nothing."""
    names = query.record.model_fields.keys()
    if not isinstance(row, dict) or not (stored(query.record) or row.keys() == names):
        shown = sorted(row) if isinstance(row, dict) else row
        raise GraphMismatchError(f"{query.name}: fields {shown} are not those of {query.record.__name__}")
    try:
        return query.record.model_validate(present(row), extra="ignore")
    except ValidationError as error:
        raise GraphMismatchError(f"{query.name}: {error.error_count()} fields are not as promised") from error


def stored(record: type[Record]) -> bool:
    """Whether rows of a record are all that is stored of something: more than its fields, without what is not there."""
    return issubclass(record, Stored)


def present(row: Row) -> Row:
    """A row without its absent properties: those have the record's defaults."""
    return {
        name: present(value) if isinstance(value, dict) else value for name, value in row.items() if value is not None
    }


@cache
def decoder(record: type[R]) -> Decoder:
    """What makes records of a kind; where there is no code for one of their fields, every row is one for pydantic."""
    try:
        return generated(record)
    except Unknown:
        return odd


def odd(_: Row) -> Any:
    """No row is exactly as promised."""
    raise OddError


class Code:
    """The lines of a decoder, and what they name."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.scope: dict[str, Any] = {"Odd": OddError, "new": object.__new__, "put": object.__setattr__}

    def named(self, value: Any) -> str:
        """A name for a value in the code."""
        name = f"given{len(self.scope)}"
        self.scope[name] = value
        return name

    def field(self, name: str, info: FieldInfo) -> None:
        """The lines that see to one field."""
        kinds, optional = allowed(info.annotation)
        self.lines.append(f"value = given({name!r})")
        known = self.checks(kinds)
        if optional or not info.is_required():
            default = "None" if info.is_required() else self.named(info.default)
            self.lines += ["if value is None:", f"    value = {default}", "else:", *(f"    {line}" for line in known)]
        else:
            self.lines += known
        self.lines.append(f"values[{name!r}] = value")

    def checks(self, kinds: Sequence[Any]) -> list[str]:
        """The lines that make of a value that is there what it is to be."""
        others = [kind for kind in kinds if kind not in PLAIN]
        if not others and len(kinds) == 1:
            return [f"if type(value) is not {kinds[0].__name__}: raise Odd"]
        if not others:
            return [f"if type(value) not in {self.named(frozenset(kinds))}: raise Odd"]
        if len(others) > 1:
            raise Unknown
        lines = self.made(others[0])
        if len(kinds) == 1:
            return lines
        plain = self.named(frozenset(kinds) - {others[0]})
        return [f"if type(value) not in {plain}:", *(f"    {line}" for line in lines)]

    def made(self, kind: Any) -> list[str]:
        """The lines that make something of a value that is not plain."""
        if get_origin(kind) is tuple:
            return ["if type(value) is not list: raise Odd", *self.elements(*get_args(kind))]
        return [f"value = {self.named(maker(kind))}(value)"]

    def elements(self, annotation: Any, *more: Any) -> list[str]:
        """The lines that make a tuple of a list."""
        kinds, optional = allowed(annotation)
        if more != (...,):
            raise Unknown
        if all(kind in PLAIN for kind in kinds):
            only = self.named(frozenset({*kinds, NoneType} if optional else kinds))
            return [f"if not {only}.issuperset(map(type, value)): raise Odd", "value = tuple(value)"]
        if len(kinds) > 1 or optional:
            raise Unknown
        return [f"value = tuple(map({self.named(maker(kinds[0]))}, value))"]


def allowed(annotation: Any) -> tuple[list[Any], bool]:
    """The types that an annotation allows, and whether it allows none instead."""
    if get_origin(annotation) is Annotated:
        return allowed(get_args(annotation)[0])
    if get_origin(annotation) not in {Union, UnionType}:
        return [annotation], False
    kinds = [kind for each in get_args(annotation) if each is not NoneType for kind in allowed(each)[0]]
    return kinds, NoneType in get_args(annotation)


def maker(kind: Any) -> Callable[[Any], Any]:
    """What makes a member of an enumeration, or a record, of a value."""
    if isinstance(kind, type) and issubclass(kind, Enum):
        return members(kind).__getitem__
    if isinstance(kind, type) and issubclass(kind, Record):
        return generated(kind)
    raise Unknown


def members(kind: type[Enum]) -> dict[Any, Enum]:
    """The members of an enumeration by their values."""
    return {each.value: each for each in kind}


@cache
def generated(record: type[Record]) -> Decoder:
    """The code for the records of a kind; raises `Unknown` where there is none for one of their fields."""
    code = Code()
    for name, info in record.model_fields.items():
        code.field(name, info)
    code.scope |= {"Record": record, "names": set(record.model_fields)}
    exact = [f"    if len(row) != {len(record.model_fields)}: raise Odd", "    given = row.__getitem__"]
    lines = [
        "def decode(row):",
        *(["    given = row.get"] if stored(record) else exact),
        "    values = {}",
        *(f"    {line}" for line in code.lines),
        "    record = new(Record)",  # what `model_construct` does, without asking for each field again
        "    put(record, '__dict__', values)",
        "    put(record, '__pydantic_fields_set__', names)",
        "    put(record, '__pydantic_extra__', None)",
        "    put(record, '__pydantic_private__', None)",
        "    return record",
    ]
    exec("\n".join(lines), code.scope)  # noqa: S102 # made of the names of the records' own fields
    decode: Decoder = code.scope["decode"]
    return decode
