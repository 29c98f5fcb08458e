"""`mueang generate`"""

import click

from api import loading
from api.console import settings_read


@click.command()
@click.option("--cities", required=True, type=click.IntRange(1, 1_000_000), help="How many cities to make up.")
@click.option("--seed", "number", default=1, show_default=True, help="The same number makes the same data.")
def generate(cities: int, number: int) -> None:
    """
    Make up data of the real ones' shape, marked as synthetic, and load them as a release.

    Without NEO4J_URI they are loaded into an engine that ends with the command: to try how long it takes. To look at
    them, run `mueang serve --synthetic CITIES`.
    """
    settings = settings_read()
    loading.with_graph(settings, loading.of_made_up(settings, cities, number))
