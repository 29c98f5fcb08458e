"""The shortest ways between two things: which they are, in which order, and what they cost."""

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api import path
from api.errors import UserError
from api.loaders import Loaders
from api.path import THINGS, Asked, Path, Paths, PathStep, paths_of
from graph.model import NodeKind, RelationDirection, RelationType
from tests.fakes import RELEASE, TODAY, FakeGraph
from tests.things import web

pytestmark = pytest.mark.anyio

START, END = "agency:start", "agency:end"

EQUALLY_SHORT = (
    "agency:start OPERATES city:b",
    "agency:start PROPOSED city:b",
    "agency:start OPERATES city:a",
    "agency:end OPERATES city:a",
    "agency:end TAKES_PART_IN city:b",
    "agency:end PART_OF agency:ministry",
    "agency:start PART_OF agency:office",
    "agency:office PART_OF agency:ministry",
)


async def found(graph: FakeGraph, start: str = START, end: str = END, **fields: object) -> Paths | None:
    """The ways in a graph; what a test does not ask for is as clients have it by default."""
    default = {"most_hops": 4, "first": 5, "through": THINGS, "low": False}
    loaders = Loaders(graph.at(RELEASE, TODAY))
    return await paths_of(loaders.steps, Asked(start, end, **{**default, **fields}))  # type: ignore[arg-type] # by name


def told(way: Path) -> str:
    """A way in words."""
    return " ".join([way.start, *(f"{step.relation} {step.direction} {step.end}" for step in way.steps)])


def nodes(paths: Paths | None) -> list[tuple[str, ...]]:
    """The ids along each way."""
    assert paths is not None
    return [way.nodes for way in paths.paths]


def summary(paths: Paths | None) -> tuple[int | None, int, bool]:
    """What is said of all ways."""
    assert paths is not None
    return paths.hops, paths.total_count, paths.truncated


async def test_all_shortest_ways_are_found_in_the_order_of_ids_then_of_relations() -> None:
    paths = await found(FakeGraph(web(*EQUALLY_SHORT)))

    assert summary(paths) == (2, 3, False)
    assert paths is not None
    assert [told(way) for way in paths.paths] == [
        "agency:start OPERATES out city:a OPERATES in agency:end",
        "agency:start OPERATES out city:b TAKES_PART_IN in agency:end",
        "agency:start PROPOSED out city:b TAKES_PART_IN in agency:end",
    ]


async def test_the_first_ways_are_told_and_all_are_counted() -> None:
    graph = FakeGraph(web(*EQUALLY_SHORT))

    two, none = await found(graph, first=2), await found(graph, first=0)

    assert (summary(two), len(nodes(two))) == ((2, 3, False), 2)
    assert (summary(none), nodes(none)) == ((2, 3, False), [])


async def test_a_way_back_is_the_way_there_reversed() -> None:
    graph = FakeGraph(web("agency:start OPERATES city:a", "city:a LOCATED_IN province:TH-83"))

    there, back = await found(graph, end="province:TH-83"), await found(graph, "province:TH-83", START)

    assert there is not None
    assert back is not None
    assert told(there.paths[0]) == "agency:start OPERATES out city:a LOCATED_IN out province:TH-83"
    assert told(back.paths[0]) == "province:TH-83 LOCATED_IN in city:a OPERATES in agency:start"


async def test_two_ends_and_what_lies_between_them_are_three_reads() -> None:
    graph = FakeGraph(
        web(
            "agency:start OPERATES city:a",
            "city:a COVERS dimension:energy",
            "privilege:area COVERS dimension:energy",
            "privilege:area GRANTED_BY committee:boi-board",
        )
    )

    paths = await found(graph, end="privilege:area")

    assert nodes(paths) == [("agency:start", "city:a", "dimension:energy", "privilege:area")]
    assert graph.reads == [
        ("agency.steps", [START]),
        ("privilege.steps", ["privilege:area"]),
        ("city.steps", ["city:a"]),
    ]


async def test_two_ends_of_one_noun_are_read_together() -> None:
    graph = FakeGraph(web(*EQUALLY_SHORT))

    await found(graph)

    assert graph.reads == [("agency.steps", [END, START])]


async def test_a_thing_is_no_step_away_from_itself() -> None:
    graph = FakeGraph(web(*EQUALLY_SHORT))

    paths = await found(graph, end=START)

    assert (summary(paths), nodes(paths)) == ((0, 1, False), [(START,)])
    assert graph.reads == [("agency.steps", [START])]


@pytest.mark.parametrize(
    ("start", "end"),
    [(START, "city:atlantis"), ("city:atlantis", START), ("nonsense", START), ("", ""), ("city:x", "city:x")],
)
async def test_there_are_no_ways_from_or_to_what_is_not_known(start: str, end: str) -> None:
    assert await found(FakeGraph(web(*EQUALLY_SHORT)), start, end) is None


async def test_things_that_nothing_connects_have_no_way() -> None:
    paths = await found(FakeGraph(web("agency:start OPERATES city:a", "agency:end OPERATES city:b")))

    assert (summary(paths), nodes(paths)) == ((None, 0, False), [])


def chain(length: int) -> list[str]:
    """So many relations, one after the other."""
    places = [START, *(f"city:c{place}" for place in range(length - 1)), END]
    return [f"{one} POSSIBLY_SAME_AS {other}" for one, other in pairwise(places)]


@pytest.mark.parametrize(("length", "most"), list(product(range(1, 8), range(1, 7))))
async def test_a_way_is_found_if_it_is_no_longer_than_asked_for(length: int, most: int) -> None:
    paths = await found(FakeGraph(web(*chain(length))), most_hops=most)

    assert summary(paths) == ((length, 1, False) if length <= most else (None, 0, False))


@pytest.mark.parametrize("most", [-1, 0, 7, 2**31 - 1])
async def test_a_length_out_of_range_is_refused_with_its_value_and_the_cure(most: int) -> None:
    with pytest.raises(UserError) as caught:
        await found(FakeGraph(), most_hops=most)

    assert (caught.value.code, str(caught.value)) == (
        "BAD_USER_INPUT",
        f"`maxHops: {most}` is out of range: ask for 1 to 6",
    )


@pytest.mark.parametrize("first", [-1, 101])
async def test_a_number_of_ways_out_of_range_is_refused(first: int) -> None:
    with pytest.raises(UserError, match=f"`first: {first}` is out of range"):
        await found(FakeGraph(), first=first)


SAID = (
    "source:a SUPPORTS agency:start",
    "source:a SUPPORTS agency:end",
    "observation:a ABOUT agency:start",
    "observation:a ABOUT agency:end",
    "gap:a ABOUT agency:start",
    "gap:a ABOUT agency:end",
    "agency:start DISTINCT_FROM agency:end",
)


async def test_documents_and_what_is_said_about_things_are_no_way_between_them() -> None:
    assert summary(await found(FakeGraph(web(*SAID)))) == (None, 0, False)


async def test_documents_and_what_is_said_are_a_way_if_they_are_let_in() -> None:
    paths = await found(FakeGraph(web(*SAID)), through=[NodeKind.SOURCE, NodeKind.GAP])

    assert nodes(paths) == [(START, "gap:a", END), (START, "source:a", END)]


@pytest.mark.parametrize("end", ["source:a", "observation:a", "agency:start/aliases/1"])
async def test_a_way_may_end_at_a_document_a_part_or_a_statement(end: str) -> None:
    graph = FakeGraph(
        web(
            f"{end} ABOUT city:a",
            "agency:start OPERATES city:a",
            f"{end} ABOUT agency:other",
            "agency:other OPERATES city:a",
        )
    )

    there, back = await found(graph, end=end), await found(graph, end, START)

    assert nodes(there) == [(START, "city:a", end)]
    assert nodes(back) == [(end, "city:a", START)]


async def test_a_way_leads_only_through_the_kinds_of_things_asked_for() -> None:
    graph = FakeGraph(web(*EQUALLY_SHORT))

    agencies, nothing = await found(graph, through=[NodeKind.AGENCY]), await found(graph, through=[])

    assert nodes(agencies) == [(START, "agency:office", "agency:ministry", END)]
    assert summary(nothing) == (None, 0, False)


async def test_a_relation_is_a_way_whatever_it_may_lead_through() -> None:
    assert nodes(await found(FakeGraph(web("agency:start PART_OF agency:end")), through=[])) == [(START, END)]


@pytest.mark.parametrize("low", [False, True])
async def test_low_confidence_is_asked_for_in_every_read(low: bool) -> None:
    graph = FakeGraph(web(*chain(4)))

    await found(graph, low=low)

    assert [window.low for window in graph.windows] == [low] * 3


def test_what_a_document_supports_is_not_read_from_the_document() -> None:
    supports, (out, back) = RelationType.SUPPORTS, RelationDirection
    from_document = PathStep("source:a", supports, out, "city:a")
    to_document = PathStep("city:a", supports, back, "source:a")
    operates = PathStep("agency:a", RelationType.OPERATES, out, "city:a")

    assert from_document.words == to_document.words == "city:a SUPPORTS < source:a"
    assert operates.words == "agency:a OPERATES > city:a"


def beside(hub: str, count: int) -> list[str]:
    """So many things beside one."""
    return [f"city:beside-{place} COVERS {hub}" for place in range(count)]


@pytest.fixture
def bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds that small graphs meet."""
    monkeypatch.setattr(path, "MOST_STEPS", 4)
    monkeypatch.setattr(path, "MOST_STEPS_FROM_END", 6)
    monkeypatch.setattr(path, "MOST_THINGS", 4)


HUB = "dimension:hub"


@pytest.mark.usefixtures("bounds")
async def test_a_hub_in_the_middle_is_passed_through_since_both_ends_reach_it() -> None:
    graph = FakeGraph(
        web(*beside(HUB, 9), f"agency:start COVERS {HUB}", f"city:a COVERS {HUB}", "agency:end ON city:a")
    )

    paths = await found(graph)

    assert (summary(paths), nodes(paths)) == ((3, 1, False), [(START, HUB, "city:a", END)])


@pytest.mark.usefixtures("bounds")
async def test_what_lies_behind_a_hub_for_both_ends_may_be_missed_and_that_is_said() -> None:
    hubs = [*beside("dimension:one", 5), *beside("dimension:other", 5)]
    graph = FakeGraph(
        web(*hubs, "agency:start COVERS dimension:one", "agency:end COVERS dimension:other", "project:a ON city:z")
    )

    assert summary(await found(graph)) == (None, 0, True)


@pytest.mark.usefixtures("bounds")
async def test_an_end_may_be_a_hub() -> None:
    graph = FakeGraph(web(*beside(HUB, 9), "agency:start ON city:beside-3"))

    there, back = await found(graph, end=HUB), await found(graph, HUB, START)

    assert (summary(there), nodes(there)) == ((2, 1, False), [(START, "city:beside-3", HUB)])
    assert (summary(back), nodes(back)) == ((2, 1, False), [(HUB, "city:beside-3", START)])


@pytest.mark.usefixtures("bounds")
async def test_more_is_looked_at_beside_the_ends_themselves() -> None:
    graph = FakeGraph(web(*beside(START, 6), *beside(END, 6)))

    assert summary(await found(graph, first=1)) == (2, 6, False)


@pytest.mark.usefixtures("bounds")
async def test_two_hubs_have_no_way_that_is_known_and_that_is_said() -> None:
    assert summary(await found(FakeGraph(web(*beside(START, 7), *beside(END, 7))))) == (None, 0, True)


@pytest.mark.usefixtures("bounds")
async def test_of_too_many_things_the_first_are_looked_at_and_that_is_said() -> None:
    fan = [f"agency:{end} OPERATES city:{end}-{place}" for end in ("start", "end") for place in range(6)]
    near, far = (
        [*fan, f"city:start-{place} PART_OF region:a", f"city:end-{place} PART_OF region:b", "region:a ON region:b"]
        for place in (0, 5)
    )

    assert summary(await found(FakeGraph(web(*near)), most_hops=6)) == (5, 1, True)
    assert summary(await found(FakeGraph(web(*far)), most_hops=6)) == (None, 0, True)


@pytest.mark.usefixtures("bounds")
async def test_the_side_that_met_no_bound_goes_on_alone() -> None:
    aside = ["city:x ON city:w", "city:w ON city:further", *(f"agency:end ON city:z{place}" for place in range(3))]
    way = ["agency:start ON city:x", f"city:x COVERS {HUB}", f"city:y COVERS {HUB}", "agency:end ON city:y"]
    graph = FakeGraph(web(*beside(HUB, 9), *aside, *way))

    paths = await found(graph)

    assert (summary(paths), nodes(paths)) == ((4, 1, False), [(START, "city:x", HUB, "city:y", END)])
    assert graph.reads == [
        ("agency.steps", [END, START]),
        ("city.steps", ["city:x"]),
        ("city.steps", ["city:w"]),
        ("dimension.steps", [HUB]),
        ("city.steps", ["city:y", "city:z0", "city:z1", "city:z2"]),
    ]


@pytest.mark.usefixtures("bounds")
async def test_where_both_sides_met_a_bound_what_is_left_is_looked_at() -> None:
    way = ["agency:end ON city:p", "city:p ON city:q", "city:q ON city:beside-0"]
    hub = [f"project:{place} COVERS {HUB}" for place in range(9)]
    graph = FakeGraph(web(*beside(START, 7), *hub, f"agency:end COVERS {HUB}", *way))

    paths = await found(graph)

    assert (summary(paths), nodes(paths)) == ((4, 1, True), [(START, "city:beside-0", "city:q", "city:p", END)])


async def test_no_more_ways_are_counted_than_graphql_can_say() -> None:
    layers = [[START], *([f"city:{layer}-{place}" for place in range(80)] for layer in range(5)), [END]]
    relations = [
        f"{one} POSSIBLY_SAME_AS {other}" for here, there in pairwise(layers) for one, other in product(here, there)
    ]

    assert summary(await found(FakeGraph(web(*relations)), most_hops=6)) == (6, 2**31 - 1, False)


THING = st.sampled_from(
    [START, END, "agency:a", "city:a", "city:b", "city:c", "dimension:a", "dimension:b", "source:a"]
)
RELATIONS = st.lists(
    st.tuples(THING, st.sampled_from(["OPERATES", "COVERS", "DISTINCT_FROM"]), THING)
    .filter(lambda each: each[0] != each[2])
    .map(" ".join),
    max_size=16,
)


def walked(relations: list[str], most: int) -> list[str]:
    """Every shortest way, found by trying all steps from the start, one after the other."""
    stated = [words for words in (each.split(" ") for each in set(relations)) if words[1] != "DISTINCT_FROM"]
    steps = [(one, f"{relation} out {other}", other) for one, relation, other in stated]
    steps += [(other, f"{relation} in {one}", one) for one, relation, other in stated]
    ways = [(START, START, {START})]
    for _ in range(most + 1):
        if done := [words for words, here, _ in ways if here == END]:
            return sorted(done, key=order)
        ways = [
            (f"{words} {step}", there, been | {there})
            for words, here, been in ways
            if not here.startswith("source:")
            for origin, step, there in steps
            if origin == here and there not in been
        ]
    return []


def order(words: str) -> list[tuple[str, str, str]]:
    """Where a way stands among others: by ids and relations, step by step."""
    parts = words.split(" ")[1:]
    return [(parts[at + 2], parts[at], parts[at + 1]) for at in range(0, len(parts), 3)]


KNOWN = (f"{START} PART_OF agency:known", f"{END} PART_OF agency:known-too")
"""So that both ends are there."""


@given(relations=RELATIONS, most=st.integers(1, 6))
async def test_the_ways_are_those_that_trying_every_step_finds(relations: list[str], most: int) -> None:
    graph = FakeGraph(web(*dict.fromkeys([*relations, *KNOWN])))

    paths = await found(graph, most_hops=most, first=100)

    expected = walked(relations, most)
    assert paths is not None
    assert [told(way) for way in paths.paths] == expected[:100]
    assert summary(paths) == (len(order(expected[0])) if expected else None, len(expected), False)


@given(relations=RELATIONS, most=st.integers(1, 6))
async def test_what_the_bounds_hide_is_said_to_be_hidden(relations: list[str], most: int) -> None:
    graph = FakeGraph(web(*dict.fromkeys([*relations, *KNOWN])))

    with pytest.MonkeyPatch.context() as bounds:
        bounds.setattr(path, "MOST_STEPS", 3)
        bounds.setattr(path, "MOST_STEPS_FROM_END", 4)
        bounds.setattr(path, "MOST_THINGS", 2)
        paths = await found(graph, most_hops=most, first=100)

    expected = walked(relations, most)
    assert paths is not None
    if not paths.truncated:
        assert [told(way) for way in paths.paths] == expected[:100]
    assert paths.hops is None or paths.hops >= len(order(expected[0]))
