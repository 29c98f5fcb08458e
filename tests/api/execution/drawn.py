"""
Operations drawn from the whole schema: fields, arguments, aliases, fields asked twice, fragments of all kinds, and
variables that are given, absent or null, also in `@skip` and `@include`.
"""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    get_nullable_type,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_required_argument,
)

DEEPEST = 5
WIDEST = 4

IDS = ("city:1", "province:TH-81", "agency:2", "decision:0", "source:3", "nothing:1", "event:1")

CHOICES: dict[str, tuple[dict[str, str], ...]] = {
    "Query.nodes": ({"ids": '["city:1", "city:1", "agency:2", "nothing:1"]'}, {"ids": "[]"}),
    "Query.search": ({"text": '"a"'}, {"text": '"ภูเก็ต"', "first": "2", "kinds": "[CITY, AGENCY]"}),
    "Query.paths": ({"from": '"city:1"', "to": '"agency:2"'}, {"from": '"city:0"', "to": '"city:3"', "maxHops": "2"}),
    "Query.changes": ({"since": '"elsewhere"'},),
    "Query.privilegeAssessment": (
        {"city": '"city:1"', "privilege": '"privilege:1"'},
        {"project": '"project:1"', "measure": '"a"', "activity": "AREA"},
        {"dimensions": '["dimension:1"]', "privilege": '"privilege:2"'},
    ),
    "Query.privilegeAssessments": ({"city": '"city:1"'}, {"dimensions": '["dimension:1"]', "activity": "SYSTEM"}),
    "Query.privilegeAreas": ({"privilege": '"privilege:1"'}, {"privilege": '"privilege:2"', "first": "1"}),
}
"""Arguments that only go together in some ways."""


def by_id(owner: str, name: str, said: GraphQLField) -> tuple[dict[str, str], ...]:
    """The arguments of a field that looks one thing up."""
    if owner != "Query" or "id" not in said.args:
        return ()
    if len(said.args) == 1 or name == "neighbours":
        return tuple({"id": f'"{each}"'} for each in IDS)
    noun = {"areaKind": "area-kind", "approvalRound": "round", "promotionZone": "zone"}.get(name, name)
    other = "code" if "code" in said.args else "slug"
    value = "TH-81" if other == "code" else "1"
    return ({"id": f'"{noun}:1"'}, {"id": '"source:0"'}, {other: f'"{value}"'})


@dataclass
class Drawing:
    """The drawing of one document; `careful` gives no argument that a resolver would refuse."""

    schema: GraphQLSchema
    chance: Random
    careful: bool = True
    fragments: dict[str, str] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    names: int = 0

    def name(self, letter: str) -> str:
        """A name that nothing else has."""
        self.names += 1
        return f"{letter}{self.names}"

    def document(self) -> tuple[str, dict[str, Any]]:
        """A document, and the values of its variables."""
        query = self.schema.query_type
        assert query is not None
        body = self.selections(query, 0)
        said = ", ".join(f"${name}: {kind}" for name, kind in self.variables.items())
        return " ".join([f"query Drawn{f'({said})' if said else ''} {body}", *self.fragments.values()]), self.values

    def selections(self, of: Any, depth: int) -> str:
        """A selection set on a type."""
        parts = []
        for _ in range(self.chance.randint(1, WIDEST if depth else 2)):
            kind = self.chance.random()
            if kind < 0.7 or depth >= DEEPEST:
                parts.append(self.field(of, depth))
            elif kind < 0.85:
                parts.append(self.inline(of, depth))
            else:
                parts.append(self.spread(of, depth))
        if self.chance.random() < 0.2:
            parts.append(self.chance.choice(parts))
        return "{ " + " ".join([*parts, "__typename" if self.chance.random() < 0.3 else "always: __typename"]) + " }"

    def field(self, of: Any, depth: int) -> str:
        """A field of a type; at the bottom one that holds nothing."""
        known = getattr(of, "fields", {})
        leaves = [name for name, each in known.items() if is_leaf_type(get_named_type(each.type))]
        shown = [name for name in known if name not in ({"changes"} if self.careful else ())]
        names = (leaves if depth >= DEEPEST else shown) or ["__typename"]
        name = str(self.chance.choice(names))
        if name == "__typename":
            return name
        said = known[name]
        arguments = self.arguments(of.name, name, said)
        alias = f"{self.name('a')}: " if arguments or self.chance.random() < 0.3 else ""
        inner = get_named_type(said.type)
        below = "" if is_leaf_type(inner) else " " + self.selections(inner, depth + 1)
        return f"{alias}{name}{arguments}{self.condition()}{below}"

    def condition(self) -> str:
        """A condition, now and then, of either kind or both."""
        if self.chance.random() > 0.1:
            return ""
        directive = self.chance.choice(("@skip", "@include"))
        literal = self.chance.choice(("true", "false"))
        return f" {directive}(if: {literal if self.chance.random() < 0.4 else self.steering()})"

    def steering(self) -> str:
        """A variable that steers what is asked."""
        name = self.name("v")
        given = self.chance.choice((True, False, None))
        self.variables[name] = "Boolean!" if given is not None else "Boolean! = true"
        if given is not None:
            self.values[name] = given
        return f"${name}"

    def inline(self, of: Any, depth: int) -> str:
        """A fragment in place, with a condition or without."""
        if self.chance.random() < 0.3:
            return f"...{self.condition()} {self.selections(of, depth)}"
        on = self.within(of)
        return f"... on {on.name}{self.condition()} {self.selections(on, depth)}"

    def spread(self, of: Any, depth: int) -> str:
        """A fragment by name; now and then one that is there already."""
        on = self.within(of)
        for name, text in self.fragments.items():
            if text.startswith(f"fragment {name} on {on.name} ") and self.chance.random() < 0.5:
                return f"...{name}{self.condition()}"
        body = self.selections(on, depth + 1)
        name = self.name("F")
        self.fragments[name] = f"fragment {name} on {on.name} {body}"
        return f"...{name}{self.condition()}"

    def within(self, of: Any) -> Any:
        """A type that things of a type may be of."""
        choices: list[Any] = [of]
        if is_abstract_type(of):
            choices += list(self.schema.get_possible_types(of))
        if isinstance(of, GraphQLObjectType):
            choices += list(of.interfaces)
        return self.chance.choice(choices)

    def arguments(self, owner: str, name: str, said: GraphQLField) -> str:
        """Arguments of a field; `first` and `last` not together."""
        fixed = CHOICES.get(f"{owner}.{name}") or by_id(owner, name, said)
        drawn = dict(self.chance.choice(fixed)) if fixed else {}
        for each, argument in said.args.items():
            if each in drawn or (fixed and each not in {"includeLowConfidence"}):
                continue
            if is_required_argument(argument) or self.chance.random() < 0.2:
                value = self.value(each, argument.type)
                if value and not (each in {"first", "last"} and drawn.keys() & {"first", "last"}):
                    drawn[each] = value
        drawn = {each: self.varied(value, said.args[each].type, null=not fixed) for each, value in drawn.items()}
        return f"({', '.join(f'{each}: {value}' for each, value in drawn.items())})" if drawn else ""

    def value(self, name: str, kind: Any) -> str:
        """A value of an argument, as it is written; empty for one that is better left out."""
        inner = get_nullable_type(kind)
        if is_list_type(inner):
            said = self.value(name, inner.of_type)
            return f"[{said}]" if said else ""
        if isinstance(inner, GraphQLEnumType):
            return str(self.chance.choice(list(inner.values)))
        if isinstance(inner, GraphQLInputObjectType):
            return self.input(inner)
        if name in {"after", "before"}:
            return "null" if self.careful else '"nonsense"'
        if name in {"first", "last"}:
            return str(self.chance.choice((0, 1, 2, 5) if self.careful else (0, 2, -1, 101)))
        return {"Boolean": self.chance.choice(("true", "false")), "Int": "1", "Float": "1.5"}.get(inner.name, '"a"')

    def input(self, kind: GraphQLInputObjectType) -> str:
        """An input: of the id, or, where that is not asked of it, of anything."""
        if "id" in kind.fields and self.careful:
            return '{ id: { eq: "city:1" } }'
        if self.careful:
            return ""
        each = self.chance.choice(list(kind.fields))
        said = self.value(each, kind.fields[each].type)
        return f"{{ {each}: {said} }}" if said else ""

    def varied(self, value: str, kind: Any, *, null: bool) -> str:
        """A value as it is, or by way of a variable that has it given, by default, or not at all."""
        inner = get_nullable_type(kind)
        simple = getattr(inner, "name", "") in {"String", "Int", "Boolean", "ID", "Float"}
        if not simple or self.chance.random() < 0.7:
            return value
        name = self.name("v")
        plain: Any = {"true": True, "false": False, "null": None}.get(value, value.strip('"'))
        if value.lstrip("-").isdigit() and inner.name == "Int":
            plain = int(value)
        if is_non_null_type(kind) or self.chance.random() < 0.5:
            self.variables[name] = str(kind)
            self.values[name] = plain
        else:
            self.variables[name] = f"{kind} = {value}"
            if null and self.chance.random() < 0.3:
                self.values[name] = None
        return f"${name}"
