"""
The command line: parse words, call one function.

Answers go to stdout, complaints to stderr in one line that ends with the cure. Exit codes: 0 done, 1 failed, 2 the
words of the command are wrong, 3 the seed files have problems.
"""

from importlib import import_module

import click

from api.build import version

COMMANDS = ("doctor", "export", "generate", "pages", "prepare", "query", "schema", "seed", "serve")
"""Each is a module of `api.commands` with a function of its name."""


class Commands(click.Group):
    """Commands that are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 # as the library calls it
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 # the same
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"api.commands.{cmd_name}"), cmd_name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version() or "of this checkout")
def cli() -> None:
    """
    Mueang (เมือง): Thailand's Smart City programme as a graph that anyone can ask.

    Without NEO4J_URI in the environment, an embedded engine is started; with it, that Neo4j server is used.
    """


def main() -> None:
    """The command `mueang`."""
    cli(prog_name="mueang")
