"""What a resolver can reach: one release, one day."""

from datetime import UTC, date, datetime, tzinfo
from typing import Self

import pytest

from api import context
from api.context import context_of
from graph.errors import GraphUnavailableError
from tests.fakes import RELEASE, TODAY, FakeGraph


def test_a_context_is_pinned_to_the_release_served_and_to_a_day() -> None:
    made = context_of(FakeGraph(), TODAY)

    assert (made.view.release, made.view.as_of, made.day) == (RELEASE, date(2023, 5, 6), TODAY)
    assert made.loaders.graph is made.view


def test_a_context_begun_before_a_new_release_stays_with_its_own() -> None:
    graph = FakeGraph()
    made = context_of(graph, TODAY)

    graph.known = RELEASE.model_copy(update={"id": "release-2"})

    assert made.view.release.id == "release-1"
    assert context_of(graph, TODAY).view.release.id == "release-2"


def test_there_is_no_context_without_a_release() -> None:
    with pytest.raises(GraphUnavailableError, match="run `mueang seed`"):
        context_of(FakeGraph(release=None), TODAY)


@pytest.mark.parametrize(
    ("moment", "day"), [("2025-12-31T16:59:59", date(2025, 12, 31)), ("2025-12-31T17:00:00", date(2026, 1, 1))]
)
def test_a_day_begins_at_midnight_in_bangkok(moment: str, day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls.fromisoformat(moment).replace(tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(context, "datetime", Clock)

    assert context.today() == day
