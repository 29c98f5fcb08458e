"""
The command line: parse words, call one function.

Answers go to stdout, complaints to stderr in one line that ends with the cure. Exit codes: 0 done, 1 failed, 2 the
words of the command are wrong, 3 the seed files have problems.
"""

import asyncio
import signal
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

import click
import orjson
from pydantic import ValidationError

from api import log, supervisor
from api.errors import UserError
from api.pages import building
from api.settings import Settings, schema_file, seeds_directory
from graph import generate as generating
from graph import seeding
from graph.client import Neo4jGraph
from graph.embedded import EngineError
from graph.errors import GraphError, LoadLockedError, SeedError
from graph.kept import Kept, kept_in

T = TypeVar("T")

SEED_PROBLEMS = 3

GOOD_ENDS = {0, -signal.SIGTERM, -signal.SIGINT}
"""How workers end that were told to."""


class SeedProblems(click.ClickException):
    """The seed files have problems: all of them are shown, a line each."""

    exit_code = SEED_PROBLEMS


def settings_read() -> Settings:
    """What the environment says, logging begun as it says; what makes no sense there is a complaint."""
    try:
        settings = Settings()
    except ValidationError as error:
        faults = "; ".join(
            f"{str(each['loc'][0]).upper()}: {each['msg']} (given: {each['input']})" for each in error.errors()
        )
        raise click.ClickException(f"{faults}: see Settings in the README") from error
    log.begin(settings.mueang_log)
    return settings


def complained(action: Callable[[], T]) -> T:
    """What an action returns; its errors as complaints of the command line."""
    try:
        return action()
    except SeedError as error:
        lines = "\n".join(str(problem) for problem in error.problems)
        raise SeedProblems(f"{len(error.problems)} problems; nothing was loaded:\n{lines}") from error
    except supervisor.PortInUseError as error:
        raise click.ClickException(str(error)) from error
    except LoadLockedError as error:
        raise click.ClickException(str(error)) from error
    except GraphError as error:
        cure = "see that the database runs and that NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD are right"
        raise click.ClickException(f"the database does not answer ({error}): {cure}") from error
    except EngineError as error:
        raise click.ClickException(str(error)) from error


def kept_of(settings: Settings) -> Kept:
    """Where `prepare` keeps the database of the seed files."""
    return kept_in(settings.mueang_cache, seeding.fingerprint(seeds_directory(settings)))


def with_graph(settings: Settings, use: Callable[[Neo4jGraph], Coroutine[Any, Any, T]], kept: Kept | None = None) -> T:
    """What a use of the database gives; an engine is started if the settings name none, with what was kept."""

    async def used(address: Any) -> T:
        async with supervisor.connected(address, settings) as graph:
            return await use(graph)

    def action() -> T:
        with supervisor.running(settings, kept) as address:
            return asyncio.run(used(address))

    return complained(action)


def version() -> str:
    """The version of what is installed; a checkout has none."""
    try:
        return metadata.version("mueang")
    except metadata.PackageNotFoundError:
        return "of this checkout"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version())
def cli() -> None:
    """
    Mueang (เมือง): Thailand's Smart City programme as a graph that anyone can ask.

    Without NEO4J_URI in the environment, an embedded engine is started; with it, that Neo4j server is used.
    """


def dumped(graph: Neo4jGraph, settings: Settings) -> Callable[[str], Coroutine[Any, Any, None]]:
    """Writes the dump of a release that was loaded, where the settings name a directory."""

    async def finish(release: str) -> None:
        if settings.mueang_data is not None:
            from api.dumping import dumps_in  # noqa: PLC0415 # takes a tenth of a second that `serve` has not got

            await dumps_in(settings.mueang_data).kept_up(graph, release)

    return finish


def checking(place: Path) -> Future[seeding.Seeds]:
    """The seed files of a directory, checked from now on."""
    checks = ThreadPoolExecutor(1, "check the seed files")
    checked = checks.submit(seeding.read, place)
    checks.shutdown(wait=False)
    return checked


def loading(
    settings: Settings, directory: Path | None, kept: Kept | None = None, *, quiet: bool = False
) -> supervisor.Load:
    """Loads the seed files of a directory, or those that the settings name, unless they are loaded already."""
    place = directory or seeds_directory(settings)
    waiting = [] if kept and kept.there() else [checking(place)]

    async def records_for(graph: Neo4jGraph) -> seeding.Seeds | seeding.Unread:
        # The first time, what was checked while the engine started; when it is started anew, what stands there then.
        if waiting:
            return await asyncio.wrap_future(waiting.pop())
        unread = seeding.Unread(place)
        return unread if graph.known and graph.known.id == unread.id else seeding.read(place)

    async def load(graph: Neo4jGraph) -> None:
        records = await records_for(graph)
        outcome = await seeding.load(graph, records, progress=not quiet, finish=dumped(graph, settings))
        click.echo(str(outcome), err=True)

    return load


@cli.command()
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
def serve(host: str, port: int, workers: int, reload: bool, synthetic: int | None) -> None:  # words
    """Serve the API at /graphql; without NEO4J_URI, start the embedded engine and load the data first."""
    settings = settings_read()
    if settings.mueang_mcp and find_spec("mcp") is None:
        raise click.ClickException("MUEANG_MCP is set, and its library is missing: `pip install 'mueang[mcp]'`")
    kept = kept_of(settings) if synthetic is None else None
    load = loading(settings, None, kept) if synthetic is None else synthetic_loading(settings, synthetic, 1)
    click.echo(f"Mueang answers at http://{host}:{port}/graphql once it is ready.", err=True)
    if not building.BUILT.is_dir():
        click.echo("No pages are built, the API is served without them: `mueang pages` builds them.", err=True)
    code = complained(lambda: supervisor.serve(settings, supervisor.Listen(host, port, workers, reload), load, kept))
    raise SystemExit(0 if code in GOOD_ENDS else abs(code))


@cli.command()
def pages() -> None:
    """Build the pages that people read, with Node, which pip brings; an installed package has them built."""
    try:
        click.echo(building.build())
    except building.BuildError as error:
        raise click.ClickException(str(error)) from error


@cli.command()
def prepare() -> None:
    """Let the embedded engine start at once: run it, and keep its database and an archive of its classes (70 MB)."""
    settings = settings_read()
    complained(lambda: supervisor.prepare(settings, loading(settings, None, quiet=True), kept_of(settings)))


@cli.command()
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
    with_graph(settings, loading(settings, directory))  # type: ignore[arg-type] # a coroutine function


@cli.command()
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
    from api.contract import told_apart  # noqa: PLC0415 # as below
    from api.schema.root import SCHEMA  # noqa: PLC0415 # building it takes a second that `serve` has not got

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


@cli.command()
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
    from api import asking  # noqa: PLC0415 # building the schema takes a second that `serve` has not got

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

    kept = kept_of(settings)

    async def ask(graph: Neo4jGraph) -> dict[str, Any]:
        if not settings.neo4j_uri:
            await loading(settings, None, kept, quiet=True)(graph)
        return await asking.answer(graph, file.read(), values, day, settings)

    answer = with_graph(settings, ask, kept)
    click.echo(orjson.dumps(answer, option=orjson.OPT_INDENT_2).decode())
    if "errors" in answer:
        raise SystemExit(1)


def synthetic_loading(settings: Settings, cities: int, number: int) -> supervisor.Load:
    """Loads made-up data."""

    async def load(graph: Neo4jGraph) -> None:
        records = generating.Synthetic(cities, number, seeds_directory(settings))
        outcome = await seeding.load(graph, records, progress=True, finish=dumped(graph, settings))
        click.echo(str(outcome), err=True)

    return load


@cli.command()
@click.option("--cities", required=True, type=click.IntRange(1, 1_000_000), help="How many cities to make up.")
@click.option("--seed", "number", default=1, show_default=True, help="The same number makes the same data.")
def generate(cities: int, number: int) -> None:
    """
    Make up data of the real ones' shape, marked as synthetic, and load them as a release.

    Without NEO4J_URI they are loaded into an engine that ends with the command: to try how long it takes. To look at
    them, run `mueang serve --synthetic CITIES`.
    """
    settings = settings_read()
    with_graph(settings, synthetic_loading(settings, cities, number))  # type: ignore[arg-type] # a coroutine function


@cli.command()
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
def export(directory: Path) -> None:
    """
    Write the release that is served into DIRECTORY, as files in open formats, and what changed since the one before.

    CSV, lines of JSON, GeoJSON, GraphML and a Cypher script, with their SHA-256 sums and a DCAT catalogue. A release
    that is there already is left as it is. Without NEO4J_URI, an engine is started and loaded for it.
    """
    from api.dumping import dumps_in, written  # noqa: PLC0415 # takes a tenth of a second that `serve` has not got

    settings = settings_read()
    kept = kept_of(settings)

    async def write(graph: Neo4jGraph) -> Path:
        if not settings.neo4j_uri:
            await loading(settings, None, kept, quiet=True)(graph)
        await graph.refresh()
        return await dumps_in(directory, progress=True).export(graph, graph.release.id)

    try:
        click.echo(written(with_graph(settings, write, kept)))
    except OSError as error:
        raise click.ClickException(f"{directory} cannot be written ({error.strerror}): choose another") from error


@cli.command()
def doctor() -> None:
    """Say what is connected, which release is served, what is wrong, and the cure."""
    settings = settings_read()
    where = settings.neo4j_uri or "the embedded engine, started for this look"
    click.echo(f"database: {where}")
    count = complained(lambda: seeding.check(seeds_directory(settings)))
    click.echo(f"seed files: {count} records, no problems")
    healthy = with_graph(settings, lambda graph: examined(graph, owned=not settings.neo4j_uri))
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


def main() -> None:
    """The command `mueang`."""
    cli(prog_name="mueang")
