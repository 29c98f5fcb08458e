"""
The most that a request may ask; and what a document may hold, which is checked before it is parsed.

A refusal shows the number, the limit and the cure.
"""

from collections.abc import Container
from dataclasses import dataclass
from itertools import chain
from typing import Any

from api.document.outline import Outline, outline_of
from api.errors import UserError

REFUSED = "DOCUMENT_TOO_LARGE"


@dataclass(frozen=True, slots=True)
class Limits:
    """
    The most that a request may ask, and its document hold.

    `body` and `head` are bytes, the latter of all `headers` together; `lists` are lists of the introspection inside of
    each other, `unknown` fields such as no type has; `cost` is that of an operation, in points (`api.document.cost`),
    which may take `seconds`, however many reads it takes. One process works on so many `operations` at once: more would
    wait for each other, and all in vain. `arrival` is how many seconds a request may take to arrive, its head and then
    its body, and `wait` how many it may wait for its turn when more arrive than a process can look at.
    """

    body: int = 1_000_000
    head: int = 32_768
    headers: int = 100
    characters: int = 10_000
    tokens: int = 1_200
    nesting: int = 40
    aliases: int = 60
    directives: int = 60
    spreads: int = 60
    duplicates: int = 10
    fields: int = 1_000
    depth: int = 20
    lists: int = 3
    unknown: int = 10
    values: int = 5_000
    cost: int = 250_000
    seconds: float = 20
    operations: int = 64
    arrival: float = 20
    wait: float = 1


CURES = {
    "tokens": "{found} tokens or more: ask for less at once",
    "nesting": "{found} brackets inside of each other: write it flatter",
    "aliases": "{found} aliases: ask for things by `nodes(ids:)` or by a filter",
    "directives": "{found} directives: leave some out",
    "spreads": "{found} uses of fragments: write some of them out",
    "duplicates": "one name {found} times in one selection set: once is enough",
    "fields": "{found} fields, those of fragments counted wherever they are used: ask for fewer",
    "depth": "fields {found} deep, through all fragments: begin nearer to what is looked for, by `node(id:)`",
    "lists": "{found} lists of the introspection inside of each other: ask for `__type(name:)` one at a time",
    "unknown": "{found} fields that nothing here has: see what there is at `/schema.graphql`",
}
"""What is said of a document that holds too much of something, in the order in which it is looked at."""


def check(text: str, limits: Limits, known: Container[str] | None = None) -> None:
    """
    See that a document is within its limits; raises `UserError` for the first that it exceeds.

    `known` are the names of all fields there are.
    """
    if len(text) > limits.characters:
        raise refusal("characters", limits, f"{len(text)} characters: ask for less at once")
    outline: Outline = outline_of(text, limits.tokens, known)
    if outline.cycle:
        raise UserError(f"fragment `{outline.cycle}` uses itself: take the use out", REFUSED)
    for name, cure in CURES.items():
        found: int = getattr(outline, name)
        if found > getattr(limits, name):
            raise refusal(name, limits, cure.format(found=found))


def check_values(variables: dict[str, Any], limits: Limits) -> None:
    """See that variables hold no more than a client has to say; raises `UserError`. What they hold is not looked at."""
    level: list[Any] = [variables]
    depth = found = 0
    while found <= limits.values and depth <= limits.nesting:
        several = [each.values() if isinstance(each, dict) else each for each in level if isinstance(each, dict | list)]
        if not several:
            return
        level = list(chain.from_iterable(several))
        depth, found = depth + 1, found + len(level)
    if found > limits.values:
        raise refusal("values", limits, f"{found} values or more in its variables: ask for less at once")
    raise refusal("nesting", limits, f"{depth} brackets inside of each other in its variables: write them flatter")


def check_cost(requested: int, limits: Limits) -> None:
    """See that an operation is within its limit; raises `UserError`."""
    if requested > limits.cost:
        found = f"may cost {requested} points: ask for shorter lists inside of lists, by `first`, or page through them"
        raise UserError(f"the operation {found} (the limit for cost is {limits.cost})", "COST_TOO_HIGH")


def refusal(name: str, limits: Limits, found: str) -> UserError:
    """The error for a document that holds too much of something."""
    return UserError(f"the document has {found} (the limit for {name} is {getattr(limits, name)})", REFUSED)
