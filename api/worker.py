"""What a worker process begins with."""

import gc

from starlette.applications import Starlette

THRESHOLDS = (1_000, 4, 12_500)
"""
After so many new objects the youngest are looked through for garbage, every fourth time the young, too, and after
twelve thousand such times everything: once in minutes of full load in place of once in seconds.

All of the young, some five thousand, stop a worker for half as long as ten thousand, which is what Python does by
itself. Everything stops it for 0.2 to 0.4 seconds and finds next to nothing, since what is remembered has no cycles and
goes by itself (`python -m tests.bench.mixed`).
"""


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
    gc.set_threshold(*THRESHOLDS)
    gc.enable()
    return application
