"""The log of errors that were put right: what may stand in it."""

import re
from pathlib import Path

import pytest

from graph import seed
from graph.seeding.checking import checked
from tests import make
from tests.readme import TOP

CORRECTION = """\
- id: correction:phuket-name
  sources: [source:a]
  corrected: '2027-01-05'
  property: name_th
  wrong: ภูเกต
  right: ภูเก็ต
  about: [province:TH-83, source:a]
"""

FILES = {"sources": make.SOURCE, "regions": make.REGION, "provinces": make.PROVINCE}


def test_a_correction_says_what_was_wrong_what_is_right_since_when_and_by_which_document(tmp_path: Path) -> None:
    records = checked(make.seeds(tmp_path / "seeds", corrections=CORRECTION, **FILES))

    assert [each for each in records if isinstance(each, seed.Correction)] == [
        seed.Correction(
            id="correction:phuket-name",
            sources=("source:a",),
            corrected="2027-01-05",
            property="name_th",
            wrong="ภูเกต",
            right="ภูเก็ต",
            about=("province:TH-83", "source:a"),
        )
    ]


def test_an_empty_log_is_no_fault(tmp_path: Path) -> None:
    records = checked(make.seeds(tmp_path / "seeds", corrections="# none\n", **FILES))

    assert len(records) == 3


@pytest.mark.parametrize(
    ("before", "after", "line", "words"),
    [
        ("  sources: [source:a]\n", "", 1, "sources: is missing"),
        ("  right: ภูเก็ต\n", "", 1, "right: is missing"),
        ("  corrected: '2027-01-05'\n", "", 1, "corrected: is missing"),
        ("'2027-01-05'", "'2027-01'", 1, "'2027-01' is no day"),
        ("'2027-01-05'", "'2570-01-05'", 3, "'2570-01-05' is a Buddhist-era year"),
        ("ภูเกต", "ภูเก็ต", 1, "'ภูเก็ต' is what was wrong, too"),
        ("province:TH-83", "province:TH-84", 7, "there is no 'province:TH-84'"),
    ],
)
def test_a_correction_that_says_too_little_is_refused(
    before: str, after: str, line: int, words: str, tmp_path: Path
) -> None:
    (problem,) = make.problems(tmp_path / "seeds", corrections=CORRECTION.replace(before, after), **FILES)

    assert (problem.file, problem.line) == ("corrections.yaml", line)
    assert words in str(problem)


def test_the_example_of_the_page_is_one(tmp_path: Path) -> None:
    page = (TOP / "docs" / "corrections.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    document = "- id: source:gazette-2564\n  title: A\n" + make.SOURCE

    records = checked(
        make.seeds(tmp_path / "seeds", **{**FILES, "sources": document}, cities=make.CITY, corrections=example)
    )

    (found,) = [each for each in records if isinstance(each, seed.Correction)]
    assert (found.property, found.right, found.about) == ("name_th", "ภูเก็ต", ("city:phuket",))
    assert None not in found.model_dump().values()
