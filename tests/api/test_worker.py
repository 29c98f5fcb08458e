"""What a worker has the garbage collector look through."""

import gc
from collections.abc import Iterator

import pytest

from api.worker import FULL, LOOKED_THROUGH, Aside


@pytest.fixture(autouse=True)
def nothing_is_put_aside() -> Iterator[None]:
    gc.unfreeze()
    yield
    gc.unfreeze()


def test_what_is_in_use_is_put_aside_after_a_full_collection() -> None:
    aside = Aside()

    for phase, generation in (("start", FULL), ("stop", 0), ("stop", FULL - 1)):
        aside(phase, {"generation": generation})
        assert gc.get_freeze_count() == 0

    aside("stop", {"generation": FULL})
    assert gc.get_freeze_count() > 1_000


def test_everything_is_looked_through_now_and_then() -> None:
    aside = Aside()
    for _ in range(LOOKED_THROUGH - 1):
        aside("stop", {"generation": FULL})
    assert gc.get_freeze_count()

    aside("stop", {"generation": FULL})

    assert gc.get_freeze_count() == 0
