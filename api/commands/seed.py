"""`mueang seed`"""

from pathlib import Path

import click

from api import loading
from api.console import complained, settings_read
from api.settings import seeds_directory
from graph import seeding


@click.command()
@click.option("--check", is_flag=True, help="Only check the files; needs no database.")
@click.argument("directory", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
def seed(check: bool, directory: Path | None) -> None:  # a flag of the command line
    """
    Check the seed files in DIRECTORY, and load them as a new release.

    The release that is served stays until the new one is whole; files that are loaded already are not loaded twice.
    """
    settings = settings_read()
    if check:
        count = complained(lambda: seeding.check(directory or seeds_directory(settings)))
        click.echo(f"{count} records, no problems")
        return
    if not settings.neo4j_uri:
        raise click.ClickException("the embedded engine is loaded by `mueang serve`: to load a server, set NEO4J_URI")
    loading.with_graph(settings, loading.of_seeds(settings, directory))
