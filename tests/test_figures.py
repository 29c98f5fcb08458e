"""What the README says of speed is what was measured."""

from tests.bench.chart import chart
from tests.bench.readme import CHART, FIGURES, PROCESSES, README, told
from tests.bench.report import Report


def test_the_readme_and_its_chart_say_what_was_measured() -> None:
    report, readme = Report.of(FIGURES.read_bytes()), README.read_text("utf-8")

    assert told(readme, report) == readme
    assert chart(report, PROCESSES) == CHART.read_text("utf-8")
