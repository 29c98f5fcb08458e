"""`mueang schema`"""

from typing import Any

import click

from api.contract import told_apart
from api.schema.root import SCHEMA
from api.settings import schema_file


@click.command()
@click.option("--check", is_flag=True, help="Fail if the committed file is stale.")
@click.option(
    "--since",
    metavar="FILE",
    type=click.File("r", encoding="utf-8"),
    help="Fail if queries written for the older schema in FILE would break; each difference is named.",
)
@click.option(
    "--announced",
    metavar="CHANGELOG",
    type=click.File("r", encoding="utf-8"),
    help="With --since: differences that its section Unreleased lists under Breaking are allowed.",
)
def schema(check: bool, since: Any, announced: Any) -> None:  # a flag of the command line
    """Print the schema, or say whether the committed file is still true, and what breaks promises."""
    printed = SCHEMA.as_str() + "\n"
    if check and (not schema_file().is_file() or schema_file().read_text(encoding="utf-8") != printed):
        raise click.ClickException("schema.graphql is stale: run `mueang schema > schema.graphql`")
    if since:
        known, broken = told_apart(since.read(), printed, announced.read() if announced else "")
        for each in known:
            click.echo(f"announced: {each}")
        if broken:
            lines = "\n".join(map(str, broken))
            cure = "keep what was, or list each under `### Breaking` of `## Unreleased` in CHANGELOG.md"
            raise click.ClickException(f"differences that break queries: {cure}:\n{lines}")
    elif not check:
        click.echo(printed, nl=False)
