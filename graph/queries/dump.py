"""
Reads of a whole release, a page of a noun at a time: dumps are made of them.

A relationship is read with the thing whose record declares it, whichever way it points: so a page has few of them,
however many things hang on one document or one agency.
"""

from graph import model, seed
from graph.model import Dumped, Related
from graph.queries.slice import INSIDE
from graph.query import Query
from graph.seed import Relation

LABELS = sorted([*(noun.__name__ for noun in seed.NOUNS.values()), *seed.PARTS])

RECORDS: dict[str, type[model.Record]] = {label: getattr(model, label) for label in LABELS}
"""The record of every noun and of every part, by label."""


def declared() -> list[tuple[str, Relation]]:
    """Every relation that a seed record declares, with the label that declares it."""
    return [
        (noun.__name__, relation)
        for noun in seed.NOUNS.values()
        for info in noun.model_fields.values()
        for relation in info.metadata
        if isinstance(relation, Relation)
    ]


def types_from(label: str) -> tuple[str, ...]:
    """The relations that point from a thing, and are declared by it or by its part."""
    own = {relation.type for noun, relation in declared() if noun == label and relation.outward}
    return tuple(sorted(own | {each.type for _, each in declared() if each.part and each.labels == (label,)}))


def types_to(label: str) -> tuple[str, ...]:
    """The relations that point to a thing, and are declared by it; those from documents among them."""
    own = {each.type for noun, each in declared() if noun == label and not each.outward and not each.part}
    return tuple(sorted(own | ({"SUPPORTS"} if label != "Source" else set())))


def snake(label: str) -> str:
    """The name of a noun in the names of reads: `ApprovalRound` is `approval_round`."""
    return "".join("_" + letter.lower() if letter.isupper() else letter for letter in label).lstrip("_")


def things(label: str) -> Query[Dumped[model.Record]]:
    """The read of a page of the things of a noun, whatever their confidence and their day."""
    record = RECORDS[label]
    text = f"""
    MATCH (node:{label})
    WHERE {INSIDE}
    WITH node ORDER BY node.sort LIMIT $limit
    WITH properties(node) AS found, node.complete AS complete, node.sort AS place
    RETURN $keys[0] AS key, {{
        node: found, complete: complete, cursor: substring(place, size($release) + 1)
    }} AS row ORDER BY place
    """
    return Query(f"{snake(label)}.dumped", text, Dumped[record])  # type: ignore[valid-type] # known when the program starts


def relationships(label: str, types: tuple[str, ...], *, outward: bool) -> Query[Related]:
    """The read of the relationships that things have in one direction."""
    arrow = f"-[edge:{'|'.join(types)}]-"
    path = f"(start){arrow}>(node)" if outward else f"(start)<{arrow}(node)"
    text = f"""
    UNWIND $keys AS key
    MATCH (start:{label} {{key: $release + '|' + key}})
    MATCH {path}
    WITH key, type(edge) AS type, node.id AS other, labels(node)[0] AS noun, properties(edge) AS found
    RETURN key, {{type: type, other: other, noun: noun, properties: found}} AS row ORDER BY key, type, other
    """
    return Query(f"{snake(label)}.{'dumped_from' if outward else 'dumped_to'}", text, Related)


THINGS = {label: things(label) for label in RECORDS}
"""The things of every noun."""

FROM = {label: relationships(label, types, outward=True) for label in RECORDS if (types := types_from(label))}
"""The relationships that point from things, by their noun."""

TO = {label: relationships(label, types, outward=False) for label in RECORDS if (types := types_to(label))}
"""The relationships that point to things, by their noun."""
