"""
From a condition to Cypher: the one place where texts are composed while the program runs.

They are composed of literals alone, in canonical order: conditions of one shape make one text, and values travel as
parameters. What is not on record meets no comparison; what is compared with a date must be sure: a thing dated to a
year comes before a day only if the whole year does.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.model import Record
from graph.pattern import renamed
from graph.queries.table import Kind, Table
from graph.selection import (
    All,
    Compared,
    Condition,
    Counted,
    Either,
    Not,
    Operator,
    Quantifier,
    Related,
    Unknown,
)

Tables = Mapping[type[Record], Table]

COMPARED = {
    Operator.EQ: "{left} = {right}",
    Operator.NE: "{left} <> {right}",
    Operator.IN: "{left} IN {right}",
    Operator.NOT_IN: "NOT {left} IN {right}",
    Operator.LT: "{left} < {right}",
    Operator.LTE: "{left} <= {right}",
    Operator.GT: "{left} > {right}",
    Operator.GTE: "{left} >= {right}",
    Operator.CONTAINS: "toLower({left}) CONTAINS toLower({right})",
    Operator.STARTS_WITH: "toLower({left}) STARTS WITH toLower({right})",
}

FIRST_DAY = "({0} + substring('-01-01', size({0}) - 4))"
LAST_DAY = "({0} + substring('-12-31', size({0}) - 4))"
"""
The first and the last day that a partial date can mean; the 31st stands for the last of any month.

So what is compared by `LTE` with the last day of a month is compared with the month itself (`api.schema.filter`).
"""

DATES = {
    Operator.EQ: "{left} STARTS WITH {right}",
    Operator.NE: "({last} < {right_first} OR {first} > {right_last})",
    Operator.IN: "any(each IN {right} WHERE {left} STARTS WITH each)",
    Operator.NOT_IN: "all(each IN {right} WHERE {last} < {each_first} OR {first} > {each_last})",
    Operator.LT: "{last} < {right_first}",
    Operator.LTE: "{last} <= {right_last}",
    Operator.GT: "{first} > {right_last}",
    Operator.GTE: "{first} >= {right_first}",
}


def compared(kind: Kind, operator: Operator, left: str, right: str) -> str:
    """A comparison of a property with a parameter."""
    if kind is not Kind.DATE:
        return COMPARED[operator].format(left=left, right=right)
    return DATES[operator].format(
        left=left,
        right=right,
        first=FIRST_DAY.format(left),
        last=LAST_DAY.format(left),
        right_first=FIRST_DAY.format(right),
        right_last=LAST_DAY.format(right),
        each_first=FIRST_DAY.format("each"),
        each_last=LAST_DAY.format("each"),
    )


@dataclass(frozen=True, slots=True)
class Subject:
    """Whatever a condition is on: a thing of a noun, by its variable; `depth` tells it from those further out."""

    table: Table
    name: str = "node"
    depth: int = 0

    def path(self, relation: str) -> str:
        """A relation followed from it, to what may be seen."""
        pattern = self.table.relations[relation].pattern
        return renamed(f"MATCH {pattern.path} WHERE {pattern.conditions}", self.name, self.depth)

    def complete(self, relation: str) -> str:
        """Whether documents say that a relation of it leads to everything there is."""
        return renamed(self.table.relations[relation].pattern.complete, self.name, self.depth)


@dataclass
class Composer:
    """
    Makes the text of one condition; numbers its parameters in the order of `graph.selection.values`.

    Inside a negation a comparison with what is missing, which is neither true nor false, is made false; elsewhere it
    counts as that by itself, and an index can be used. It is asked whether the value is there: the embedded engine
    takes `NOT coalesce(any(…), false)` for neither.

    What is derived of the thing itself is worked out once, under a name: where an expression that reads others stands
    in a condition, and as often as it is compared with, Neo4j takes seconds to plan a text (3.0 and 0.9 s).
    """

    tables: Tables
    numbered: int = 0
    negations: int = 0
    derived: list[str] = field(default_factory=list)
    uses: int = 0

    def narrowing(self, condition: Condition, subject: Subject) -> str:
        """A condition as it stands behind `WHERE`: what rests on what is derived comes after all else."""
        plain: list[str] = []
        resting: list[str] = []
        for part in condition.parts if isinstance(condition, All) else (condition,):
            uses = self.uses
            text = self.text(part, subject)
            (plain if self.uses == uses else resting).append(text)
        if not resting:
            return " AND ".join(plain) or "true"
        named = "".join(f", {each} AS derived_{place}" for place, each in enumerate(self.derived))
        return f"{' AND '.join(plain) or 'true'} WITH *{named} WHERE {' AND '.join(resting)}"

    def expression(self, name: str, subject: Subject) -> str:
        """A property of a thing; what is derived, by its name, unless another condition stands around it."""
        found = subject.table.expression(name, subject.name)
        if subject.depth or name not in subject.table.derived:
            return found
        self.uses += 1
        if found not in self.derived:
            self.derived.append(found)
        return f"derived_{self.derived.index(found)}"

    def text(self, condition: Condition, subject: Subject) -> str:
        """A condition as an expression."""
        match condition:
            case All(parts):
                text = self.joined(" AND ", parts, subject) or "true"
            case Either(parts):
                text = self.joined(" OR ", parts, subject) or "false"
            case Not(part):
                text = self.negated(part, subject)
            case Compared():
                text = self.test(condition, subject)
            case Related():
                text = self.related(condition, subject)
            case Counted():
                text = self.counted(condition, subject)
            case Unknown(relation, unknown):
                known = f"(EXISTS {{ {subject.path(relation)} }} OR {subject.complete(relation)})"
                text = f"NOT {known}" if unknown else known
        return text

    def parameter(self) -> str:
        """The next parameter."""
        self.numbered += 1
        return f"$value_{self.numbered - 1}"

    def joined(self, word: str, parts: tuple[Condition, ...], subject: Subject) -> str:
        """Parts joined by a word."""
        texts = [self.text(part, subject) for part in parts]
        return f"({word.join(texts)})" if texts else ""

    def negated(self, part: Condition, subject: Subject) -> str:
        """A condition turned round."""
        self.negations += 1
        text = self.text(part, subject)
        self.negations -= 1
        return f"NOT {text}"

    def test(self, test: Compared, subject: Subject) -> str:
        """A comparison of a property; what is not on record meets none."""
        left = self.expression(test.field, subject)
        if test.operator is Operator.IS_NULL:
            return f"({left} IS {'' if test.value else 'NOT '}NULL)"
        text = compared(subject.table.properties[test.field].kind, test.operator, left, self.parameter())
        return f"({left} IS NOT NULL AND {text})" if self.negations else f"({text})"

    def counted(self, counted: Counted, subject: Subject) -> str:
        """A comparison of how many things a relation leads to."""
        count = f"COUNT {{ {subject.path(counted.relation)} RETURN DISTINCT node_{subject.depth} }}"
        return f"({COMPARED[counted.operator].format(left=count, right=self.parameter())})"

    def related(self, related: Related, subject: Subject) -> str:
        """A condition on the things that a relation leads to."""
        other = self.tables[subject.table.relations[related.relation].pattern.record]
        make = self.negated if related.quantifier is Quantifier.EVERY else self.text
        inner = make(related.where, Subject(other, f"node_{subject.depth}", subject.depth + 1))
        found = f"EXISTS {{ {subject.path(related.relation)} AND {inner} }}"
        if related.quantifier is Quantifier.SOME:
            return found
        return f"({subject.complete(related.relation)} AND NOT {found})"
