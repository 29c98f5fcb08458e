"""
How many things of a list there are in each group, and what was measured of them.

What a list can be grouped by is declared with its table, as a way along its relations to a property; the same way
leads from a group back to its things, for all groups in one read. A thing without a value is in the group that is not
known; one with several is in several groups.
"""

from dataclasses import dataclass
from typing import TypeVar

from graph.model import City, Decision, Event, Group, Measured, Observation, Record, Spanned
from graph.pattern import Pattern
from graph.queries.compose import returned
from graph.queries.condition import Subject
from graph.queries.slice import WHOLE, Slice
from graph.queries.table import Grouping
from graph.queries.tables import TABLES
from graph.query import Query

R = TypeVar("R", bound=Record)

LATEST = """
CALL (node, key) {
    MATCH (node)<-[:ABOUT]-(its:Observation)
    WHERE its.metric = key AND its.value IS NOT NULL AND its.is_target = false AND its.confidence <> 'low'
        AND coalesce(its.day, '') <= $as_of AND COUNT { (its)-[:ABOUT]->() } = 1
    RETURN its ORDER BY coalesce(its.day, '') DESC, its.id DESC LIMIT 1
}
"""
"""What was measured of a thing last: no target, nothing of low confidence, and nothing that is said of several."""

SPANNED: dict[type[Record], str] = {City: "approved_on", Decision: "date", Event: "date", Observation: "date"}
"""The date by which things of a noun lie between others."""


def values(grouping: Grouping, record: type[Record]) -> str:
    """The list of the values that a thing has."""
    if not grouping.way:
        name = grouping.value(TABLES[record].expression(grouping.field, "node"))
        return f"[each IN [{name}] WHERE each IS NOT NULL]"
    subject, steps = Subject(TABLES[record]), []
    for relation in grouping.way:
        steps.append(subject.path(relation))
        other = TABLES[subject.table.relations[relation].pattern.record]
        subject = Subject(other, f"node_{subject.depth}", subject.depth + 1)
    found = grouping.value(subject.table.expression(grouping.field, subject.name))
    return f"[each IN COLLECT {{ {' '.join(steps)} RETURN DISTINCT {found} AS found }} WHERE each IS NOT NULL]"


def is_choice(grouping: Grouping, record: type[Record]) -> bool:
    """Whether the values are words of a choice."""
    table = TABLES[record]
    for relation in grouping.way:
        table = TABLES[table.relations[relation].pattern.record]
    return table.properties[grouping.field].choices is not None


@dataclass(frozen=True, slots=True)
class Groups:
    """The texts of a grouping of everything of a noun that meets a condition."""

    pattern: Pattern
    cut: Slice
    by: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """The variables of a group's values."""
        return [f"group_{place}" for place in range(len(self.by))]

    @property
    def things(self) -> str:
        """The things, each once in each of its groups."""
        record, table = self.pattern.record, TABLES[self.pattern.record]
        lists = [f", {values(table.grouped[name], record)} AS list_{place}" for place, name in enumerate(self.by)]
        unwound = [
            f"UNWIND CASE WHEN size(list_{place}) = 0 THEN [null] ELSE list_{place} END AS group_{place}"
            for place in range(len(self.by))
        ]
        return f"""
        {self.cut.found(self.pattern)}
        WITH node{"".join(lists)}
        {" ".join(unwound)}
        """

    @property
    def wanted(self) -> str:
        """The things of the groups whose lists are read, each with the place of its group among the keys."""
        same = [f"coalesce($wanted[at][{place}], '') = coalesce({name}, '')" for place, name in enumerate(self.names)]
        found = f"[at IN range(0, size($wanted) - 1) WHERE {' AND '.join(same)}]"
        return f"""
        {self.things}
        UNWIND {found} AS at
        """

    @property
    def ordered(self) -> str:
        """The largest group first, then by value; what is not known comes last."""
        keys = [f"CASE WHEN {name} IS NULL THEN 1 ELSE 0 END, {name}" for name in self.names]
        return ", ".join(["total DESC", *keys])

    @property
    def counted(self) -> str:
        """The text that counts."""
        names = "".join(f"{name}, " for name in self.names)
        return f"""
        {self.things}
        WITH {names}count(node) AS total ORDER BY {self.ordered} LIMIT $limit
        RETURN $keys[0] AS key, {{values: [{", ".join(self.names)}], total: total}} AS row ORDER BY {self.ordered}
        """

    @property
    def measured(self) -> str:
        """The text that measures; keys are metrics."""
        names = "".join(f"{name}, " for name in self.names)
        carried = "".join(f", {name}" for name in self.names)
        return f"""
        {self.things}
        WITH node{carried} UNWIND $keys AS key
        {LATEST}
        WITH key, {names}count(its) AS total, collect(DISTINCT its.unit) AS units, sum(its.value) AS total_value,
            avg(its.value) AS mean, min(its.value) AS least, max(its.value) AS most
        RETURN key, {{
            values: [{", ".join(self.names)}], total: total, units: units, sum: total_value, mean: mean, least: least,
            most: most
        }} AS row ORDER BY {", ".join(["key", self.ordered])}
        """

    def spanned(self, name: str) -> str:
        """The text that says between which dates things lie, by the property of that name."""
        names = "".join(f"{each}, " for each in self.names)
        return f"""
        {self.things}
        WITH {names}{TABLES[self.pattern.record].expression(name, "node")} AS found
        WITH {names}count(found) AS total, min(found) AS earliest, max(found) AS latest ORDER BY {self.ordered}
        RETURN $keys[0] AS key, {{
            values: [{", ".join(self.names)}], total: total, earliest: earliest, latest: latest
        }} AS row ORDER BY {self.ordered}
        """


def group_page(groups: Groups) -> str:
    """The text that reads a part of the list of each group, in one walk over the things."""
    cut = groups.cut
    return f"""
    {groups.wanted}
    WITH at, node, {cut.keys}
    {cut.between}
    WITH at, node, {cut.names} ORDER BY {cut.ordered}
    WITH at, collect(node) AS nodes
    UNWIND nodes[0..$limit] AS node
    WITH $keys[at] AS key, node, {cut.keys}
    {returned(groups.pattern, "key", cut)}
    """


def group_extent(groups: Groups) -> str:
    """The text that counts the list of each group."""
    return f"""
    {groups.wanted}
    WITH at, count(node) AS total
    RETURN $keys[at] AS key, {{total: total, complete: false}} AS row
    """


def groups(name: str, pattern: Pattern, cut: Slice = WHOLE, by: tuple[str, ...] = ()) -> Query[Group]:
    """The read that counts the things of each group."""
    text = Groups(pattern, cut, by).counted
    return Query(name, text, Group, dated="$as_of" in text, pattern=pattern)


def measures(name: str, pattern: Pattern, cut: Slice = WHOLE, by: tuple[str, ...] = ()) -> Query[Measured]:
    """The read that measures the things of each group."""
    return Query(name, Groups(pattern, cut, by).measured, Measured, dated=True, pattern=pattern)


def spans(name: str, pattern: Pattern, cut: Slice = WHOLE, by: tuple[str, ...] = ()) -> Query[Spanned]:
    """The read that says between which dates the things of each group lie."""
    text = Groups(pattern, cut, by).spanned(SPANNED[pattern.record])
    return Query(name, text, Spanned, dated="$as_of" in text, pattern=pattern)
