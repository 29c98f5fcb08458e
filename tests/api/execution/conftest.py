"""
What graphql-core leaves behind is cleared away before the next test.

Where an error travels up, siblings are left that nobody awaits; when they are collected, Python warns, and warnings are
errors here: of whichever test runs then.
"""

import gc
import warnings
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def cleared() -> Iterator[None]:
    """Collect what is left, unheard."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        gc.collect()
