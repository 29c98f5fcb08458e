"""Lists by groups."""

import pytest

from graph.model import Group, Measured, Spanned, Unit
from graph.query import Window
from graph.selection import All, Compared, Operator, Selection, group_key
from tests.fakes import FakeGraph, ask, by_id, told
from tests.things import province

pytestmark = pytest.mark.anyio


def groups() -> FakeGraph:
    """Cities by province and extent."""
    rows = [Group(values=("province:TH-83", None), total=2), Group(values=(None, "new_city"), total=1)]
    return FakeGraph({("city.groups", ""): rows, **by_id(province())})


def measured(*units: Unit, total: int = 2) -> Measured:
    """Two figures of the first group."""
    return Measured(values=("province:TH-83", None), total=total, units=units, sum=30, mean=15, least=10, most=20)


async def test_a_group_leads_to_its_thing_and_says_what_is_not_known() -> None:
    graph = groups()

    data = await told(graph, "{ cityGroups(by: [PROVINCE, EXTENT]) { count keys { by known value node { id } } } }")

    assert data["cityGroups"] == [
        {
            "count": 2,
            "keys": [
                {"by": "PROVINCE", "known": True, "value": "province:TH-83", "node": {"id": "province:TH-83"}},
                {"by": "EXTENT", "known": False, "value": None, "node": None},
            ],
        },
        {
            "count": 1,
            "keys": [
                {"by": "PROVINCE", "known": False, "value": None, "node": None},
                {"by": "EXTENT", "known": True, "value": "NEW_CITY", "node": None},
            ],
        },
    ]
    assert graph.windows[0].by == ("province", "extent")
    assert [name for name, _ in graph.reads] == ["city.groups", "province.by_id"]


async def test_a_group_leads_back_to_its_list() -> None:
    graph = groups()

    await told(
        graph,
        """{ cityGroups(by: [PROVINCE, EXTENT], where: {synthetic: {eq: false}}) {
            cities(where: {nameEn: {contains: "a"}}, first: 3) { nodes { id } }
        } }""",
    )

    real = Compared("synthetic", Operator.EQ, False)
    named = Compared("name_en", Operator.CONTAINS, "a")
    by = ("province", "extent")
    assert graph.windows[0] == Window(100, selection=Selection(real), by=by)
    assert graph.windows[1] == Window(4, selection=Selection(All((named, real))), by=by, within=True)
    keys = [group_key(by, ("province:TH-83", None)), group_key(by, (None, "new_city"))]
    assert graph.reads == [("city.groups", [""]), ("city.list", sorted(keys))]


async def test_figures_are_measured_with_one_read_for_all_groups() -> None:
    graph = groups()
    graph.rows = {**graph.rows, ("city.measures", "investment"): [measured(Unit.THB)]}

    data = await told(
        graph, "{ cityGroups(by: [PROVINCE, EXTENT]) { measure(metric: INVESTMENT) { count unit sum mean min max } } }"
    )

    assert [group["measure"] for group in data["cityGroups"]] == [
        {"count": 2, "unit": "THB", "sum": 30, "mean": 15, "min": 10, "max": 20},
        {"count": 0, "unit": None, "sum": None, "mean": None, "min": None, "max": None},
    ]
    assert [name for name, _ in graph.reads] == ["city.groups", "city.measures"]


async def test_a_group_says_between_which_dates_its_things_lie() -> None:
    graph = groups()
    span = Spanned(values=("province:TH-83", None), total=1, earliest="2021-05-06", latest="2023")
    graph.rows = {**graph.rows, ("city.spans", ""): [span]}

    data = await told(
        graph,
        "{ cityGroups(by: [PROVINCE, EXTENT]) { approvedOn { count earliest { iso } latest { iso precision } } } }",
    )

    assert [group["approvedOn"] for group in data["cityGroups"]] == [
        {"count": 1, "earliest": {"iso": "2021-05-06"}, "latest": {"iso": "2023", "precision": "YEAR"}},
        {"count": 0, "earliest": None, "latest": None},
    ]
    assert [name for name, _ in graph.reads] == ["city.groups", "city.spans"]


async def test_figures_in_several_units_do_not_add_up() -> None:
    graph = groups()
    graph.rows = {**graph.rows, ("city.measures", "investment"): [measured(Unit.THB, Unit.USD)]}

    answer = await ask(
        graph, "{ cityGroups(by: [PROVINCE, EXTENT], first: 1) { measure(metric: INVESTMENT) { count sum } } }"
    )

    assert answer["data"]["cityGroups"][0]["measure"] == {"count": 2, "sum": None}
    ((error,),) = [answer["errors"]]
    assert error["extensions"]["code"] == "UNITS_MIXED"
    assert error["message"] == "INVESTMENT is measured in THB and USD here, which do not mix: filter until one is left"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("by: []", "grouped by 0 things: give one or two, each once"),
        ("by: [EXTENT, EXTENT]", "grouped by 2 things: give one or two, each once"),
        ("by: [EXTENT, PROVINCE, REGION]", "grouped by 3 things: give one or two, each once"),
        ("by: [EXTENT], first: 0", "`first: 0` is out of range: ask for 1 to 1000 groups"),
        ("by: [EXTENT], first: 1001", "`first: 1001` is out of range: ask for 1 to 1000 groups"),
    ],
)
async def test_groups_that_cannot_be_are_refused(arguments: str, message: str) -> None:
    graph = groups()

    answer = await ask(graph, f"{{ cityGroups({arguments}) {{ count }} }}")

    ((error,),) = [answer["errors"]]
    assert (error["extensions"]["code"], error["message"]) == ("BAD_USER_INPUT", message)
    assert graph.reads == []
