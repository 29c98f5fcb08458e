"""What is logged, as text and as JSON: an event a line, with its request, and nothing about who asks."""

import json
import logging
import logging.config
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from api.jsonlines import Json
from api.log import LONGEST, Form, OfRequest, Text, begin, say, told
from api.passage import OK, REQUEST, Passage, Told
from api.settings import PACKAGED

SOMEBODY = "somebody@example.org"

PASSAGE = Passage(
    "0a1b", "POST", "/graphql", "/graphql", 200, 0.0123456789, "4bf9",
    Told("City", "query", f'query City {{ city(slug: "{SOMEBODY}") {{ id }} }}', OK, 7),
)  # fmt: skip


def record(message: str = "answered", **fields: Any) -> logging.LogRecord:
    made = logging.LogRecord("mueang.access", logging.INFO, "log.py", 1, message, (), None)
    made.__dict__.update(fields)
    return made


def test_what_is_told_of_a_request_is_nothing_about_who_asks() -> None:
    assert told(PASSAGE) == {
        "method": "POST", "path": "/graphql", "status": 200, "seconds": 0.012346, "trace": "4bf9", "operation": "City",
        "cost": 7,
    }  # fmt: skip


def test_of_an_operation_that_failed_its_code_is_told() -> None:
    failed = Passage("0a1b", "GET", "/graphql", operation=Told(outcome="TIMEOUT"))

    assert told(failed) == {"method": "GET", "path": "/graphql", "status": 0, "seconds": 0.0, "code": "TIMEOUT"}


def test_what_clients_choose_is_told_up_to_a_length() -> None:
    long = Passage("0a1b", "GET", "/" * 10_000, operation=Told("x" * 10_000, outcome=OK))

    assert len(told(long)["path"]) == len(told(long)["operation"]) == LONGEST


def test_a_line_of_json_has_a_time_with_its_zone_and_what_was_told() -> None:
    line = Json().format(record(**told(PASSAGE), request="0a1b", thai="เมือง"))

    assert "\n" not in line
    assert "เมือง" in line
    fields = json.loads(line)
    assert fields.pop("time").endswith("+00:00")
    assert fields == {
        "level": "INFO", "logger": "mueang.access", "message": "answered", **told(PASSAGE), "request": "0a1b",
        "thai": "เมือง",
    }  # fmt: skip


@pytest.mark.parametrize("form", [Json, Text])
def test_no_path_makes_a_line_of_its_own(form: type[logging.Formatter]) -> None:
    line = form().format(record(path="/x\n2026-01-01 00:00:00,000 ERROR mueang.app forged\r\x1b[31m status=200"))

    assert len(line.splitlines()) == 1
    assert "\x1b" not in line
    assert " status=200" not in line.replace(r"\x1b[31m status=200'", "") or form is Json


def test_a_line_of_text_is_for_people() -> None:
    line = Text().format(record(**told(PASSAGE), request="0a1b"))

    assert line.endswith(
        " INFO mueang.access answered method=POST path=/graphql status=200 seconds=0.012346 trace=4bf9"
        " operation=City cost=7 request=0a1b"
    )


def test_an_error_is_one_line_of_json_with_its_traceback() -> None:
    try:
        raise ZeroDivisionError("of our own")
    except ZeroDivisionError:
        failed = record("the request failed", exc_info=sys.exc_info())

    line = Json().format(failed)

    assert len(line.splitlines()) == 1
    assert json.loads(line)["exception"].endswith("ZeroDivisionError: of our own")


def test_a_line_in_a_request_has_its_id_and_others_have_none() -> None:
    inside, outside = record(), record()

    assert OfRequest().filter(outside)
    token = REQUEST.set(PASSAGE)
    try:
        assert OfRequest().filter(inside)
    finally:
        REQUEST.reset(token)

    assert inside.__dict__["request"] == "0a1b"
    assert "request" not in outside.__dict__


@pytest.mark.parametrize("form", Form)
def test_the_server_logs_its_own_lines_in_the_form_that_is_set(form: Form) -> None:
    config = json.loads((PACKAGED / "logs" / f"{form}.json").read_text(encoding="utf-8"))

    (made,) = (each["()"] for each in config["formatters"].values())
    assert logging.config.dictConfigClass({}).resolve(made) is {Form.JSON: Json, Form.TEXT: Text}[form]
    assert config["disable_existing_loggers"] is False


def test_a_program_logs_in_the_form_that_it_begins_with(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import logging; from api import log; log.begin('WARNING', log.Form.JSON)\n"
        "logging.getLogger('mueang.x').info('unheard'); logging.getLogger('mueang.x').warning('heard')\n"
    )

    environment = {"PYTHONPATH": str(PACKAGED.parent)}
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=True, env=environment
    )  # fmt: skip

    (line,) = done.stderr.splitlines()
    assert {**json.loads(line), "time": ""} == {
        "level": "WARNING",
        "logger": "mueang.x",
        "message": "heard",
        "time": "",
    }


@pytest.mark.parametrize(("level", "heard"), [("INFO", "WARNING"), ("DEBUG", "WARNING"), ("ERROR", "ERROR")])
def test_the_library_of_assistants_tells_of_its_troubles_alone(
    level: str, heard: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (None, "mcp"):
        monkeypatch.setattr(logging.getLogger(name), "level", logging.getLogger(name).level)

    begin(level)

    library = logging.getLogger("mcp.server.streamable_http")
    assert logging.getLevelName(library.getEffectiveLevel()) == heard


def test_logging_that_has_begun_keeps_its_form(monkeypatch: pytest.MonkeyPatch) -> None:
    root = logging.getLogger()
    kept, level = list(root.handlers), root.level
    monkeypatch.setattr(root, "level", level)

    begin("ERROR", Form.JSON)

    assert root.handlers == kept
    assert root.level == logging.ERROR


def test_what_goes_on_is_said_as_the_log_is_written(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level("INFO", "mueang")

    say(Form.TEXT, "in words")
    say(Form.JSON, "in a line")

    assert capsys.readouterr().err == "in words\n"
    assert [each.getMessage() for each in caplog.records] == ["in a line"]
