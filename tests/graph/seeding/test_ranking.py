"""How a load ranks the things of lists, a part of each at a time."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pytest

from graph.errors import GraphMismatchError
from graph.model import Emblem
from graph.queries.tables import TABLES
from graph.query import Statement
from graph.seeding.lock import Lease
from graph.seeding.ranking import FENCES_APART, keep_ranks, ranked
from graph.stretch import APART, fences

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("values", "ranks"),
    [
        ([], []),
        ([b"b", b"", b"a", b"b"], [1, -1, 0, 1]),
        ([True, False, b"", False], [1, 0, -1, 0]),
        ([0, 2.5, b"", 0], [0, 1, -1, 0]),
        ([b"", b""], [-1, -1]),
        (["\u0e02".encode(), "\u0e01".encode(), b"Z", b"a"], [3, 2, 0, 1]),
    ],
)
def test_equals_rank_alike_and_what_is_missing_below_all(values: list[bytes | bool | float], ranks: list[int]) -> None:
    assert ranked(values).tolist() == ranks


class Emblems:
    """A database that has so many emblems, two of each kind, and notes what it is asked and told."""

    def __init__(self, things: int, lost: int = 0) -> None:
        self.things = [f"r1|emblem:{number:06}" for number in range(things)]
        self.lost = lost
        self.largest = 0
        self.noted: dict[str, list[Any]] = defaultdict(list)

    async def read(self, text: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The values of a property from one place to another."""
        part = [each for each in self.things if parameters["low"] <= each < parameters["high"]]
        self.largest = max(self.largest, len(part))
        (field,) = re.findall(r"WITH node\.(\w+) AS value", text)
        if field == "id":
            values = [each.removeprefix("r1|") for each in part]
        else:
            values = [f"kind {int(each[-6:]) // 2:06}" if field == "kind" else "" for each in part]
        return [{"noted": values[self.lost :]}]

    async def write(self, _text: str, _parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        raise NotImplementedError

    async def write_all(self, statements: Sequence[Statement]) -> list[list[dict[str, Any]]]:
        """Note what is to be kept."""
        for _, parameters in statements[1:]:
            for row in parameters["rows"]:
                line, _, number = row["sort"].rpartition("|")
                self.noted[line].append((int(number), row["noted"].get("things") or row["noted"]["ranks"]))
        return [[{"owner": "me"}] for _ in statements]

    async def define(self, _texts: Iterable[str]) -> None:
        raise NotImplementedError

    def whole(self, line: str) -> list[Any]:
        """All that is noted along a line."""
        assert [number for number, _ in self.noted[line]] == list(range(len(self.noted[line])))
        return [each for _, part in self.noted[line] for each in part]


async def kept(database: Emblems) -> list[str]:
    """What comes of ranking the emblems of a database."""
    posts = fences([each.removeprefix("r1|") for each in database.things])
    return await keep_ranks(Lease(database, "me", 1_000), "r1", {"Emblem": len(database.things)}, {"Emblem": posts})


async def test_a_list_is_ranked_without_being_read_or_sorted_as_a_whole() -> None:
    database = Emblems(25_050)

    orders = await kept(database)

    assert database.largest <= (FENCES_APART + 1) * APART
    assert database.whole("r1|Emblem") == [each.removeprefix("r1|") for each in database.things]
    assert database.whole("r1|Emblem.id") == list(range(25_050))
    assert database.whole("r1|Emblem.kind") == [number // 2 for number in range(25_050)]
    assert set(database.whole("r1|Emblem.valid_until")) == {-1}
    assert {len(part) for _, part in database.noted["r1|Emblem"]} == {APART, 50}
    assert orders == [f"Emblem.{field}" for field in TABLES[Emblem].properties]


async def test_a_load_that_misses_some_things_of_a_list_says_so() -> None:
    with pytest.raises(GraphMismatchError, match="24997 of 25000 Emblem have a rank by id"):
        await kept(Emblems(25_000, lost=1))


async def test_a_short_list_is_left_as_it_is() -> None:
    database = Emblems(500)

    assert (await kept(database), dict(database.noted)) == ([], {})
