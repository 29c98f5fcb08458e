"""Where something listens: a host and a port, and nothing else."""

import pytest
from pydantic import ValidationError

from api.listening import Place, place
from api.settings import Settings


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("127.0.0.1:9464", Place("127.0.0.1", 9464)),
        ("0.0.0.0:1", Place("0.0.0.0", 1)),  # noqa: S104 # a place that may be meant
        ("[::1]:9464", Place("::1", 9464)),
        ("metrics.internal:65535", Place("metrics.internal", 65535)),
    ],
)
def test_a_place_is_a_host_and_a_port(text: str, found: Place) -> None:
    assert place(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "9464",
        ":9464",
        "localhost",
        "localhost:0",
        "localhost:port",
        "localhost:65536",
        "a@b:1",
        "h:1/metrics",
        "::1:1",
    ],
)
def test_what_is_no_place_is_refused_with_the_cure(text: str) -> None:
    with pytest.raises(ValueError, match=r"write them as in 127\.0\.0\.1:9464"):
        place(text)


def test_the_setting_is_refused_where_it_is_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUEANG_METRICS", "9464")

    with pytest.raises(ValidationError, match="is no host and port"):
        Settings()


def test_metrics_are_told_nowhere_unless_it_is_said_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MUEANG_METRICS", raising=False)
    assert Settings().metrics is None

    monkeypatch.setenv("MUEANG_METRICS", "127.0.0.1:9464")
    assert Settings().metrics == Place("127.0.0.1", 9464)
