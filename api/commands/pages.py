"""`mueang pages`"""

import click

from api.pages import building


@click.command()
def pages() -> None:
    """Build the pages that people read, with Node, which pip brings; an installed package has them built."""
    try:
        click.echo(building.build())
    except building.BuildError as error:
        raise click.ClickException(str(error)) from error
