"""How long the steps of a request take: whoever waits for an answer sees what it waited for, as `Server-Timing`."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from time import perf_counter


class Step(StrEnum):
    """A step of answering, by the name that clients see; in their order."""

    VALIDATE = "validate"
    """Parsing and validating a document, unless it is known, and counting what it costs."""
    PLAN = "plan"
    READ = "read"
    """The database, as long as any read goes on."""
    EXECUTE = "execute"
    """What else there is between the plan and the answer."""
    WRITE = "write"


class Timing(dict[Step, float]):
    """Seconds by step; those that were not taken are absent."""

    @contextmanager
    def of(self, step: Step, *without: Step) -> Iterator[None]:
        """Count how long this lasts, without what other steps within it take."""
        before, began = sum(self.get(each, 0.0) for each in without), perf_counter()
        try:
            yield
        finally:
            within = sum(self.get(each, 0.0) for each in without) - before
            self[step] = self.get(step, 0.0) + perf_counter() - began - within

    @property
    def header(self) -> str:
        """It as a header has it, in milliseconds."""
        return ", ".join(f"{step};dur={1_000 * self[step]:.3f}" for step in Step if step in self)
