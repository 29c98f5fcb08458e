"""
A graph that makes up whatever it is asked for: the same rows for the same read, of all shapes that a record allows.

With `odd`, so many of a thousand values are such as no record may hold, and so many of a thousand reads fail: what the
schema does with those must be the same whoever executes.
"""

import types
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from random import Random
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from graph.errors import GraphTimeoutError
from graph.model import (
    Group,
    ListExtent,
    Measured,
    Neighbours,
    NodeKind,
    Record,
    Release,
    Spanned,
    Steps,
    Unit,
    Wording,
)
from graph.model import checked_date as DATE  # noqa: N812 # marks an annotation
from graph.model import checked_id as ID  # noqa: N812 # marks an annotation
from graph.query import EVERYTHING, Query, Window
from graph.seed import NOUNS
from graph.selection import Order
from tests.fakes import RELEASE

R = TypeVar("R", bound=Record)

MOST_ROWS = 3
THINGS = 4
"""So few things of each noun there are that lists often hold the same ones."""

WORDS = ("a", "ภูเก็ต", 'with "quotes"\n', "Ünïcode", "x" * 40)
DATES = ("2021", "2021-09", "2021-09-23", "2019-02-28")
PLAIN: dict[Any, tuple[Any, ...]] = {bool: (True, False), int: (0, 1, 7, 2**31 - 1), float: (0.0, 7.88, -1e300, 42)}
NOUN_OF_FIELD = {
    "sources": "source", "decisions": "decision", "rounds": "round", "emblems": "emblem", "events": "event",
}  # fmt: skip
THROUGH = {"agency.provinces": "city", "province.operators": "city"}
"""What short cuts lead through, by the name of the read; the others lead through decisions."""

WORD_OF = {noun.__name__: word for word, noun in NOUNS.items()}
PARTS = {"Alias": "aliases", "Attestation": "attestations", "Incentive": "incentives", "Statement": "statements"}


class Later:
    """Something to await, where nobody expects it."""

    def __await__(self) -> Any:
        yield from ()
        return "later"


class Text(str):
    """A text that is not exactly one."""

    __slots__ = ()


class Number(int):
    """A number that is not exactly one."""


ODD: tuple[Callable[[], Any], ...] = (
    lambda: None, lambda: float("nan"), lambda: float("inf"), lambda: float("-inf"), lambda: 2**31, lambda: -(2**31),
    lambda: 5.0, lambda: 5.5, lambda: "7", lambda: "", lambda: True, lambda: Decimal("1.5"), lambda: Text("subclass"),
    lambda: Number(3), lambda: b"bytes", list, lambda: ["a"], lambda: ("a", None), lambda: {"a": 1}, lambda: {"a"},
    lambda: iter(["once"]), lambda: range(2), object, Later, lambda: ValueError("a value"), lambda: NodeKind.CITY,
    lambda: "high", lambda: "city:1", lambda: 10**40, lambda: -0.0, lambda: "2021-13", lambda: 0,
)  # fmt: skip
"""Makers of values that stand where they should not."""


KEYS = ("id", "cursor")
"""What a read goes by: there must be no address of this run in it."""

LOOKED_THROUGH = (".terms", ".groups")
"""Ends of reads that resolvers look through themselves, each time that they are called."""


@dataclass(frozen=True, slots=True)
class Making:
    """The making of one answer: what chance decides, and how odd it is."""

    chance: Random
    odd: int
    read: str

    def thing(self, noun: str) -> str:
        """The id of a thing of a noun."""
        number = self.chance.randrange(THINGS)
        if noun in PARTS.values():
            return f"city:{number}/{noun}/1"
        return f"province:TH-8{number}" if noun == "province" else f"{noun}:{number}"

    def unfit(self, name: str, odd: Any) -> bool:
        """Whether an odd value would not be the same each time that it is looked at."""
        return (name in KEYS and " at 0x" in repr(odd)) or (
            self.read.endswith(LOOKED_THROUGH) and isinstance(odd, Iterator)
        )

    def record(self, kind: Any, **fixed: Any) -> Any:
        """A record of a kind; nothing of it is checked."""
        values = {
            name: fixed[name] if name in fixed else self.value(kind, name, each.annotation, tuple(each.metadata))
            for name, each in kind.model_fields.items()
        }
        for name in values:
            if self.chance.randrange(1000) < self.odd:
                odd = self.chance.choice(ODD)()
                values[name] = None if self.unfit(name, odd) else odd
        return kind.model_construct(**values)

    def value(self, kind: Any, name: str, annotation: Any, marks: tuple[Any, ...]) -> Any:
        """A value of an annotation, or none where there may be none."""
        if name == "id":
            noun = WORD_OF.get(kind.__name__) or PARTS.get(kind.__name__) or self.chance.choice(list(NOUNS))
            return self.thing(noun)
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self.value(kind, name, arguments[0], (*marks, *arguments[1:]))
        if origin in (Union, types.UnionType):
            inner = [each for each in arguments if each is not types.NoneType]
            if len(inner) < len(arguments) and self.chance.random() < 0.4:
                return None
            return self.value(kind, name, inner[0], marks)
        if origin is tuple:
            size = self.chance.randrange(MOST_ROWS)
            return tuple(self.value(kind, name, arguments[0], ()) for _ in range(size))
        return self.plain(name, annotation, marks)

    def plain(self, name: str, annotation: Any, marks: tuple[Any, ...]) -> Any:
        """A value that is no list."""
        checks = {getattr(each, "func", None) for each in marks}
        if ID in checks:
            noun = THROUGH.get(self.read, "decision") if name == "through" else NOUN_OF_FIELD.get(name)
            return self.thing(noun or self.chance.choice(list(NOUNS)))
        if DATE in checks:
            return self.chance.choice(DATES)
        if isinstance(annotation, type) and issubclass(annotation, Record | Enum):
            return self.record(annotation) if issubclass(annotation, Record) else self.chance.choice(list(annotation))
        return self.chance.choice(PLAIN.get(annotation, WORDS))


@dataclass
class MadeUpGraph:
    """Makes up whatever it is asked for, and remembers what it was asked."""

    seed: int = 0
    odd: int = 0
    fixed: Mapping[str, Callable[[], Any]] = field(default_factory=dict)
    """What stands in fields of a name, whatever the record."""
    failing: Container[str] = ()
    """The names of reads that fail."""
    known: Release = RELEASE
    reads: list[tuple[str, str, Window]] = field(default_factory=list)

    @property
    def release(self) -> Release:
        """The release served."""
        return self.known

    @property
    def releases(self) -> Mapping[str, Release]:
        """That release alone."""
        return {self.known.id: self.known}

    def at(self, release: Release, as_of: date) -> "MadeUpView":
        """A view on a day."""
        return MadeUpView(self, release, as_of)


@dataclass(frozen=True, slots=True)
class MadeUpView:
    """One request's view."""

    graph: MadeUpGraph
    release: Release
    as_of: date
    plans = False

    def posts(self, label: str) -> Sequence[str]:  # noqa: ARG002 # part of the promise
        """No list is long."""
        return ()

    async def there(self, label: str, order: tuple[Order, ...], day: date) -> Sequence[int]:  # noqa: ARG002 # likewise
        """Nothing is kept in an order."""
        return ()

    async def fetch(self, query: Query[R], keys: Sequence[str], window: Window = EVERYTHING) -> dict[str, list[R]]:
        """Make up the rows of every key."""
        self.graph.reads += [(query.name, key, window) for key in keys]
        chance = Random(f"{self.graph.seed} {query.name} {window}")  # noqa: S311 # can be repeated
        odd = chance.randrange(1000) < self.graph.odd and query.record is not Wording
        if odd or query.name in self.graph.failing:
            raise GraphTimeoutError(f"{query.name} made up")
        answers = {key: self.rows(query, key, window) for key in keys}
        return {key: rows for key, rows in answers.items() if rows}

    def rows(self, query: Query[Any], key: str, window: Window) -> list[Any]:
        """The rows of a key: of a list, as many as may be."""
        chance = Random(  # noqa: S311 # chance that can be repeated
            f"{self.graph.seed} {query.name} {key} {window.low} {window.selection} {window.by}"
        )
        if query.record is Wording:  # an index is made of these, for all who search
            return [Making(chance, 0, query.name).record(Wording, day="", cursor="1")]
        making = Making(chance, self.graph.odd, query.name)
        if query.record is Steps:
            words = tuple(f"OPERATES > {making.thing('city')}" for _ in range(2))
            return [Steps(count=len(words), steps=words)]
        if query.record in {Group, Measured, Spanned}:
            alike = [{"values": (f"city:{place}",) * len(window.by), "units": (Unit.THB,)} for place in range(2)]
            return [making.record(query.record, **each) for each in alike]
        if query.record is ListExtent or not (window.limit or query.record is Neighbours):
            sure = query.name.endswith(".by_id") or chance.random() < 0.9
            return [making.record(query.record, **self.named(query, key))] if sure else []
        size = chance.randrange(MOST_ROWS + 1)
        rows = [making.record(query.record, **self.placed(query, place)) for place in range(size)]
        return rows[: window.limit]

    def named(self, query: Query[Any], key: str) -> dict[str, Any]:
        """What a row that is looked up by its id has for sure."""
        fixed = {name: made() for name, made in self.graph.fixed.items()}
        return {**fixed, "id": key} if query.name.endswith(".by_id") else {}

    def placed(self, query: Query[Any], place: int) -> dict[str, Any]:
        """What a row of a list has for sure."""
        return {"cursor": f"{place:03}"} if "cursor" in query.record.model_fields else {}
