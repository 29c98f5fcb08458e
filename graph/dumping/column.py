"""What the files of a dump hold of each noun and of each relation, and of which type that is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_origin

from graph import model, seed
from graph.model import Record, RelationProperties
from graph.queries.dump import RECORDS, declared

Descriptions = Mapping[tuple[str, str], str]
"""What a noun and its property mean, in words; the noun itself is described by an empty property."""

ENDS = ("start_noun", "start", "end_noun", "end")
"""What every relation has: where it begins and ends."""

SUPPORTS = "SUPPORTS"
SUPPORTED = ("whole", "relations", "others", "confidences", "confidence")
OWN = ("sources", "confidence")
"""What stands on a relation that is as sure as the thing that declares it."""

DATE_CHECK = get_args(model.PartialDate)[1]

WORDS = {
    "noun": "What it is: the label of its noun.",
    "complete": "The lists of this thing that documents state as complete.",
    "start_noun": "The noun of the thing that the relation leads from.",
    "start": "The id of the thing that the relation leads from.",
    "end_noun": "The noun of the thing that the relation leads to.",
    "end": "The id of the thing that the relation leads to.",
    "type": "The relation.",
    "role": "What one side is to the other.",
    "basis": "What the relation rests on.",
    "since": "From when it held, where that is on record.",
    "until": "Until when it held, where that is on record.",
    "named_as": "How the documents name this side of the relation, where that differs.",
    "note": "What else there is to say.",
    "sources": "The ids of the documents that state it.",
    "confidence": "How sure it is.",
    "whole": "Whether the document supports the thing as a whole, or only relations of it.",
    "relations": "The relations of the thing that the document supports.",
    "others": "Parallel to `relations`: where each leads; for COMPLETE, the list that is stated as complete.",
    "confidences": "Parallel to `relations`: how sure each is.",
}
"""What is not described by the schema."""


class Type(StrEnum):
    """The type of a value, by its name in XML Schema and in GraphML."""

    TEXT = "string"
    DATE = "date"
    INTEGER = "integer"
    NUMBER = "double"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Column:
    """A property: its name, the type of its value, whether it is a list, and what it may be if that is a choice."""

    name: str
    type: Type
    several: bool = False
    choices: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Ends:
    """Which nouns a relation leads from, and to."""

    starts: tuple[str, ...]
    ends: tuple[str, ...]


def parts_of(annotation: Any) -> list[Any]:
    """An annotation and all that it is made of."""
    return [annotation, *(each for part in get_args(annotation) for each in parts_of(part))]


def column_of(record: type[Record], name: str) -> Column:
    """The column of a field."""
    info = record.model_fields[name]
    found = [*parts_of(info.annotation), *info.metadata]
    several = any(get_origin(each) is tuple for each in found)
    classes = [each for each in found if isinstance(each, type)]
    choice = next((each for each in classes if issubclass(each, StrEnum)), None)
    if choice:
        return Column(name, Type.TEXT, several, tuple(each.value for each in choice), info.is_required())
    if DATE_CHECK in found:
        return Column(name, Type.DATE, several, (), info.is_required())
    types = {bool: Type.BOOLEAN, int: Type.INTEGER, float: Type.NUMBER}
    kind = next((kind for each, kind in types.items() if each in classes), Type.TEXT)
    return Column(name, kind, several, (), info.is_required())


@cache
def columns_of(noun: str) -> tuple[Column, ...]:
    """The columns of a noun, its id first."""
    record = RECORDS[noun]
    names = ["id", *(name for name in record.model_fields if name != "id")]
    own = [column_of(record, name) for name in names]
    whole = "complete" in getattr(seed, noun, record).model_fields
    return (*own, *([Column("complete", Type.TEXT, several=True)] if whole else []))


@cache
def properties_of(relation: str) -> tuple[Column, ...]:
    """The columns of a relation, without its ends."""
    if relation == SUPPORTS:
        return tuple(column_of(RelationProperties, name) for name in SUPPORTED)
    names: set[str] = set()
    for _, each in declared():
        if each.type == relation and not each.part:
            names.update(OWN)
    if relation in linked():
        names.update(model.Link.model_fields)
    return tuple(column_of(RelationProperties, name) for name in RelationProperties.model_fields if name in names)


@cache
def linked() -> frozenset[str]:
    """The relations that documents state by themselves somewhere: those carry a link."""
    return frozenset(
        relation.type
        for noun in seed.NOUNS.values()
        for info in noun.model_fields.values()
        for relation in info.metadata
        if isinstance(relation, seed.Relation) and seed.LinkTo in parts_of(info.annotation)
    )


@cache
def relations() -> dict[str, Ends]:
    """Every relation, and what it leads from and to."""
    starts: dict[str, set[str]] = {SUPPORTS: {"Source"}}
    ends: dict[str, set[str]] = {SUPPORTS: {label for label in RECORDS if label != "Source"}}
    for noun, each in declared():
        one, other = ({noun}, set(each.labels)) if each.outward else (set(each.labels), {noun})
        starts.setdefault(each.type, set()).update(one)
        ends.setdefault(each.type, set()).update(other)
    return {each: Ends(tuple(sorted(starts[each])), tuple(sorted(ends[each]))) for each in sorted(starts)}


def described(noun: str, name: str, descriptions: Descriptions) -> str:
    """What a property means."""
    return descriptions.get((noun, name)) or WORDS.get(name, "")
