"""Inputs that are made of what is given alone: they are those that the library makes of all their fields."""

from typing import Any

import pytest
from strawberry.types.arguments import convert_argument

from api.schema.filter import INPUTS
from api.schema.given import made_of_given
from api.schema.root import SCHEMA
from graph.model import Answer

GIVEN: list[dict[str, Any]] = [
    {},
    {"nameEn": {"in": ["Phuket", "Yala"], "eq": None}, "approved": {"eq": Answer.YES}},
    {"not": {"extent": None, "and": [{"synthetic": {"eq": False}}, {}]}},
    {"province": {"code": {"eq": "TH-83"}}, "projects": {"none": {"nameTh": {"isNull": True}}, "count": {"gte": 2}}},
]


def made(given: dict[str, Any]) -> Any:
    """A filter of cities, of what a client gives."""
    return convert_argument(given, INPUTS["CityFilter"], SCHEMA.schema_converter.scalar_registry, SCHEMA.config)


@pytest.mark.parametrize("given", GIVEN)
def test_an_input_is_that_of_the_library(given: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    found = made(given)
    asked: list[Any] = []
    for each in INPUTS.values():
        definition = each.__strawberry_definition__  # type: ignore[attr-defined] # every input has one
        asked.append(definition.from_input)
        monkeypatch.setattr(definition, "from_input", None)

    assert made(given) == found
    assert made_of_given in asked
