"""For all tests: the event loop of asynchronous ones, and a last word on the engines that were not there."""

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")
"""No test fails by the clock: machines that test are busy."""

UNTESTED = pytest.StashKey[dict[str, str]]()
"""The engines that tests were skipped for, and why."""


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Tests marked `anyio` run on asyncio."""
    return "asyncio"


def pytest_configure(config: pytest.Config) -> None:
    """Nothing is missing yet."""
    config.stash[UNTESTED] = {}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say it where it is read."""
    for engine, reason in config.stash[UNTESTED].items():
        terminalreporter.write_line(f"{engine} WAS NOT TESTED: {reason}", red=True, bold=True)
