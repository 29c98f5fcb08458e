"""
What graphql-core leaves behind is cleared away before the next test.

Where an error travels up, siblings are left that nobody awaits; when they are collected, Python warns, and warnings are
errors here: of whichever test runs then. What is logged would keep it until that test.
"""

import gc
import logging
import warnings
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def cleared() -> Iterator[None]:
    """Log nothing, and collect what is left, unheard."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        gc.collect()
