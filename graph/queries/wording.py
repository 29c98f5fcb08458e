"""Reads of what things are called, a page of a noun at a time: search is made of them."""

from graph.model import Wording
from graph.queries.about import NAMED
from graph.queries.slice import INSIDE
from graph.query import Query

CURSOR = "substring(place, size($release) + 1)"

TITLES = ("node.name_th", "node.name_en")
GLOSS = ("node.gloss",)

CALLED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "City": (TITLES, GLOSS),
    "Province": ((*TITLES, "node.code"), ("'จังหวัด' + node.name_th", "node.name_en + ' Province'")),
    "Region": (TITLES, GLOSS),
    "Agency": (TITLES, GLOSS),
    "Committee": (TITLES, GLOSS),
    "Person": (TITLES, GLOSS),
    "Project": (TITLES, GLOSS),
    "ApprovalRound": (
        ("node.number", "body.name_th + ' ครั้งที่ ' + node.number", "body.name_en + ' ' + node.number"),
        ("body.name_th + ' ' + node.date", "body.name_en + ' ' + node.date"),
    ),
    "Event": (TITLES, ("node.theme",)),
    "Privilege": (("node.title", "node.activity_th", "node.activity_en"), ("node.measure",)),
    "Dimension": (TITLES, GLOSS),
    "AreaKind": (TITLES, GLOSS),
    "PromotionZone": (TITLES, GLOSS),
    "Initiative": (TITLES, GLOSS),
    "Indicator": (TITLES, GLOSS),
    "Office": (("node.title_th", "node.title_en"), ()),
    "Stage": (TITLES, GLOSS),
    "Award": (TITLES, ("node.work",)),
    "Criterion": (("node.text_th", "node.text_en"), ()),
    "Obstacle": (("node.text_th", "node.text_en"), ()),
    "Disagreement": (("node.subject",), ()),
    "Gap": (("node.subject",), ()),
    "Source": (("node.title",), ("node.title + ' · ' + node.publisher", "node.publisher")),
}
"""Of each noun: what its names are, and what describes it."""

ALSO = {"ApprovalRound": "OPTIONAL MATCH (node)-[:SITTING_OF]->(body:Committee)"}
"""What else must be read for that."""


def said(pieces: tuple[str, ...]) -> str:
    """A list of those pieces that there are."""
    return f"[each IN [{', '.join(pieces)}] WHERE each IS NOT NULL]" if pieces else "[]"


def others(label: str, condition: str) -> str:
    """The other names of a thing, as sure as the condition says; only some nouns have any."""
    if label not in NAMED:
        return "[]"
    return f"COLLECT {{ MATCH (node)<-[:NAMES]-(alias:Alias) WHERE {condition} RETURN alias.name ORDER BY alias.sort }}"


def wording(label: str) -> Query[Wording]:
    """The read of what the things of a noun are called."""
    names, descriptions = CALLED[label]
    text = f"""
    MATCH (node:{label})
    WHERE {INSIDE}
    WITH node ORDER BY node.sort LIMIT $limit
    {ALSO.get(label, "")}
    WITH node, node.sort AS place, {said(names)} AS names, {said(descriptions)} AS descriptions,
        {others(label, "coalesce(alias.confidence, 'high') <> 'low'")} AS aliases,
        {others(label, "alias.confidence = 'low'")} AS doubtful
    RETURN $keys[0] AS key, {{
        id: node.id, confidence: node.confidence, day: node.day, date: node.date,
        names: names, descriptions: descriptions, aliases: aliases, doubtful: doubtful, cursor: {CURSOR}
    }} AS row ORDER BY place
    """
    return Query(f"{snake(label)}.wording", text, Wording)


def snake(label: str) -> str:
    """The name of a noun in the names of reads: `ApprovalRound` is `approval_round`."""
    return "".join("_" + letter.lower() if letter.isupper() else letter for letter in label).lstrip("_")


WORDINGS = {label: wording(label) for label in CALLED}
"""One read a noun; their order is that of things that are found equally well."""
