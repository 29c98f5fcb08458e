"""Every environment variable, read once, typed."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from api import settings
from api.database import address_in
from api.settings import Settings, schema_file, seeds_directory
from graph.address import Address

NAMES = tuple(name.upper() for name in Settings.model_fields)


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_without_an_environment_no_server_is_named() -> None:
    made = Settings()

    assert (made.neo4j_uri, made.neo4j_username, made.neo4j_database) == (None, "neo4j", "neo4j")
    assert (made.mueang_deadline, made.mueang_poll, made.mueang_heap, made.mueang_log) == (5.0, 1.0, "512m", "INFO")


def test_the_environment_names_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    values = {
        "NEO4J_URI": "neo4j://db:7687",
        "NEO4J_USERNAME": "reader",
        "NEO4J_PASSWORD": "secret",
        "NEO4J_DATABASE": "mueang",
    }
    for name, value in values.items():
        monkeypatch.setenv(name, value)

    assert address_in(Settings()) == Address("neo4j://db:7687", "reader", "secret", "mueang")


def test_the_password_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "unheard-of")

    assert "unheard-of" not in repr(Settings())


@pytest.mark.parametrize("name", ["MUEANG_DATA", "MUEANG_SITE", "MUEANG_CACHE", "NEO4J_URI", "MUEANG_SECRETS"])
def test_an_empty_text_says_nothing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    unset = Settings()

    monkeypatch.setenv(name, "")

    assert Settings() == unset


def test_secrets_stand_in_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "neo4j_password").write_text("a secret\n")
    (tmp_path / "redis_url").write_text("redis://:another@redis/0")
    (tmp_path / "mueang_keys").write_text('{"paper": {"sha256": "' + 64 * "0" + '", "points": 5}}')
    monkeypatch.setenv("MUEANG_SECRETS", str(tmp_path))

    made = Settings()

    assert made.neo4j_password.get_secret_value() == "a secret"
    assert (made.terms.redis_url, made.mueang_keys["paper"].points) == ("redis://:another@redis/0", 5)


def test_secrets_are_found_through_links_as_kubernetes_makes_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "..2026").mkdir()
    (tmp_path / "..2026" / "neo4j_password").write_text("a secret")
    (tmp_path / "..data").symlink_to("..2026")
    (tmp_path / "neo4j_password").symlink_to("..data/neo4j_password")
    monkeypatch.setenv("MUEANG_SECRETS", str(tmp_path))

    assert Settings().neo4j_password.get_secret_value() == "a secret"


def test_the_environment_goes_before_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "neo4j_password").write_text("of the file")
    monkeypatch.setenv("MUEANG_SECRETS", str(tmp_path))
    monkeypatch.setenv("NEO4J_PASSWORD", "of the environment")

    assert Settings().neo4j_password.get_secret_value() == "of the environment"


def test_a_directory_of_secrets_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MUEANG_SECRETS", str(tmp_path / "nowhere"))

    with pytest.raises(ValidationError) as caught:
        Settings()

    assert [(error["loc"], error["type"]) for error in caught.value.errors()] == [
        (("mueang_secrets",), "path_not_directory")
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MUEANG_DEADLINE", "0"),
        ("MUEANG_DEADLINE", "61"),
        ("MUEANG_DEADLINE", "soon"),
        ("MUEANG_POLL", "-1"),
        ("MUEANG_HEAP", "512"),
        ("MUEANG_HEAP", "512m -XX:x"),
    ],
)
def test_a_value_out_of_range_is_refused(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(ValidationError) as caught:
        Settings()

    assert [error["loc"] for error in caught.value.errors()] == [(name.lower(),)]


@pytest.mark.parametrize(
    "address",
    ["bolt://db", "bolt+s://db:7687", "bolt+ssc://[::1]:7687", "neo4j://db:7687", "neo4j+s://a.example/?policy=x"],
)
def test_an_address_of_a_database_is_taken_as_it_is(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", address)

    assert Settings().neo4j_uri == address


BEGIN = "begin it with bolt:// or neo4j://, as in neo4j://127.0.0.1:7687"
APART = "take it out, and set NEO4J_USERNAME and NEO4J_PASSWORD"


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("http://db:7474", f"'http://db:7474' is no address of a Neo4j server: {BEGIN}"),
        ("db:7687", f"'db:7687' is no address of a Neo4j server: {BEGIN}"),
        ("bolt://", f"'bolt://' is no address of a Neo4j server: {BEGIN}"),
        ("bolt://db:port", f"'bolt://db:port' is no address of a Neo4j server: {BEGIN}"),
        ("bolt://db?key=hidden", f"'bolt://db' is no address of a Neo4j server: {BEGIN}"),
        ("bolt://neo4j:hidden@db", f"a user or a password stands in '…@db': {APART}"),
        ("neo4j://neo4j:hid/den#hidden@db:7687", f"a user or a password stands in '…@db:7687': {APART}"),
        ("hidden@db", f"a user or a password stands in '…@db': {APART}"),
    ],
)
def test_what_is_no_address_of_a_database_is_refused_without_the_secret_in_it(
    address: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_URI", address)

    with pytest.raises(ValidationError) as caught:
        Settings()

    assert [error["msg"] for error in caught.value.errors()] == [f"Value error, {message}"]


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_variable_says_what_it_is_for(name: str) -> None:
    description = Settings.model_fields[name].description

    assert description
    assert description.endswith(".")


def test_the_seed_files_are_where_the_environment_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MUEANG_SEEDS", str(tmp_path))

    assert seeds_directory(Settings()) == tmp_path


def test_in_a_checkout_the_files_stand_at_its_top(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "PACKAGED", tmp_path / "api")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "schema.graphql").touch()

    assert seeds_directory(Settings()) == tmp_path / "seeds"
    assert schema_file() == tmp_path / "schema.graphql"


def test_an_installed_program_brings_its_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "PACKAGED", tmp_path / "api")
    (tmp_path / "api").mkdir()
    (tmp_path / "api" / "schema.graphql").touch()

    assert seeds_directory(Settings()) == tmp_path / "graph" / "seeds"
    assert schema_file() == tmp_path / "api" / "schema.graphql"
