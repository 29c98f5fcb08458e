"""What reads give beside the nouns: a release, edges, and what is told of several things at once."""

from typing import Generic, TypeVar

from graph.model.noun import Link, Record, Stored
from graph.model.value import Count, Number, PartialDate, Text, ThingId
from graph.model.vocabulary import (
    ANSWERS,
    Answer,
    Basis,
    Confidence,
    EmblemState,
    NodeKind,
    Reason,
    RelationDirection,
    RelationType,
    Role,
    Status,
    TotalBasis,
    Unit,
)

N = TypeVar("N")


class Release(Record):
    """
    One load of the data.

    `id` is a hash of the seed files and of the layout of the graph; `days` are the days on which anything in it
    changes, ascending, ISO text; `counts` has the number of nodes by label. `orders` are those in which lists are kept
    (`City.name_en`).
    """

    id: str
    loaded: str
    layout: int
    synthetic: bool
    days: tuple[str, ...]
    counts: dict[str, int]
    orders: tuple[str, ...] = ()


class Edge(Record, Generic[N]):
    """Where a relation leads, and the place of that thing in the list; in an order of its own, with what orders it."""

    node: N
    cursor: str | tuple[str | int | float | bool | None, ...]


class FactEdge(Edge[N], Generic[N]):
    """A relation that is a fact of its own: with the documents that state it."""

    link: Link


class ThroughEdge(Edge[N], Generic[N]):
    """A short cut: where a chain of relations leads, and the ids of the things it passes through."""

    through: tuple[ThingId, ...]


class Reference(Record):
    """A thing of any noun."""

    id: ThingId


class Neighbours(Record):
    """
    The neighbours that a thing has by one relation, in one direction, of one kind.

    `count` says how many, `ids` are the first of them, in the order of their noun.
    """

    relation: RelationType
    direction: RelationDirection
    kind: NodeKind
    count: Count
    ids: tuple[ThingId, ...]


class Steps(Record):
    """
    The steps that lead from a thing, in words: `OPERATES > city:phuket`, or `<` for a relation that leads to it.

    `count` says how many there are; where they are too many, `steps` is empty.
    """

    count: Count
    steps: tuple[str, ...]


class Support(Record):
    """
    What a document supports of one thing: the thing as a whole, and relations of it.

    `relations`, `others` and `confidences` are parallel: the type of a relation, the id of the thing that it leads to
    (for `COMPLETE`, the name of the list that the document states as complete), and how sure it is.
    """

    subject: ThingId
    whole: bool
    confidence: Confidence
    relations: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    confidences: tuple[Confidence, ...] = ()
    cursor: str


class Wording(Record):
    """
    What a thing is called, for search: its names, what describes it without being a name, and its other names.

    `doubtful` are other names of low confidence; `day` is the last day that its beginning can mean, empty for what was
    always there.
    """

    id: ThingId
    confidence: Confidence = Confidence.HIGH
    day: str = ""
    date: str = ""
    names: tuple[str, ...]
    descriptions: tuple[str, ...]
    aliases: tuple[str, ...]
    doubtful: tuple[str, ...]
    cursor: str


class Dumped(Record, Generic[N]):
    """A thing with all that stands on it; `complete` are its lists that documents state as complete."""

    node: N
    complete: tuple[str, ...] = ()
    cursor: str


class RelationProperties(Stored):
    """All that can stand on a relation: that of a link, and what a document supports (see `Support`)."""

    role: Role | None = None
    basis: Basis | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    named_as: Text | None = None
    note: Text | None = None
    whole: bool | None = None
    relations: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    confidences: tuple[Confidence, ...] = ()
    sources: tuple[ThingId, ...] = ()
    confidence: Confidence | None = None


class Related(Record):
    """A relation of a thing as it stands in the graph: its type, the thing at its other end, and that one's noun."""

    type: RelationType
    other: ThingId
    noun: NodeKind
    properties: RelationProperties


class Standing(Record):
    """How far the decisions on a city had come on a day, and what that rests on: decisions and rounds, oldest first."""

    value: Status
    since: PartialDate | None = None
    year_of_approval: int | None = None
    decisions: tuple[ThingId, ...] = ()
    rounds: tuple[ThingId, ...] = ()
    sources: tuple[ThingId, ...] = ()


class Finding(Record):
    """Whether something held of a city on a day, why, and what that rests on; what had not happened is not there."""

    reason: Reason
    since: PartialDate | None = None
    until: PartialDate | None = None
    decisions: tuple[ThingId, ...] = ()
    rounds: tuple[ThingId, ...] = ()
    emblems: tuple[ThingId, ...] = ()
    events: tuple[ThingId, ...] = ()
    sources: tuple[ThingId, ...] = ()

    @property
    def answer(self) -> Answer:
        """What the reason answers."""
        return ANSWERS[self.reason]


class EmblemStanding(Record):
    """Whether an emblem was in force on a day, and why."""

    value: EmblemState
    reason: Reason


class ReportedTotal(Record):
    """
    An official total: what an observation, a decision or an event (`subject`) reports, and of which day.

    Numbers are as reported. `basis` says what in the graph is counted beside them, on `day`.
    """

    subject: ThingId
    basis: TotalBasis
    date: PartialDate | None = None
    day: PartialDate | None = None
    cities: Count | None = None
    provinces: Count | None = None
    promotion_zones: Count | None = None
    sources: tuple[ThingId, ...]
    confidence: Confidence
    cursor: str


class ListExtent(Record):
    """How long a list is, and whether documents state that it is complete."""

    total: Count
    complete: bool


class Places(Record):
    """Where things stand in their list: their places, or in an order that is kept their numbers."""

    places: tuple[str | int, ...]


class CityCounts(Record):
    """The three counts that are never mixed."""

    approved: Count
    handed_over: Count
    in_force: Count


class Group(Record):
    """How many things of a list have the same values, in the order in which they were asked for; none: not known."""

    values: tuple[str | int | bool | None, ...]
    total: Count


class Measured(Record):
    """
    What was measured of the things of a group, the latest figure of each.

    The numbers mean something only where there is one unit.
    """

    values: tuple[str | int | bool | None, ...]
    total: Count
    units: tuple[Unit, ...]
    sum: Number
    mean: Number | None = None
    least: Number | None = None
    most: Number | None = None


class Spanned(Record):
    """Between which dates the things of a group lie; `total` of them have one on record."""

    values: tuple[str | int | bool | None, ...]
    total: Count
    earliest: PartialDate | None = None
    latest: PartialDate | None = None
