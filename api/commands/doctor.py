"""`mueang doctor`"""

import click

from api import loading
from api.console import complained, settings_read
from api.settings import seeds_directory
from graph import seeding
from graph.client import Neo4jGraph


@click.command()
def doctor() -> None:
    """Say what is connected, which release is served, what is wrong, and the cure."""
    settings = settings_read()
    where = settings.neo4j_uri or "the embedded engine, started for this look"
    click.echo(f"database: {where}")
    count = complained(lambda: seeding.check(seeds_directory(settings)))
    click.echo(f"seed files: {count} records, no problems")
    owned = not settings.neo4j_uri
    healthy = loading.with_graph(settings, lambda graph: examined(graph, owned=owned))
    raise SystemExit(0 if healthy else 1)


async def examined(graph: Neo4jGraph, *, owned: bool) -> bool:
    """Whether the graph can answer; says what it found."""
    click.echo(f"answers: {'yes' if graph.reachable else 'no'}")
    if not graph.reachable:
        click.echo("cure: see that the database runs, and that NEO4J_URI and the password are right", err=True)
        return False
    if owned:
        click.echo("release: none, and none is needed: `mueang serve` loads the data when it starts")
        return True
    if graph.known is None:
        click.echo("release: none\ncure: run `mueang seed`", err=True)
        return False
    counts = ", ".join(f"{label} {count}" for label, count in sorted(graph.known.counts.items()))
    click.echo(f"release: {graph.known.id}, loaded {graph.known.loaded}\nholds: {counts}")
    return True
