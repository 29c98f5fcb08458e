"""One server for all clients, and a directory for each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import needed
from tests.clients import kit
from tests.clients.page import Shop
from tests.live.served import serving
from tests.needed import untested


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where `mueang serve` listens, over the embedded engine with the data of the seed files."""
    needed.wheel()
    with serving(tmp_path_factory.mktemp("clients")) as served:
        yield served.url


@pytest.fixture(scope="session")
def modules() -> Path:
    """The packages of Node."""
    try:
        return kit.modules()
    except kit.KitError as error:
        untested("EVERY CLIENT THAT NEEDS NODE", str(error))


@pytest.fixture(scope="session")
def generators() -> Path:
    """The programs that generate clients in Python."""
    try:
        return kit.generators()
    except kit.KitError as error:
        untested("THE GENERATED CLIENT IN PYTHON", str(error))


@pytest.fixture
def shop(server: str, tmp_path: Path) -> Shop:
    """An empty directory to work in."""
    return Shop(tmp_path, server)
