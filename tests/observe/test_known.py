"""What reads expressions sees what is wrong with one."""

import pytest

from tests.observe.known import METRICS, faults


def test_there_are_metrics_of_workers_and_of_the_supervisor() -> None:
    names = {each.name for each in METRICS}

    assert len(names) == len(METRICS) > 30
    assert {"mueang_operations_total", "mueang_build_info", "mueang_process_open_fds"} < names


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("sum(rate(mueang_operations_total[5m]))", []),
        ('mueang_workers{job="a"} == up', []),
        ("mueang_operations", ["mueang_operations is not told"]),
        ('1 - mueang_workers{pid="1"}', ["mueang_workers has no label pid"]),
        ("max_over_time(rate(mueang_nothing[5m])[1h:1m])", ["mueang_nothing is not told"]),
        ("sum by (pid) (mueang_workers)", ["nothing has the label pid"]),
        ("topk(3, sum by (le) (mueang_read_duration_seconds_bucket))", []),
        ("sum by (le) (mueang_read_duration_seconds_sum)", ["nothing has the label le"]),
    ],
)
def test_what_is_not_told_is_found_in_an_expression(expression: str, found: list[str]) -> None:
    assert faults(expression) == found


def test_what_is_no_expression_is_an_error() -> None:
    with pytest.raises(ValueError, match="unclosed"):
        faults("sum(")
