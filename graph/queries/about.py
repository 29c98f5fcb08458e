"""Reads that start from a thing of any noun: what is said about it, by the noun its id begins with."""

from graph import model
from graph.model import Edge
from graph.queries.compose import R, traversal
from graph.query import Traversal

LABELS = {
    "region": "Region",
    "province": "Province",
    "area-kind": "AreaKind",
    "dimension": "Dimension",
    "stage": "Stage",
    "agency": "Agency",
    "committee": "Committee",
    "person": "Person",
    "office": "Office",
    "city": "City",
    "round": "ApprovalRound",
    "event": "Event",
    "project": "Project",
    "criterion": "Criterion",
    "privilege": "Privilege",
    "indicator": "Indicator",
    "initiative": "Initiative",
    "decision": "Decision",
    "emblem": "Emblem",
    "observation": "Observation",
    "award": "Award",
    "obstacle": "Obstacle",
    "zone": "PromotionZone",
}
"""The label of every noun that something can be about, by the word its ids begin with."""

NAMED = ("Region", "Province", "AreaKind", "Dimension", "Stage", "Agency", "Committee", "Person", "City", "Project",
         "Indicator", "Initiative", "PromotionZone")  # fmt: skip


def of_every_noun(name: str, record: type[R]) -> dict[str, Traversal[Edge[R]]]:
    """One traversal a noun, since a read must name the label it starts from to use its index."""
    path = f"(start)<-[:ABOUT]-(node:{record.__name__})"
    return {noun: traversal(f"{noun}.{name}", label, record, path) for noun, label in LABELS.items()}


OBSERVATIONS = of_every_noun("observations", model.Observation)
EVENTS = of_every_noun("events_about", model.Event)
OBSTACLES = of_every_noun("obstacles", model.Obstacle)
DISAGREEMENTS = of_every_noun("disagreements", model.Disagreement)
GAPS = of_every_noun("gaps", model.Gap)
CAUTIONS = of_every_noun("cautions", model.Caution)
CORRECTIONS = of_every_noun("corrections", model.Correction)
ALIASES = {
    noun: traversal(f"{noun}.aliases", label, model.Alias, "(start)<-[:NAMES]-(node:Alias)")
    for noun, label in LABELS.items()
    if label in NAMED
}
