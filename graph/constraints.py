"""Constraints and indexes, each safe to run twice."""

from collections.abc import Iterator

from graph.seed import NOUNS, PARTS
from graph.stretch import STRETCH

LABELS = (*(noun.__name__ for noun in NOUNS.values()), *PARTS)
"""Every label of the data."""

TOTALS = ("Observation", "Decision", "Event")
"""Labels of what may report an official total: few of them do, and only those are in the index."""

LOCK = "MERGE (lock:Lock {name: 'load'}) RETURN lock.name AS name"
"""The lock is made before anybody asks for it: two that made it at once would get in each other's way."""


def statements() -> Iterator[str]:
    """The statements that make the database ready for a load; labels are the model's own, not anybody's input."""
    for label in LABELS:
        name = label.lower()
        yield f"CREATE CONSTRAINT {name}_key IF NOT EXISTS FOR (n:{label}) REQUIRE n.key IS UNIQUE"
        yield f"CREATE INDEX {name}_sort IF NOT EXISTS FOR (n:{label}) ON (n.sort)"
    for label in TOTALS:
        yield f"CREATE INDEX {label.lower()}_total IF NOT EXISTS FOR (n:{label}) ON (n.total)"
    yield "CREATE CONSTRAINT lock_name IF NOT EXISTS FOR (n:Lock) REQUIRE n.name IS UNIQUE"
    yield "CREATE CONSTRAINT current_name IF NOT EXISTS FOR (n:Current) REQUIRE n.name IS UNIQUE"
    yield f"CREATE INDEX stretch_sort IF NOT EXISTS FOR (n:{STRETCH}) ON (n.sort)"
    yield "CREATE INDEX fences_release IF NOT EXISTS FOR (n:Fences) ON (n.release)"
    yield "CREATE CONSTRAINT release_id IF NOT EXISTS FOR (n:Release) REQUIRE n.id IS UNIQUE"
