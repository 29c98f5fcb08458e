"""For all tests: the event loop of asynchronous ones, and a last word on what was not there to be tested."""

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")
"""No test fails by the clock: machines that test are busy."""


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Tests marked `anyio` run on asyncio."""
    return "asyncio"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say it where it is read: tests may run in several processes, of which only the reports come here."""
    reasons = {str(report.longrepr[-1]) for report in terminalreporter.stats.get("skipped", ())}
    for reason in sorted(each for each in reasons if "WAS NOT TESTED" in each):
        terminalreporter.write_line(reason.removeprefix("Skipped: "), red=True, bold=True)
