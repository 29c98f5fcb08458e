"""What the address of the lookup asks for."""

from typing import Any

import pytest
from starlette.datastructures import QueryParams

from api.pages.lookup import Form, form_of

CHOICES: dict[str, Any] = {
    "cities": {"nodes": [{"id": "city:phuket"}, {"id": "city:samyan"}]},
    "projects": {"nodes": [{"id": "project:zone"}]},
    "dimensions": {"nodes": [{"id": "dimension:energy"}, {"id": "dimension:people"}]},
    "privileges": {"nodes": [{"id": "privilege:boi-area"}]},
}


def form(address: str) -> Form:
    """What is taken of an address."""
    return form_of(QueryParams(address), CHOICES)


def test_an_area_a_measure_and_what_the_asker_knows_are_variables() -> None:
    asked = form("city=phuket&privilege=boi-area&thaiShareholdingPercent=51&inEec=no&approved=yes")

    assert asked.notices == []
    assert asked.variables == {
        "city": "city:phuket",
        "privilege": "privilege:boi-area",
        "facts": {"approved": True, "inEec": False, "thaiShareholdingPercent": 51.0},
    }


def test_ids_are_taken_as_they_are() -> None:
    assert form("project=project:zone").variables == {"project": "project:zone"}


def test_dimensions_are_of_a_plan_or_facts_about_what_is_on_record() -> None:
    both = ["dimension:energy", "dimension:people"]

    assert form("dimension=energy&dimension=people&dimension=energy").variables == {"dimensions": both}
    assert form("city=phuket&dimension=energy&dimension=people").variables == {
        "city": "city:phuket",
        "facts": {"dimensions": both},
    }


@pytest.mark.parametrize(
    "address",
    [
        "city=nowhere",
        "project=city:phuket",
        "dimension=x",
        "privilege=<b>",
        "inEec=maybe",
        "thaiShareholdingPercent=101",
    ],
)
def test_what_makes_no_sense_is_left_out_and_said(address: str) -> None:
    asked = form(address)

    assert (asked.variables, len(asked.notices)) == ({}, 1)
    assert not asked.asks


@pytest.mark.parametrize("percent", ["nan", "inf", "-1", "half", "1e999"])
def test_a_percentage_is_a_number_between_none_and_all(percent: str) -> None:
    assert form(f"city=phuket&thaiShareholdingPercent={percent}").variables == {"city": "city:phuket"}


@pytest.mark.parametrize("percent", ["50.99999", "51", "0", "100", "49.0000001", "1e-07", "33.333333333333336"])
def test_a_percentage_stays_in_the_form_as_it_was_asked(percent: str) -> None:
    assert form(f"city=phuket&thaiShareholdingPercent={percent}").percent == percent


def test_what_is_not_listed_is_not_said_to_be_off_the_record_where_the_list_is_cut() -> None:
    cut = {**CHOICES, "cities": {**CHOICES["cities"], "pageInfo": {"hasNextPage": True}}}

    (notice,) = form_of(QueryParams("city=nowhere"), cut).notices

    assert "not on record" not in notice.en
    assert "“city:nowhere” (in the address as city) is not among the first 2" in notice.en


def test_a_percentage_that_is_not_asked_is_not_in_the_form() -> None:
    assert form("city=phuket").percent == ""


def test_of_an_area_and_a_project_the_first_is_taken() -> None:
    asked = form("city=phuket&project=zone")

    assert (asked.variables, len(asked.notices)) == ({"city": "city:phuket"}, 1)


def test_what_is_left_empty_is_not_said() -> None:
    asked = form("city=phuket&project=&privilege=&inEec=&thaiShareholdingPercent=")

    assert (asked.variables, asked.notices) == ({"city": "city:phuket"}, [])
