"""The Compose file: read by Compose's own library, and what its services run, run."""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.deploy.go import checked
from tests.deploy.places import COMPOSE, CONTAINERFILE, DEPLOY, TOP, read, unknown

SECRETS = ("neo4j_auth", "neo4j_password", "redis_conf", "redis_url")


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    """The project as Compose has it."""
    done = checked("compose", COMPOSE)
    assert done.returncode == 0, done.stderr
    project: dict[str, Any] = json.loads(done.stdout)
    return project


def test_compose_reads_it(project: dict[str, Any]) -> None:
    assert sorted(project["services"]) == ["api", "neo4j", "redis", "seed"]


def test_compose_would_find_what_is_wrong(tmp_path: Path) -> None:
    text = COMPOSE.read_text(encoding="utf-8")
    wrong = {"read_only: true": "readonly: true", "networks: [inside]": "networks: [outsid]"}
    for old, new in wrong.items():
        (tmp_path / "compose.yaml").write_text(text.replace(old, new), encoding="utf-8")

        assert checked("compose", tmp_path / "compose.yaml").returncode == 1


def test_no_service_may_do_more_than_it_must(project: dict[str, Any]) -> None:
    services = project["services"]

    for name, each in services.items():
        assert each["cap_drop"] == ["ALL"], name
        assert each["security_opt"] == ["no-new-privileges:true"], name
        assert each["deploy"]["resources"]["limits"].keys() >= {"cpus", "memory", "pids"}, name
        assert not each.get("privileged"), name
    assert sorted(name for name, each in services.items() if each.get("read_only")) == ["api", "redis", "seed"]


def test_only_the_api_is_reached_and_only_from_this_machine(project: dict[str, Any]) -> None:
    services = project["services"]

    assert {name: each.get("ports") for name, each in services.items() if each.get("ports")} == {
        "api": [{"mode": "ingress", "host_ip": "127.0.0.1", "target": 8000, "published": "8000", "protocol": "tcp"}]
    }
    assert project["networks"]["inside"]["internal"] is True
    assert sorted(name for name, each in services.items() if "outside" in each["networks"]) == ["api"]


@pytest.mark.parametrize(
    ("variables", "site"),
    [
        ({}, "http://127.0.0.1:8000"),
        ({"MUEANG_PORT": "9000"}, "http://127.0.0.1:9000"),
        ({"MUEANG_PORT": "9000", "MUEANG_SITE": "https://mueang.example.org"}, "https://mueang.example.org"),
    ],
)
def test_it_names_itself_by_the_port_at_which_it_listens(variables: dict[str, str], site: str) -> None:
    api = json.loads(checked("compose", COMPOSE, PATH=os.defpath, **variables).stdout)["services"]["api"]

    assert api["environment"]["MUEANG_SITE"] == site
    assert api["ports"][0]["published"] == variables.get("MUEANG_PORT", "8000")


def test_what_it_sets_are_settings_with_values_that_they_take(project: dict[str, Any]) -> None:
    for name in ("api", "seed"):
        variables = project["services"][name]["environment"]

        assert unknown(variables) == []
        assert read({key: value for key, value in variables.items() if key != "MUEANG_SECRETS"}).neo4j_uri


def test_its_volumes_are_those_of_the_image(project: dict[str, Any]) -> None:
    mounted = {each["target"] for each in project["services"]["api"]["volumes"]}

    assert sorted(mounted) == sorted(json.loads(re.findall(r"^VOLUME (.*)$", CONTAINERFILE.read_text(), re.M)[0]))


def test_no_secret_stands_in_it(project: dict[str, Any]) -> None:
    named = {each["source"] for service in project["services"].values() for each in service.get("secrets", ())}

    assert sorted(named) == sorted(project["secrets"]) == sorted(SECRETS)
    assert {Path(each["file"]).parent for each in project["secrets"].values()} == {DEPLOY / "secrets"}
    assert not re.search(r"(?i)(password|requirepass|auth) *[:=] *[^\s/]", COMPOSE.read_text(encoding="utf-8"))


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    """The secrets that the script makes."""
    script = tmp_path / "secrets.sh"
    script.write_bytes((DEPLOY / "secrets.sh").read_bytes())
    script.chmod(0o755)
    subprocess.run([script], check=True)
    return tmp_path / "secrets"


def test_the_script_makes_every_secret_and_makes_none_anew(secrets: Path) -> None:
    made = {each.name: each.read_text(encoding="utf-8") for each in secrets.iterdir()}
    again = subprocess.run([secrets.parent / "secrets.sh"], capture_output=True, text=True, check=True)

    assert sorted(made) == sorted(SECRETS)
    assert made["neo4j_auth"] == f"neo4j/{made['neo4j_password']}"
    assert made["redis_url"] == f"redis://:{made['redis_conf'].split()[1]}@redis:6379/0"
    assert re.fullmatch("[0-9a-f]{48}", made["neo4j_password"])
    assert made["neo4j_password"] not in made["redis_url"]
    assert made == {each.name: each.read_text(encoding="utf-8") for each in secrets.iterdir()}
    assert "kept as it is" in again.stderr


def test_only_their_owner_gets_at_them_and_containers_can_read_what_they_are_given(secrets: Path) -> None:
    assert secrets.stat().st_mode & 0o777 == 0o700
    assert {each.stat().st_mode & 0o777 for each in secrets.iterdir()} == {0o644}


def test_the_secrets_are_in_no_checkout_and_in_no_image() -> None:
    ignored = subprocess.run(["git", "check-ignore", "-q", "deploy/secrets/redis_url"], cwd=TOP, check=False)  # noqa: S607

    assert ignored.returncode == 0
    assert "deploy/secrets" in (TOP / ".dockerignore").read_text(encoding="utf-8").splitlines()


def test_it_says_which_release_of_each_image_it_takes() -> None:
    services = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"]
    images = {name: each["image"] for name, each in services.items()}

    assert images.pop("api") == images.pop("seed") == "${MUEANG_IMAGE:-mueang:local}"
    assert [each for each in images.values() if not re.search(r":\d+\.\d[\w.-]+$", each)] == []
