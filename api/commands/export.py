"""`mueang export`"""

from pathlib import Path

import click

from api import loading
from api.console import settings_read
from api.dumping import dumps_in, written
from graph.client import Neo4jGraph


@click.command()
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
def export(directory: Path) -> None:
    """
    Write the release that is served into DIRECTORY, as files in open formats, and what changed since the one before.

    CSV, lines of JSON, GeoJSON, GraphML and a Cypher script, with their SHA-256 sums and a DCAT catalogue. A release
    that is there already is left as it is. Without NEO4J_URI, an engine is started and loaded for it.
    """
    settings = settings_read()

    async def write(graph: Neo4jGraph) -> Path:
        await graph.refresh()
        return await dumps_in(directory, progress=True).export(graph, graph.release.id)

    try:
        click.echo(written(loading.with_data(settings, write)))
    except OSError as error:
        raise click.ClickException(f"{directory} cannot be written ({error.strerror}): choose another") from error
