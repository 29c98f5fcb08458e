"""
Where to begin reading a list that is narrowed to what stands beside things that are known by an id or a code.

Read from the list itself, each thing of a noun is looked at; read from what the condition names, only those beside it
are. The condition itself is tested all the same: an anchor only leaves out what cannot meet it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from graph.model import AreaKind, Committee, Dimension, Province, Record, Region, Stage
from graph.pattern import VARIABLE
from graph.queries.table import Kind, Table
from graph.selection import All, Compared, Condition, Operator, Quantifier, Related, values

Tables = Mapping[type[Record], Table]

MANY_BESIDE = frozenset({Region, AreaKind, Dimension, Stage, Committee})
"""Nouns of which there are a handful: much of everything stands beside each."""

FEW = MANY_BESIDE | {Province}
"""Nouns of which there are so few that one may look at each."""

EXACT = (Kind.ID, Kind.TEXT, Kind.CHOICE)
"""What is the same only where it is written alike."""

STEP = re.compile(r"\([^()]*\)|<?-\[[^\[\]]*\]->?")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A way along relations to things of which a field is the value of a parameter; or the things themselves."""

    way: tuple[str, ...]
    parameter: int
    several: bool
    field: str = "id"


def anchors(condition: Condition, numbered: int = 0) -> Iterator[Anchor]:
    """The anchors of all that meets a condition; parameters are numbered as in `graph.selection.values`."""
    match condition:
        case Compared(field, Operator.EQ | Operator.IN as operator):
            yield Anchor((), numbered, operator is Operator.IN, field)
        case Related(relation, Quantifier.SOME, where):
            for beyond in anchors(where, numbered):
                yield replace(beyond, way=(relation, *beyond.way))
        case All(parts):
            for part in parts:
                yield from anchors(part, numbered)
                numbered += len(list(values(part)))


def records_of(anchor: Anchor, table: Table, tables: Tables) -> list[type[Record]]:
    """What there is on the way to an anchor: first the things themselves, last those that are known."""
    records = [table.record]
    for relation in anchor.way:
        records.append(tables[records[-1]].relations[relation].pattern.record)
    return records


def anchor_of(condition: Condition, table: Table, tables: Tables, *, few: bool = False) -> Anchor | None:
    """The best anchor: the nearest, of those first that have few things beside them; `few` takes no others."""
    ends = [(anchor, records_of(anchor, table, tables)[-1]) for anchor in anchors(condition)]
    known = [(end in MANY_BESIDE, len(each.way), each) for each, end in ends if finds(tables[end], each.field)]
    many, _, best = min(known, key=lambda each: each[:2], default=(False, 0, None))
    return None if few and many else best


def finds(table: Table, field: str) -> bool:
    """Whether things of a noun are quickly found by the very value of a field: by ids, or where there are few."""
    return field == "id" or (table.record in FEW and field in table.fields and table.properties[field].kind in EXACT)


def reach(condition: Condition, table: Table, tables: Tables, *, few: bool = False) -> str:
    """The text that leads from the anchor of a condition to each `node` that may meet it; empty without an anchor."""
    anchor = anchor_of(condition, table, tables, few=few)
    if anchor is None:
        return ""
    records, steps = records_of(anchor, table, tables), []
    for depth, relation in enumerate(anchor.way):
        pattern = tables[records[depth]].relations[relation].pattern
        step = turned(pattern.path, records[depth], depth)
        if step is None:
            return ""
        steps.append(f"MATCH {step}")
    value = f"$value_{anchor.parameter}"
    each = f"UNWIND {value} AS anchor_id" if anchor.several else f"WITH {value} AS anchor_id"
    return f"{each} {found(anchor, records[-1])} {' '.join(reversed(steps))} WITH DISTINCT node"


def found(anchor: Anchor, record: type[Record]) -> str:
    """The pattern that finds the things of an anchor."""
    name = reached(len(anchor.way))
    if anchor.field == "id":
        return f"MATCH ({name}:{record.__name__} {{key: $release + '|' + anchor_id}})"
    inside = f"{name}.sort > $begin AND {name}.sort < $end"
    return f"MATCH ({name}:{record.__name__}) WHERE {inside} AND {name}.{anchor.field} = anchor_id"


def reached(depth: int) -> str:
    """The variable of what is so many relations away."""
    return f"reached_{depth}" if depth else "node"


def turned(path: str, record: type[Record], depth: int) -> str | None:
    """A path from its end to its beginning, as one of an anchor's way; none where it is no plain chain."""
    steps = STEP.findall(path)
    if "".join(steps) != path:
        return None
    names = {"start": f"{reached(depth)}:{record.__name__}", "node": reached(depth + 1)}
    text = "".join(each if each.startswith("(") else flipped(each) for each in reversed(steps))
    return VARIABLE.sub(lambda found: names.get(found[0], f"{found[0]}_to_{depth}"), text)


def flipped(step: str) -> str:
    """A relationship seen from its other end."""
    inner = step.strip("<>")
    return f"{'<' if step.endswith('>') else ''}{inner}{'>' if step.startswith('<') else ''}"
