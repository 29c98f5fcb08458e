"""How long the steps of a request take: whoever waits for an answer sees what it waited for, as `Server-Timing`."""

from dataclasses import dataclass


@dataclass(slots=True)
class Timing:
    """
    Seconds by step; none where a step was not taken.

    Plain numbers that whoever takes a step adds to: this is done for every request.
    """

    validate: float = 0.0
    """Parsing and validating a document, unless it is known, and counting what it costs."""
    plan: float = 0.0
    read: float = 0.0
    """The database, as long as any read goes on."""
    executed: float = 0.0
    """From the plan to the answer, plan and reads among it."""
    write: float = 0.0

    @property
    def execute(self) -> float:
        """What execution takes besides the plan and the reads."""
        return max(self.executed - self.plan - self.read, 0.0)

    @property
    def header(self) -> str:
        """It as a header has it, in milliseconds."""
        steps = (
            ("validate", self.validate),
            ("plan", self.plan),
            ("read", self.read),
            ("execute", self.execute),
            ("write", self.write),
        )
        return ", ".join([f"{step};dur={1_000 * seconds:.3f}" for step, seconds in steps if seconds])
