"""Dates at the precision of the document, in both eras."""

from typing import Any

import pytest

from api.schema.date import MONTHS_TH, thai
from tests.fakes import FakeGraph, by_id, told
from tests.things import event


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2021", {"precision": "YEAR", "year": 2021, "buddhistYear": 2564, "thai": "2564"}),
        ("2021-05", {"precision": "MONTH", "year": 2021, "buddhistYear": 2564, "thai": "พฤษภาคม 2564"}),
        ("2021-05-06", {"precision": "DAY", "year": 2021, "buddhistYear": 2564, "thai": "6 พฤษภาคม 2564"}),
        ("2024-02-29", {"precision": "DAY", "year": 2024, "buddhistYear": 2567, "thai": "29 กุมภาพันธ์ 2567"}),
    ],
)
async def test_a_date_is_shown_in_both_eras_as_exactly_as_it_is_known(iso: str, shown: dict[str, Any]) -> None:
    graph = FakeGraph(by_id(event(date=iso)))

    data = await told(graph, '{ event(slug: "expo-2565") { date { iso precision year buddhistYear thai } } }')

    assert data == {"event": {"date": {"iso": iso, **shown}}}


@pytest.mark.anyio
async def test_a_date_that_is_not_on_record_is_null() -> None:
    data = await told(FakeGraph(by_id(event())), '{ event(slug: "expo-2565") { date { iso } dateEnd { iso } } }')

    assert data == {"event": {"date": None, "dateEnd": None}}


def test_every_month_has_its_thai_name() -> None:
    months = [thai(f"2021-{month:02}") for month in range(1, 13)]

    assert months == [f"{name} 2564" for name in MONTHS_TH]
    assert len(set(MONTHS_TH)) == 12
