"""`mueang prepare`"""

import click

from api import loading
from api.console import complained, settings_read
from api.supervisor import kept_of


@click.command()
def prepare() -> None:
    """Let the embedded engine start at once: run it, and keep its database and an archive of its classes (70 MB)."""
    settings = settings_read()
    complained(lambda: loading.prepare(settings, loading.of_seeds(settings, None, quiet=True), kept_of(settings)))
