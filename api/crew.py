"""
The processes that answer at one port: uvicorn, with a parent that lets go of the port before they end.

The library's parent holds it until the last of them has ended: whoever comes while they finish their answers is let in,
waits, and is heard by nobody. Refused at once, a balancer asks elsewhere. It is run as a file, with uvicorn's words.
"""

from importlib import import_module

from uvicorn.supervisors import Multiprocess


class Crew(Multiprocess):
    """Several processes, and their parent."""

    def terminate_all(self) -> None:
        """Have them end, and nobody new come."""
        for listening in self.sockets:
            listening.close()
        super().terminate_all()


if __name__ == "__main__":
    program = import_module("uvicorn.main")  # the package has a function of that name
    program.Multiprocess = Crew  # type: ignore[attr-defined] # a module knows not what it was given
    program.main()
