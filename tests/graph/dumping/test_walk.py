"""The walk over a release: every thing once, in pages, each with the relationships that it declares."""

from typing import Any

import pytest

from graph import model
from graph.dumping import walk
from graph.dumping.walk import PAGE, pages, windows
from graph.model import Confidence, Dumped, NameKind, NodeKind, Related, RelationProperties, RelationType
from graph.queries.dump import FROM, THINGS, TO, types_from, types_to
from graph.query import EVERYTHING, Query, Window
from graph.stretch import APART
from tests.fakes import FakeGraph, FakeView
from tests.live.every import DAYS

pytestmark = pytest.mark.anyio

RELEASE = model.Release(id="r", loaded="", layout=1, synthetic=False, days=(), counts={"City": 3, "Source": 1})


def city(name: str, **properties: Any) -> Dumped[model.City]:
    """A city, as a walk reads it."""
    record = model.City(
        id=f"city:{name}", sources=("source:a",), name_en=name, name_en_kind=NameKind.OFFICIAL, **properties
    )
    return Dumped[model.City](node=record, complete=("dimensions",) if name == "b" else (), cursor=name)


def related(type_: RelationType, other: str, noun: NodeKind, **properties: Any) -> Related:
    """A relation."""
    return Related(type=type_, other=other, noun=noun, properties=RelationProperties(**properties))


def view_of(graph: FakeGraph) -> FakeView:
    return graph.at(RELEASE, DAYS[0])


async def test_lines_are_in_one_order_whatever_the_database_gives_first() -> None:
    located = related(RelationType.LOCATED_IN, "province:TH-83", NodeKind.PROVINCE, confidence=Confidence.HIGH)
    covers = [related(RelationType.COVERS, f"dimension:{name}", NodeKind.DIMENSION) for name in "ba"]
    operates = related(RelationType.OPERATES, "agency:a", NodeKind.AGENCY)
    source = Dumped[model.Source](node=model.Source(id="source:a"), cursor="a")
    rows: dict[tuple[str, str], list[model.Record]] = {
        ("city.dumped", ""): [city("a"), city("b", note="n")],
        ("city.dumped_from", "city:a"): [located, *covers],
        ("city.dumped_to", "city:a"): [operates],
        ("source.dumped", ""): [source],
    }

    read = [page async for page in pages(view_of(FakeGraph(rows)))]

    assert [page.things for page in read] == [2, 1]
    assert read[0].nodes.decode().splitlines() == [
        '{"noun":"City","id":"city:a","sources":["source:a"],"confidence":"high","name_en":"a",'
        '"name_en_kind":"official","synthetic":false}',
        '{"noun":"City","id":"city:b","sources":["source:a"],"confidence":"high","name_en":"b",'
        '"name_en_kind":"official","note":"n","synthetic":false,"complete":["dimensions"]}',
    ]
    ends = '"start_noun":"City","start":"city:a"'
    assert read[0].relationships.decode().splitlines() == [
        f'{{"type":"COVERS",{ends},"end_noun":"Dimension","end":"dimension:a"}}',
        f'{{"type":"COVERS",{ends},"end_noun":"Dimension","end":"dimension:b"}}',
        f'{{"type":"LOCATED_IN",{ends},"end_noun":"Province","end":"province:TH-83","confidence":"high"}}',
        '{"type":"OPERATES","start_noun":"Agency","start":"agency:a","end_noun":"City","end":"city:a"}',
    ]
    assert read[1].nodes == b'{"noun":"Source","id":"source:a","read":"full"}\n'


def test_a_long_list_is_read_between_its_fences_and_nothing_is_left_out() -> None:
    places = [f"{number:06d}" for number in range(0, 30 * APART, APART)]

    parts = list(windows(places))

    ends = [place for place in places if int(place) % PAGE == PAGE - APART]
    assert [part.before for part in parts] == [*ends, ""]
    assert [str(part.after) < end for part, end in zip(parts[1:], ends, strict=True)] == [True] * len(ends)
    assert list(windows([])) == [Window(PAGE)]


class Paged(FakeView):
    """A list of cities that is read page by page."""

    async def fetch(self, query: Query[Any], _: Any, window: Window = EVERYTHING) -> dict[str, list[Any]]:
        """What stands behind the cursor."""
        if query is not THINGS["City"]:
            return {}
        names = [f"{number:02d}" for number in range(7)]
        return {"": [city(name) for name in names if name > str(window.after)][: window.limit]}


async def test_a_list_without_fences_is_read_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "PAGE", 3)

    read = [
        page.things
        async for page in pages(Paged(FakeGraph(), RELEASE.model_copy(update={"counts": {"City": 7}}), DAYS[0]))
    ]

    assert read == [3, 3, 1]


def test_every_relation_is_read_from_the_side_that_declares_it_and_only_there() -> None:
    outward = {(label, each) for label in THINGS for each in types_from(label)}
    inward = {each for label in THINGS for each in types_to(label)}

    assert {each for _, each in outward} | inward == {each.value for each in RelationType}
    assert {each for _, each in outward} & inward == set()
    assert ("Alias", "NAMES") in outward
    assert "SUPPORTS" in inward
    assert FROM.keys() | TO.keys() == THINGS.keys() - {"Source"}
