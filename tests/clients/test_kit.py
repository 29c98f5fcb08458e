"""What the clients' tests need is installed whole or not at all, and its absence has a cure."""

from pathlib import Path

import pytest

from tests.clients.kit import KitError, check_node, installed, run


@pytest.fixture
def pin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A lock, and a cache that is empty."""
    monkeypatch.setenv("MUEANG_CACHE", str(tmp_path / "cache"))
    lock = tmp_path / "lock"
    lock.write_text("one\n", encoding="utf-8")
    return lock


def program(path: Path, says: str) -> None:
    path.write_text(f"#!/bin/sh\necho {says}\n", encoding="utf-8")
    path.chmod(0o755)


def test_a_machine_without_node_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    program(tmp_path / "node", "v20.0.0")

    with pytest.raises(KitError, match=r"^no npm and no npx on the PATH: install Node 20 or later, with npm$"):
        check_node()


@pytest.mark.parametrize("version", ["v18.19.0", "v9.0.0"])
def test_an_old_node_is_refused(version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("node", "npm", "npx"):
        program(tmp_path / name, version)

    with pytest.raises(KitError, match=rf"^Node {version} is too old: install Node 20 or later$"):
        check_node()


def test_a_program_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(KitError, match=r"^`ls --directory` failed: .*nothing"):
        run(["ls", "--directory", "nothing"], tmp_path)


def test_a_lock_is_installed_once(pin: Path) -> None:
    made: list[Path] = []

    first, second = installed([pin], made.append), installed([pin], made.append)

    assert (first, len(made)) == (second, 1)
    assert (first / "lock").read_text(encoding="utf-8") == "one\n"


def test_another_lock_is_installed_beside_it(pin: Path) -> None:
    first = installed([pin], lambda _: None)
    pin.write_text("two\n", encoding="utf-8")

    second = installed([pin], lambda _: None)

    assert sorted(first.parent.iterdir()) == sorted([first, second])


def test_what_fails_leaves_nothing_behind(pin: Path, tmp_path: Path) -> None:
    def fails(place: Path) -> None:
        raise KitError(place.name)

    with pytest.raises(KitError):
        installed([pin], fails)

    assert list((tmp_path / "cache" / "clients").iterdir()) == []


def test_who_comes_second_takes_what_the_first_installed(pin: Path) -> None:
    def other(place: Path) -> None:
        (place / "whose").write_text("the other's", encoding="utf-8")

    def slow(place: Path) -> None:
        (place / "whose").write_text("mine", encoding="utf-8")
        installed([pin], other)

    place = installed([pin], slow)

    assert (place / "whose").read_text(encoding="utf-8") == "the other's"
