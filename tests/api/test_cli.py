"""The command line: answers to stdout, complaints to stderr in words that end with the cure."""

import contextlib
import json
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from neo4j.exceptions import Neo4jError

from api import cli, loading, settings, supervisor
from api.commands.doctor import examined
from api.pages import building
from api.schema.root import SCHEMA
from api.settings import Settings
from graph import seeding
from graph.embedded import EngineMissingError
from graph.errors import GraphMismatchError, GraphUnavailableError, LoadLockedError
from tests import make
from tests.fakes import TODAY, FakeGraph, FakeView, by_id
from tests.things import city

PRINTED = SCHEMA.as_str() + "\n"
UNREACHABLE = "bolt://127.0.0.1:1"


class LookedAt(FakeGraph):
    """A graph at the door of the command line, which looks up the release before it asks."""

    refreshed = False

    async def refresh(self) -> None:
        self.refreshed = True


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("MUEANG_DEADLINE", "0.3")


def run(*words: str, text: str | None = None) -> Result:
    return CliRunner().invoke(cli.cli, words, input=text, prog_name="mueang")


def serving(graph: FakeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a graph the one that NEO4J_URI names."""

    @contextlib.asynccontextmanager
    async def connected(*_: object) -> AsyncIterator[FakeGraph]:
        yield graph

    monkeypatch.setenv("NEO4J_URI", UNREACHABLE)
    monkeypatch.setattr(loading, "connected", connected)


def complaint(result: Result) -> tuple[int, str, str]:
    """How a command failed: its exit code, what it answered, what it complained of."""
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("words", [("--help",), ("-h",), ()])
def test_the_command_says_what_it_can_do(words: tuple[str, ...]) -> None:
    result = run(*words)

    text = result.stdout + result.stderr
    assert all(name in text for name in ("serve", "seed", "schema", "query", "generate", "export", "doctor", "pages"))


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_and_every_option_has_a_help_text(name: str) -> None:
    command = cli.cli.get_command(click.Context(cli.cli), name)
    assert command is not None
    options = [each for each in command.params if each.param_type_name == "option"]

    result = run(name, "--help")

    assert result.exit_code == 0
    assert command.help
    assert [each.name for each in options if not getattr(each, "help", None)] == []


def test_the_command_knows_its_version() -> None:
    assert run("--version").stdout.startswith("mueang, version ")


def test_the_schema_is_printed() -> None:
    result = run("schema")

    assert (result.exit_code, result.stdout, result.stderr) == (0, PRINTED, "")


@pytest.mark.parametrize("file", [PRINTED + "# more\n", "", None])
def test_a_stale_or_missing_file_of_the_schema_fails_with_the_cure(
    file: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "PACKAGED", tmp_path / "api")
    if file is not None:
        (tmp_path / "schema.graphql").write_text(file, encoding="utf-8")

    result = run("schema", "--check")

    cure = "Error: schema.graphql is stale: run `mueang schema > schema.graphql`\n"
    assert complaint(result) == (1, "", cure)


def test_a_fresh_file_of_the_schema_passes_in_silence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "PACKAGED", tmp_path / "api")
    (tmp_path / "schema.graphql").write_text(PRINTED, encoding="utf-8")

    assert complaint(run("schema", "--check")) == (0, "", "")


def test_what_breaks_a_promise_is_named_with_the_cure(tmp_path: Path) -> None:
    (tmp_path / "old.graphql").write_text(PRINTED.replace("type Name {", "type Name {\n  nick: Int"), encoding="utf-8")
    (tmp_path / "CHANGELOG.md").write_text("## Unreleased\n\n### Breaking\n\n- `Name.nick`\n", encoding="utf-8")
    since = ("schema", "--since", str(tmp_path / "old.graphql"))
    line = "Name.nick: Field Name.nick was removed. It was never deprecated."

    code, answer, words = complaint(run(*since))

    assert (code, answer) == (1, "")
    assert words.startswith("Error: differences that break queries: keep what was, or list each under `### Breaking`")
    assert words.splitlines()[1:] == [line]
    known = run(*since, "--announced", str(tmp_path / "CHANGELOG.md"))
    assert complaint(known) == (0, f"announced: {line}\n", "")


def test_seed_files_with_problems_are_told_a_line_each(tmp_path: Path) -> None:
    make.seeds(
        tmp_path, sources="- id: source:a\n- id: Source B\n", regions="- id: region:south\n  sources: [source:x]\n"
    )

    code, answer, words = complaint(run("seed", "--check", str(tmp_path)))

    first, *lines = words.splitlines()
    assert (code, answer) == (3, "")
    assert first == f"Error: {len(lines)} problems; nothing was loaded:"
    assert len(lines) >= 2
    assert [line for line in lines if not line.startswith(("sources.yaml:", "regions.yaml:"))] == []


def test_seed_files_without_problems_are_counted() -> None:
    result = run("seed", "--check")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith(" records, no problems\n")


def test_a_directory_that_is_none_is_refused() -> None:
    assert run("seed", "--check", "/nowhere/at/all").exit_code == 2


def test_loading_without_a_server_says_what_to_do() -> None:
    result = run("seed")

    cure = "Error: the embedded engine is loaded by `mueang serve`: to load a server, set NEO4J_URI\n"
    assert complaint(result) == (1, "", cure)


def test_loading_a_server_that_does_not_answer_says_what_to_see_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.seeds(tmp_path, sources=make.SOURCE)
    monkeypatch.setenv("NEO4J_URI", UNREACHABLE)

    code, answer, words = complaint(run("seed", str(tmp_path)))

    assert (code, answer) == (1, "")
    assert words.startswith("Error: the database does not answer (")
    assert words.endswith("NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD are right\n")
    assert words.count("\n") == 1


def refusal(code: str, message: str) -> GraphUnavailableError:
    """An error of ours that was made of one of the server's."""
    error = GraphUnavailableError(f"write: {code}")
    error.__cause__ = Neo4jError._hydrate_neo4j(code=code, message=message)
    return error


UNEXPECTED = "try again; if it stays so, see that the README names its version, and report it"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            GraphMismatchError("1000 rows of City made 999: nothing was changed for readers"),
            "the database did otherwise than expected (1000 rows of City made 999: nothing was changed for readers): "
            + UNEXPECTED,
        ),
        (
            refusal("Neo.TransientError.General.MemoryPoolOutOfMemoryError", "The limit is 1.0 GiB"),
            "the database refuses (write: Neo.TransientError.General.MemoryPoolOutOfMemoryError: The limit is 1.0 GiB)"
            ": see to what it names, and try again",
        ),
        (
            refusal("Neo.ClientError.Security.Unauthorized", "Wrong password"),
            "the database does not answer (write: Neo.ClientError.Security.Unauthorized): "
            "see that the database runs and that NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD are right",
        ),
    ],
)
def test_what_the_database_says_is_told_with_its_cure(
    error: Exception, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def failing(*_: object, **__: object) -> None:
        raise error

    serving(FakeGraph(), monkeypatch)
    monkeypatch.setattr(seeding, "load", failing)

    assert complaint(run("seed")) == (1, "", f"Error: {words}\n")


def test_an_address_with_a_password_in_it_is_refused_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://neo4j:hidden@db:7687")

    code, answer, words = complaint(run("doctor"))

    assert (code, answer) == (1, "")
    assert words == (
        "Error: NEO4J_URI: Value error, a user or a password stands in '…@db:7687': "
        "take it out, and set NEO4J_USERNAME and NEO4J_PASSWORD: see Settings in the README\n"
    )


def test_a_load_that_runs_elsewhere_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    async def locked(*_: object, **__: object) -> None:
        raise LoadLockedError("another load holds the lock: wait for it")

    serving(FakeGraph(), monkeypatch)
    monkeypatch.setattr(seeding, "load", locked)

    assert complaint(run("seed")) == (1, "", "Error: another load holds the lock: wait for it\n")


def test_what_was_loaded_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[tuple[object, bool]] = []

    async def load(_: object, directory: Path, *, progress: bool, **__: object) -> str:
        loaded.append((directory.name, progress))
        return "release r1: loaded"

    serving(FakeGraph(), monkeypatch)
    monkeypatch.setattr(seeding, "read", lambda directory: directory)
    monkeypatch.setattr(seeding, "load", load)

    assert complaint(run("seed")) == (0, "", "release r1: loaded\n")
    assert loaded == [("seeds", True)]


def test_a_query_is_answered_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = LookedAt(by_id(city()))
    serving(graph, monkeypatch)
    text = "query($id: ID!) { city(id: $id) { id } release { asOf { iso } } }"

    result = run("query", "-", "--variables", '{"id": "city:phuket"}', "--as-of", "2022-12-31", text=text)

    assert (result.exit_code, result.stderr, graph.refreshed) == (0, "", True)
    assert json.loads(result.stdout) == {
        "data": {"city": {"id": "city:phuket"}, "release": {"asOf": {"iso": "2022-12-31"}}}
    }


def test_a_query_without_a_server_is_answered_by_an_engine_loaded_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[bool] = []

    async def load(*_: object, progress: bool, **__: object) -> str:
        loaded.append(progress)
        return "release r1: loaded"

    serving(LookedAt(), monkeypatch)
    monkeypatch.delenv("NEO4J_URI")
    monkeypatch.setattr(loading, "running", lambda *_: contextlib.nullcontext())
    monkeypatch.setattr(seeding, "load", load)

    result = run("query", "-", text="{ release { id } }")

    assert complaint(result)[::2] == (0, "release r1: loaded\n")
    assert json.loads(result.stdout) == {"data": {"release": {"id": "release-1"}}}
    assert loaded == [False]


def test_a_query_with_errors_fails_and_shows_them(monkeypatch: pytest.MonkeyPatch) -> None:
    serving(LookedAt(), monkeypatch)

    result = run("query", "-", text="{ mars }")

    assert result.exit_code == 1
    assert [error["extensions"] for error in json.loads(result.stdout)["errors"]] == [
        {"code": "GRAPHQL_VALIDATION_FAILED"}
    ]


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ("{", '\'{\' is not JSON: write {"name": "value"}'),
        ("[1]", '\'[1]\' is no object: write {"name": "value"}'),
        ("null", '\'null\' is no object: write {"name": "value"}'),
    ],
)
def test_variables_that_are_none_are_refused_before_anything_is_started(variables: str, words: str) -> None:
    result = run("query", "-", "--variables", variables, text="{ release { id } }")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith(f"Error: Invalid value: {words}\n")


@pytest.mark.parametrize(
    ("day", "fault"),
    [
        ("31/12/2022", "is written in another way than YYYY-MM-DD"),
        ("2565-12-31", "is of the Buddhist era"),
        ("2399-12-31", "has not come yet"),
        ("", "is written in another way than YYYY-MM-DD"),
    ],
)
def test_a_day_that_is_none_is_refused(day: str, fault: str) -> None:
    code, answer, words = complaint(run("query", "-", "--as-of", day, text="{ release { id } }"))

    assert (code, answer) == (2, "")
    assert f"the day '{day}' {fault}" in words


def test_the_day_of_the_document_wins_over_the_one_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    serving(LookedAt(), monkeypatch)
    text = 'query @asOf(date: "2022-12-31") { release { asOf { iso } } }'

    result = run("query", "-", "--as-of", "2021-06-01", text=text)

    assert json.loads(result.stdout) == {"data": {"release": {"asOf": {"iso": "2022-12-31"}}}}


def test_a_query_of_a_server_without_a_release_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    serving(LookedAt(release=None), monkeypatch)

    code, answer, words = complaint(run("query", "-", text="{ release { id } }"))

    assert (code, answer) == (1, "")
    assert "no release is loaded: run `mueang seed`" in words


def test_where_there_is_no_engine_the_cure_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> Any:
        raise EngineMissingError

    monkeypatch.setattr(supervisor, "engine_of", missing)

    code, answer, words = complaint(run("query", "-", text="{ release { id } }"))

    assert (code, answer) == (1, "")
    assert (
        words == "Error: no embedded engine on this platform: set NEO4J_URI, or run `pip install 'mueang[embedded]'`\n"
    )


def test_serving_assistants_without_the_library_is_one_line_with_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUEANG_MCP", "true")
    monkeypatch.setattr("api.commands.serve.find_spec", lambda name: None if name == "mcp" else name)

    answer = run("serve")

    assert (answer.exit_code, answer.stderr.count("\n")) == (1, 1)
    assert "pip install 'mueang[mcp]'" in answer.stderr


@pytest.mark.parametrize("missing", [None, ModuleNotFoundError])
def test_tracing_without_the_library_is_one_line_with_the_cure(
    missing: type[Exception] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318")

    def find(_: str) -> None:
        if missing:
            raise missing

    monkeypatch.setattr("api.commands.serve.find_spec", find)

    answer = run("serve")

    assert (answer.exit_code, answer.stderr.count("\n")) == (1, 1)
    assert "pip install 'mueang[otel]'" in answer.stderr


def test_serving_on_a_port_in_use_is_one_line_with_the_cure() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        code, answer, words = complaint(run("serve", "--port", str(port)))

    assert (code, answer) == (1, "")
    assert words.splitlines()[-1] == (
        f"Error: 127.0.0.1:{port} cannot be listened on (Address already in use): choose another --port"
    )


@pytest.mark.parametrize(
    "words",
    [
        ("serve", "--port", "65536"),
        ("serve", "--port", "-1"),
        ("serve", "--workers", "0"),
        ("serve", "--synthetic", "0"),
        ("generate", "--cities", "0"),
        ("generate",),
        ("fly",),
    ],
)
def test_words_that_make_no_sense_are_refused(words: tuple[str, ...]) -> None:
    result = run(*words)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[-1].startswith("Error: ")


@pytest.mark.parametrize(("code", "ours"), [(0, 0), (3, 3), (-15, 0)])
def test_serving_ends_with_the_exit_code_of_the_workers(
    code: int, ours: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(building, "BUILT", tmp_path)
    asked: list[supervisor.Listen] = []

    def serve(_: object, listen: supervisor.Listen, *__: object) -> int:
        asked.append(listen)
        return code

    monkeypatch.setattr(supervisor, "serve", serve)

    result = run("serve", "--host", "0.0.0.0", "--port", "8001", "--workers", "2")  # noqa: S104 # nobody listens

    assert result.exit_code == ours
    assert asked == [supervisor.Listen("0.0.0.0", 8001, 2, False)]  # noqa: S104 # the same
    assert result.stderr == "Mueang answers at http://0.0.0.0:8001/graphql once it is ready.\n"


def test_a_server_without_pages_says_so_and_serves(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(supervisor, "serve", lambda *_: 0)
    monkeypatch.setattr(building, "BUILT", tmp_path / "built")

    result = run("serve")

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines()[1:] == [
        "No pages are built, the API is served without them: `mueang pages` builds them."
    ]


def test_workers_that_were_killed_are_no_good_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "serve", lambda *_: -9)

    assert run("serve").exit_code != 0


def test_an_environment_that_makes_no_sense_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUEANG_DEADLINE", "soon")

    result = run("doctor")

    assert result.stderr.startswith("Error: MUEANG_DEADLINE")


@pytest.mark.parametrize(
    "keys", ['{"paper": "marker', '{"paper": "marker"}', '{"paper": {"sha256": "marker", "points": 5}}', "marker"]
)
def test_what_stands_in_a_secret_setting_is_not_shown(keys: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUEANG_KEYS", keys)

    result = run("doctor")

    assert "mueang_keys" in result.stderr.lower()
    assert result.stderr.startswith("Error: ")
    assert "marker" not in result.output + result.stderr + repr(result.exception)


def test_the_doctor_says_what_is_connected_and_served(monkeypatch: pytest.MonkeyPatch) -> None:
    serving(FakeGraph(), monkeypatch)

    code, answer, words = complaint(run("doctor"))

    database, seeds, *rest = answer.splitlines()
    assert (code, words) == (0, "")
    assert database == f"database: {UNREACHABLE}"
    assert seeds.endswith(" records, no problems")
    assert rest == [
        "answers: yes",
        "release: release-1, loaded 2026-01-02T03:04:05Z",
        "holds: City 37, Province 77",
    ]


def test_the_doctor_says_how_to_load_a_server_that_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    serving(FakeGraph(release=None), monkeypatch)

    code, _, words = complaint(run("doctor"))

    assert (code, words) == (1, "release: none\ncure: run `mueang seed`\n")


def test_the_doctor_says_what_to_see_to_where_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", UNREACHABLE)

    code, answer, words = complaint(run("doctor"))

    assert (code, answer.splitlines()[-1]) == (1, "answers: no")
    assert words == "cure: see that the database runs, and that NEO4J_URI and the password are right\n"


@pytest.mark.anyio
async def test_an_engine_of_our_own_needs_no_release(capsys: pytest.CaptureFixture[str]) -> None:
    graph: Any = FakeGraph(release=None)

    healthy = await examined(graph, owned=True)

    assert healthy
    assert capsys.readouterr().out.splitlines()[-1].startswith("release: none, and none is needed")


class Exported(LookedAt):
    """A graph that keeps the release it serves, and no other."""

    async def kept(self, release: str) -> FakeView | None:
        return self.at(self.release, TODAY) if release == self.release.id else None

    async def before(self, _: str) -> str | None:
        return None


def test_export_writes_the_served_release_and_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    serving(Exported(), monkeypatch)

    result = run("export", str(tmp_path / "new" / "data"))

    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(f"{tmp_path}/new/data/release-1: ")
    assert result.stdout.endswith(" bytes; check them there with `sha256sum --check SHA256SUMS`\n")
    assert sorted(path.name for path in (tmp_path / "new" / "data").iterdir()) == ["catalog.jsonld", "release-1"]


def test_export_says_when_nothing_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    serving(Exported(release=None), monkeypatch)

    code, answer, said = complaint(run("export", str(tmp_path / "data")))

    assert (code, answer) == (1, "")
    assert "no release is loaded: run `mueang seed`" in said


def test_export_says_where_it_cannot_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    serving(Exported(), monkeypatch)
    (tmp_path / "file").touch()

    code, answer, said = complaint(run("export", str(tmp_path / "file" / "data")))

    assert (code, answer) == (1, "")
    assert said == f"Error: {tmp_path}/file/data cannot be written (Not a directory): choose another\n"


def test_a_load_writes_its_dump_where_a_directory_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    finished: list[Any] = []

    async def load(_: object, records: seeding.Seeds, *, progress: bool, finish: Any) -> str:
        finished.append(await finish("release-1"))
        return f"{records.id} {progress}"

    serving(Exported(), monkeypatch)
    monkeypatch.setattr(seeding, "load", load)
    monkeypatch.setenv("MUEANG_DATA", str(tmp_path / "data"))

    result = run("seed")

    assert result.exit_code == 0, result.output
    assert finished == [None]
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["catalog.jsonld", "release-1"]
