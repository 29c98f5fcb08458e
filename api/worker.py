"""What a worker process begins with."""

import gc
from collections.abc import Mapping
from itertools import count
from time import perf_counter
from typing import Any

from starlette.applications import Starlette

FULL = 2
"""The generation whose collection looks through everything."""

LONG = 0.01
"""A collection of so many seconds holds up whoever waits."""

LOOKED_THROUGH = 50
"""After so many collections that were long everything is looked through."""


def from_environment() -> Starlette:
    """
    What a worker process serves; the supervisor has put the address of the database into its environment.

    What is made here is there for good. Looking through it for garbage again and again takes an eighth of the start
    (measured: 3.4 and 3.0 s of CPU), and would stop a worker for 70 ms each time later.
    """
    gc.disable()
    from api import app  # noqa: PLC0415 # the first thing that must not be looked through

    application = app.from_environment()
    gc.freeze()
    gc.callbacks.append(Aside())
    gc.enable()
    return application


class Aside:
    """
    Called by the collector: what a long collection has found to be in use is put aside, and not looked through again.

    Rows that are remembered may be many, and die by themselves when they are forgotten; looked through each time, they
    stop a process for a quarter of a second, again and again. Only what is just being read or validated may become
    garbage that goes round in circles; now and then everything is looked through for that, what the process began with
    too.
    """

    def __init__(self) -> None:
        self.times = count(1)
        self.began = 0.0

    def __call__(self, phase: str, told: Mapping[str, Any]) -> None:
        if told["generation"] != FULL:
            return
        if phase == "start":
            self.began = perf_counter()
        elif perf_counter() - self.began >= LONG:
            if next(self.times) % LOOKED_THROUGH:
                gc.freeze()
            else:
                gc.unfreeze()
