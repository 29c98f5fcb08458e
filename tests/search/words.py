"""What the things of the seed files are called, worked out without a database: what the reads must answer."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from graph import seed
from graph.model import Wording
from graph.queries.wording import ALSO, CALLED
from graph.search.entry import entry_of
from graph.search.index import Index
from graph.seeding.checking import checked
from graph.seeding.rows import Rows

TOP = Path(__file__).resolve().parents[2]
SEEDS = TOP / "seeds"
RELEASE = "r"

Row = Mapping[str, Any]


def value(piece: str, names: Mapping[str, Row | None]) -> str | None:
    """What an expression of the reads means: properties and literals, joined; nothing where one is missing."""
    parts: list[str] = []
    for part in piece.split(" + "):
        if part.startswith("'"):
            parts.append(part.strip("'"))
            continue
        name, _, field = part.partition(".")
        held = (names.get(name) or {}).get(field)
        if held is None:
            return None
        parts.append(held)
    return "".join(parts)


def values(pieces: tuple[str, ...], names: Mapping[str, Row | None]) -> tuple[str, ...]:
    """What expressions mean, as far as there is anything."""
    return tuple(each for piece in pieces if (each := value(piece, names)) is not None)


def aliases(record: Any, *, low: bool) -> tuple[str, ...]:
    """The other names of a record that are sure, or those that are not."""
    return tuple(alias.name for alias in getattr(record, "aliases", ()) if (alias.confidence == "low") is low)


def wordings(directory: Path = SEEDS) -> Iterator[tuple[str, Wording]]:
    """The label and the wording of everything that can be found, in the order in which it is read."""
    rows = Rows(RELEASE)
    records = list(checked(directory))
    nodes = {row["id"]: (label, row, record) for record in records for label, row in rows.nodes(record)}
    for label in CALLED:
        mine = [each for each in nodes.values() if each[0] == label]
        for _, row, record in sorted(mine, key=lambda each: each[1]["sort"]):
            body = nodes[record.committee][1] if label in ALSO and isinstance(record, seed.ApprovalRound) else None
            names, descriptions = (values(each, {"node": row, "body": body}) for each in CALLED[label])
            yield (
                label,
                Wording(
                    id=row["id"],
                    confidence=row.get("confidence", "high"),
                    day=row.get("day", ""),
                    date=row.get("date", ""),
                    names=names,
                    descriptions=descriptions,
                    aliases=aliases(record, low=False),
                    doubtful=aliases(record, low=True),
                    cursor=row["sort"].removeprefix(f"{RELEASE}|"),
                ),
            )


@cache
def index() -> Index:
    """An index of the seed files, in memory."""
    made = Index()
    writer = made.writer()
    writer.add([entry_of(label, wording) for label, wording in wordings()])
    writer.finish()
    return made
