"""`mueang query`"""

from typing import Any

import click
import orjson

from api import asking, loading
from api.console import settings_read
from api.errors import UserError
from graph.client import Neo4jGraph


@click.command()
@click.argument("file", type=click.File("r", encoding="utf-8"))
@click.option("--variables", default="{}", help="Values of the variables, as a JSON object.")
@click.option(
    "--as-of", metavar="DATE", help="The day of the world; today by default. The document's own `@asOf` wins over it."
)
def query(file: Any, variables: str, as_of: str | None) -> None:
    """
    Answer the GraphQL document in FILE (- for standard input) as JSON.

    Without NEO4J_URI, an engine is started and loaded for this one answer. Fails if the answer has errors.
    """
    settings = settings_read()
    try:
        values = orjson.loads(variables)
    except orjson.JSONDecodeError as error:
        raise click.BadParameter(f'{variables!r} is not JSON: write {{"name": "value"}}') from error
    if not isinstance(values, dict):
        raise click.BadParameter(f'{variables!r} is no object: write {{"name": "value"}}')
    try:
        day = None if as_of is None else asking.day_given(as_of)
    except UserError as error:
        raise click.BadParameter(str(error)) from error

    async def ask(graph: Neo4jGraph) -> dict[str, Any]:
        return await asking.answer(graph, file.read(), values, day, settings)

    answer = loading.with_data(settings, ask)
    click.echo(orjson.dumps(answer, option=orjson.OPT_INDENT_2).decode())
    if "errors" in answer:
        raise SystemExit(1)
