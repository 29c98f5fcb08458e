"""What a worker has the garbage collector look through."""

import gc
from collections.abc import Iterator

import pytest

from api.worker import FULL, LONG, LOOKED_THROUGH, Aside


@pytest.fixture(autouse=True)
def nothing_is_put_aside() -> Iterator[None]:
    gc.unfreeze()
    yield
    gc.unfreeze()


def collected(aside: Aside, monkeypatch: pytest.MonkeyPatch, seconds: float, generation: int = FULL) -> int:
    """A collection that takes so long; how many things are put aside then."""
    for phase, now in (("start", 100.0), ("stop", 100.0 + seconds)):
        monkeypatch.setattr("api.worker.perf_counter", lambda now=now: now)
        aside(phase, {"generation": generation})
    return gc.get_freeze_count()


def test_what_is_in_use_is_put_aside_after_a_long_collection_of_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    aside = Aside()

    assert collected(aside, monkeypatch, 1.0, FULL - 1) == 0
    assert collected(aside, monkeypatch, LONG / 2) == 0
    assert collected(aside, monkeypatch, LONG * 2) > 1_000


def test_everything_is_looked_through_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    aside = Aside()

    counts = [collected(aside, monkeypatch, LONG * 2) for _ in range(LOOKED_THROUGH + 1)]

    assert [count > 0 for count in counts] == [*[True] * (LOOKED_THROUGH - 1), False, True]
