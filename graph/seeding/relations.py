"""What the fields of a seed record become in the graph, taken from its declaration once a noun."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_origin

from graph import model, seed
from graph.seed import LinkTo, Relation


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a seed record that is a relation."""

    name: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that a record is related to: its id, its place among several, and the link if documents state one."""

    field: Field
    id: str
    place: int | None
    link: LinkTo | None

    @property
    def path(self) -> str:
        """Where it is written in the record."""
        return self.field.name if self.place is None else f"{self.field.name}.{self.place}"


def annotations(annotation: Any) -> Iterator[Any]:
    """An annotation and all that it is made of."""
    yield annotation
    for part in get_args(annotation):
        yield from annotations(part)


@cache
def fields_of(noun: type[model.Record]) -> tuple[Field, ...]:
    """The relation fields of a noun."""
    return tuple(
        Field(name, relation)
        for name, info in noun.model_fields.items()
        for relation in info.metadata
        if isinstance(relation, Relation)
    )


@cache
def list_fields(noun: type[model.Record]) -> frozenset[str]:
    """The relation fields of a noun that hold several things."""
    return frozenset(
        field.name
        for field in fields_of(noun)
        if any(get_origin(each) is tuple for each in annotations(noun.model_fields[field.name].annotation))
    )


@cache
def plain_fields(noun: type[model.Record]) -> tuple[str, ...]:
    """The fields that stand on the node itself."""
    related = {field.name for field in fields_of(noun)}
    return tuple(name for name in noun.model_fields if name not in related and name != "complete")


@cache
def own_relations(noun: type[model.Record]) -> tuple[Field, ...]:
    """The relation fields of a noun whose things have records of their own."""
    return tuple(field for field in fields_of(noun) if not field.relation.part)


@cache
def part_fields(noun: type[model.Record]) -> tuple[Field, ...]:
    """The relation fields of a noun that hold records nested in it."""
    return tuple(field for field in fields_of(noun) if field.relation.part)


def label_of(noun: type[model.Record]) -> str:
    """The label of a noun's nodes."""
    return noun.__name__


def label_of_id(thing_id: str) -> str | None:
    """The label that an id says it has; none where no noun begins like this."""
    noun = seed.NOUNS.get(thing_id.partition(":")[0])
    return label_of(noun) if noun else None


def targets(record: model.Record) -> Iterator[Target]:
    """Everything that a record is related to, its parts left out."""
    values = record.__dict__
    for field in own_relations(type(record)):
        value = values[field.name]
        if not isinstance(value, tuple):
            if value is not None:
                yield target(field, value, None)
            continue
        for place, each in enumerate(value):
            yield target(field, each, place)


def target(field: Field, value: LinkTo | str, place: int | None) -> Target:
    """One thing that a record is related to."""
    return Target(field, value.id, place, value) if isinstance(value, LinkTo) else Target(field, value, place, None)


def parts(record: model.Record) -> Iterator[tuple[Field, model.Thing]]:
    """The records nested in a record."""
    for field in part_fields(type(record)):
        for each in record.__dict__[field.name]:
            yield field, each
