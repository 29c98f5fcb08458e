"""Seed files that are not what they must be, before their records are looked at."""

import json
from pathlib import Path

import pytest

from graph.errors import Problem
from graph.seed import FILES
from graph.seeding import reading
from graph.seeding.checking import checked
from tests import make

QUOTE = "mend the syntax there; text that holds `: ` or ` #` stands in quotes"


def refused(line: int, message: str, cure: str) -> list[Problem]:
    """The one problem of `sources.yaml` as a whole."""
    return [Problem("sources.yaml", line, "the file", message, cure)]


def read(directory: Path, name: str) -> tuple[list[reading.Entry], list[Problem]]:
    """What is read of a file."""
    return reading.read(name, reading.files_of(directory).held[name])


def test_a_key_that_stands_twice_is_named_and_hides_no_other_fault(tmp_path: Path) -> None:
    twice = make.SOURCE + "  title: Another\n  wibble: w\n"

    found = make.problems(tmp_path, sources=twice)

    assert found == [
        Problem("sources.yaml", 3, "source:a", "title: stands there twice", "keep one of them"),
        Problem(
            "sources.yaml",
            4,
            "source:a",
            "wibble: there is no such field (given: 'w')",
            "take 'wibble' out, or mend its name",
        ),
    ]


def test_a_key_that_stands_twice_in_a_link_is_named_with_its_path(tmp_path: Path) -> None:
    city = make.CITY + "  operators:\n    - id: agency:a\n      sources: [source:a]\n      id: agency:b\n"
    agency = "- {id: agency:a, name_th: ก, kind: agency, sources: [source:a]}\n"

    found = make.problems(
        tmp_path, sources=make.SOURCE, regions=make.REGION, provinces=make.PROVINCE, cities=city, agencies=agency
    )

    assert found == [Problem("cities.yaml", 8, "city:phuket", "operators.0.id: stands there twice", "keep one of them")]


def test_an_alias_bomb_is_refused_before_it_is_put_together(tmp_path: Path) -> None:
    levels = "".join(f"- &b{level} [{', '.join([f'*b{level - 1}'] * 9)}]\n" for level in range(1, 30))

    found = make.problems(tmp_path, sources="- &b0 bomb\n" + levels)

    assert found == refused(1, "holds the anchor '&b0'", "write out what it stands for")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("- id: &here source:a\n", "the anchor '&here'"),
        ("- id: *there\n", "the alias '*there'"),
        ("- id: !!python/name:os.system source:a\n", "the tag '!!python/name:os.system'"),
        ("- id: !own source:a\n", "the tag '!own'"),
    ],
)
def test_what_is_clever_in_yaml_is_refused(tmp_path: Path, text: str, what: str) -> None:
    found = make.problems(tmp_path, sources="# One line\n" + text)

    assert found == refused(2, f"holds {what}", "write out what it stands for")


def test_a_merge_key_is_a_key_like_any_other(tmp_path: Path) -> None:
    found = make.problems(tmp_path, sources=make.SOURCE + "  <<: {publisher: P}\n")

    message = "<<: there is no such field (given: {'publisher': 'P'})"
    assert found == [Problem("sources.yaml", 3, "source:a", message, "take '<<' out, or mend its name")]


def test_a_key_that_is_a_list_is_refused(tmp_path: Path) -> None:
    found = make.problems(tmp_path, sources=make.SOURCE + "  ? [a, b]\n  : c\n")

    assert found == refused(3, "has a key that is no word", "write `name: value`")


def test_another_encoding_is_refused_at_its_byte_and_line(tmp_path: Path) -> None:
    thai = make.SOURCE.encode() + b"- id: source:b\n  title: " + "ภูเก็ต".encode("cp874")

    found = make.problems(tmp_path, sources=thai)

    assert found == refused(4, "is not UTF-8 at byte 59 (0xc0)", "save the file as UTF-8")


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    directory = make.seeds(tmp_path, sources=b"\xef\xbb\xbf" + make.SOURCE.encode())

    assert [record.id for record in checked(directory)] == ["source:a"]  # type: ignore[attr-defined] # every noun has one


def test_a_control_character_is_refused_at_its_line(tmp_path: Path) -> None:
    found = make.problems(tmp_path, sources=make.SOURCE + "  publisher: ภู\x07เก็ต\n")

    assert found == refused(3, "holds the control character U+0007", "delete it")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("  title: a: b\n", 2, "mapping values are not allowed in this context"),
        ("  title: [a\n- id: b\n", 3, "while parsing a flow sequence, did not find expected ',' or ']'"),
        ("\ttitle: a\n", 2, "while scanning a plain scalar, found a tab character that violates indentation"),
        ("---\n- id: b\n", 2, "expected a single document in the stream, but found another document"),
    ],
)
def test_what_is_not_yaml_is_said_with_its_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    found = make.problems(tmp_path, sources="- id: source:a\n" + text)

    assert found == refused(line, f"is not YAML: {message}", QUOTE)


def test_a_file_that_is_no_list_is_refused(tmp_path: Path) -> None:
    found = make.problems(tmp_path, sources="# A comment\nsource:a:\n  title: A\n")

    assert found == refused(2, "is not a list of records", "begin each record with `- id:`")


def test_an_item_that_is_no_record_is_refused(tmp_path: Path) -> None:
    found = make.problems(tmp_path, sources=make.SOURCE + "- source:b\n")

    assert found == refused(3, "holds something that is no record", "begin each record with `- id:`")


def test_what_is_nested_too_deep_is_refused(tmp_path: Path) -> None:
    found = make.problems(tmp_path, sources=make.SOURCE + "  publisher: [[[[[[[[[[[deep]]]]]]]]]]]\n")

    assert found == refused(3, "is nested more than 12 deep", "write it flatter")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("- id: " + "[" * 200_000, id="brackets"),
        pytest.param("- id: " + "{a: " * 200_000, id="braces"),
        pytest.param("- " * 200_000, id="dashes"),
        pytest.param("? " * 200_000, id="question marks"),
    ],
)
def test_nesting_that_would_end_the_interpreter_is_refused(tmp_path: Path, text: str) -> None:
    found = make.problems(tmp_path, sources=text)

    assert found == refused(1, "is nested more than 12 deep", "write it flatter")


def test_a_file_that_is_too_large_is_not_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_FILE", 20)

    found = make.problems(tmp_path, sources=make.SOURCE)

    assert found == refused(1, "has 35 bytes", "take records out: at most 20")


def test_a_directory_in_the_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").mkdir()

    found = make.problems(tmp_path)

    assert found == refused(1, "cannot be read: Is a directory", "make it a file that can")


def test_a_file_that_belongs_to_no_noun_is_refused(tmp_path: Path) -> None:
    found = make.problems(tmp_path, sources=make.SOURCE, city=make.CITY)

    cure = "name it after one, as in agencies.yaml, or move it"
    assert found == [Problem("city.yaml", 1, "the file", "belongs to no noun", cure)]


@pytest.mark.parametrize("name", [".DS_Store", ".cities.yaml.swp", "cities.yaml~", "#cities.yaml#"])
def test_what_editors_and_desktops_leave_is_no_seed_file(tmp_path: Path, name: str) -> None:
    directory = make.seeds(tmp_path, sources=make.SOURCE)
    (directory / name).write_text("- nothing of ours", encoding="utf-8")

    assert len(checked(directory)) == 1


def test_files_that_are_links_as_a_mounted_map_has_them_are_read(tmp_path: Path) -> None:
    (tmp_path / "seeds" / "..2026_01_02").mkdir(parents=True)
    make.seeds(tmp_path / "seeds" / "..2026_01_02", sources=make.SOURCE)
    (tmp_path / "seeds" / "..data").symlink_to("..2026_01_02")
    for name in FILES:
        (tmp_path / "seeds" / name).symlink_to(f"..data/{name}")

    assert len(checked(tmp_path / "seeds")) == 1


def test_a_readme_and_a_ledger_may_stand_beside_the_files(tmp_path: Path) -> None:
    directory = make.seeds(tmp_path, sources=make.SOURCE, ledger="anything: at all\n")
    (directory / "README.md").write_text("# Seeds\n", encoding="utf-8")

    assert len(checked(directory)) == 1


def test_scalars_mean_what_yaml_1_2_says(tmp_path: Path) -> None:
    text = """\
- date: 2021-02-03
  words: [on, off, yes, no, y, 1_000, 0x1F, 1:30, ๑๒, Null and void]
  nothing: [~, null, Null, NULL, ]
  truth: [true, False, TRUE]
  whole: [12, -3, +4, 007]
  decimal: [1.5, .5, 5., -2e3, 1E-2]
  quoted: ['1', "true", 'null', '~']
  folded: >-
    one
    two
"""
    directory = make.seeds(tmp_path, sources=text)

    entries, problems = read(directory, "sources.yaml")

    assert problems == []
    assert [entry.fields for entry in entries] == [
        {
            "date": "2021-02-03",
            "words": ["on", "off", "yes", "no", "y", "1_000", "0x1F", "1:30", "๑๒", "Null and void"],
            "nothing": [None, None, None, None],
            "truth": [True, False, True],
            "whole": [12, -3, 4, 7],
            "decimal": [1.5, 0.5, 5.0, -2000.0, 0.01],
            "quoted": ["1", "true", "null", "~"],
            "folded": "one two",
        }
    ]


def test_what_is_no_number_is_read_as_none(tmp_path: Path) -> None:
    directory = make.seeds(tmp_path, sources="- values: [.inf, -.Inf, +.INF, .nan, .NaN]\n")

    ((entry,), problems) = read(directory, "sources.yaml")

    assert problems == []
    assert json.dumps(entry.fields) == '{"values": [Infinity, -Infinity, Infinity, NaN, NaN]}'


def test_an_absurdly_long_number_is_no_whole_number(tmp_path: Path) -> None:
    stage = f"- {{id: stage:a, name_th: ก, order: {'9' * 5000}, sources: [source:a]}}\n"

    found = make.problems(tmp_path, sources=make.SOURCE, stages=stage)

    message = "order: is no whole number (given: inf)"
    assert found == [Problem("stages.yaml", 1, "stage:a", message, "write one, in digits and without quotes")]


def test_every_field_knows_its_line(tmp_path: Path) -> None:
    text = "- id: city:a\n  sources:\n    - source:a\n  operators:\n    - id: agency:a\n      note: n\n"
    directory = make.seeds(tmp_path, cities=text)

    ((entry,), _) = read(directory, "cities.yaml")

    assert entry.lines == {
        "id": 1,
        "sources": 2,
        "sources.0": 3,
        "operators": 4,
        "operators.0": 5,
        "operators.0.id": 5,
        "operators.0.note": 6,
    }
