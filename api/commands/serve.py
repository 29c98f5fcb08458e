"""`mueang serve`"""

import asyncio
import signal
from importlib.util import find_spec

import click

from api import log, supervisor
from api.console import complained, settings_read
from api.pages import building

GOOD_ENDS = {0, -signal.SIGTERM, -signal.SIGINT}
"""How workers end that were told to."""


def found(module: str) -> bool:
    """Whether a module of an extra is installed."""
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1), help="Processes that answer.")
@click.option("--reload", is_flag=True, help="Start anew when the code changes; for development.")
@click.option(
    "--synthetic",
    metavar="CITIES",
    type=click.IntRange(1, 1_000_000),
    help="Serve made-up data of so many cities instead.",
)
def serve(host: str, port: int, workers: int, reload: bool, synthetic: int | None) -> None:
    """Serve the API at /graphql; without NEO4J_URI, start the embedded engine and load the data first."""
    settings = settings_read()
    if settings.mueang_mcp and not found("mcp"):
        raise click.ClickException("MUEANG_MCP is set, and its library is missing: `pip install 'mueang[mcp]'`")
    if settings.traced and not found("opentelemetry.exporter.otlp.proto.http"):
        message = "OTEL_EXPORTER_OTLP_ENDPOINT is set, and its library is missing: `pip install 'mueang[otel]'`"
        raise click.ClickException(message)
    kept = supervisor.kept_of(settings) if synthetic is None else None

    def begin() -> supervisor.Load:
        from api import loading  # noqa: PLC0415 # takes a second, while the engine and the workers start

        load = loading.of_made_up(settings, synthetic, 1) if synthetic else loading.of_seeds(settings, None, kept)
        return lambda address: asyncio.run(loading.used(address, settings, load))

    log.say(settings.mueang_logs, f"Mueang answers at http://{host}:{port}/graphql once it is ready.")
    if not building.BUILT.is_dir():
        log.say(settings.mueang_logs, "No pages are built, the API is served without them: `mueang pages` builds them.")
    listen = supervisor.Listen(host, port, workers, reload)
    code = complained(lambda: supervisor.serve(settings, listen, begin, kept))
    raise SystemExit(0 if code in GOOD_ENDS else abs(code))
