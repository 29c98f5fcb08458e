"""The example operations: each file has its header, and what has not is refused."""

from pathlib import Path

import pytest
from graphql import parse, validate

from api.example import EXAMPLES, Example, ExampleError, Title, Visitor, example_of, examples
from api.schema.root import SCHEMA
from tests.readme import README

TEXT = """\
# th: หน่วยงานใดดำเนินการเมืองใดบ้าง
# en: Which agencies operate which areas?
# for: developer
query WhoOperatesWhat { agencies { totalCount } }
"""

ALL = examples()


def test_a_file_is_read_into_a_record() -> None:
    assert example_of("who-operates-what", TEXT) == Example(
        "who-operates-what",
        Title("หน่วยงานใดดำเนินการเมืองใดบ้าง", "Which agencies operate which areas?"),
        Visitor.DEVELOPER,
        "query WhoOperatesWhat { agencies { totalCount } }\n",
    )


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("who-operates-what", TEXT.removeprefix("# th: หน่วยงานใดดำเนินการเมืองใดบ้าง\n"), "begin with"),
        ("who-operates-what", TEXT.replace("# en: Which agencies operate which areas?", "# en: "), "begin with"),
        ("who-operates-what", TEXT.replace("# for: developer\n", ""), "begin with"),
        ("who-operates-what", "\n" + TEXT, "begin with"),
        ("Who Operates What", TEXT, "name files like-this"),
        ("who-operates-what", TEXT.replace("developer", "everybody"), "'everybody': say one of developer"),
        ("who-operates-what", TEXT.replace("หน่วยงานใดดำเนินการเมืองใดบ้าง", "Who?"), "in its own language"),
        ("who-operates-what", TEXT.replace("Which agencies", "หน่วยงานใด"), "in its own language"),
        ("who-operates-what", TEXT + "query Other { release { id } }", "one operation, `query WhoOperatesWhat`"),
        ("who-runs-what", TEXT, "one operation, `query WhoRunsWhat`"),
        ("who-operates-what", TEXT.replace("query", "mutation"), "one operation"),
        ("who-operates-what", TEXT.replace("query WhoOperatesWhat ", ""), "one operation"),
        ("who-operates-what", TEXT.rstrip("}\n"), "Syntax Error"),
    ],
)
def test_a_file_that_is_no_example_is_refused_with_its_name_and_the_cure(name: str, text: str, said: str) -> None:
    with pytest.raises(ExampleError, match=f"^{name}: ") as refused:
        example_of(name, text)

    assert said in str(refused.value)


def test_a_directory_is_read_by_name(tmp_path: Path) -> None:
    (tmp_path / "who-operates-what.graphql").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.graphql").write_text(TEXT.replace("WhoOperatesWhat", "B"), encoding="utf-8")
    (tmp_path / "README.md").write_text("not one", encoding="utf-8")

    assert [each.name for each in examples(tmp_path)] == ["b", "who-operates-what"]


def test_there_are_enough_for_every_visitor() -> None:
    assert len(ALL) >= 28
    assert {each.visitor for each in ALL} == set(Visitor)


def test_every_file_of_the_folder_is_an_example() -> None:
    assert [each.name for each in ALL] == sorted(file.name.removesuffix(".graphql") for file in EXAMPLES.iterdir())


def test_no_two_ask_the_same() -> None:
    assert len({each.title.th for each in ALL}) == len({each.title.en for each in ALL}) == len(ALL)


def test_the_table_of_the_readme_lists_every_one() -> None:
    listed = [line for line in README.read_text(encoding="utf-8").splitlines() if "](api/examples/" in line]
    rows = [f"| {e.title.en} | {e.title.th} | [`{e.name}`](api/examples/{e.name}.graphql) |" for e in ALL]

    assert [line for line in listed if line.startswith("|")] == rows
    assert f"\n{len(ALL)} questions that come again and again" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("example", ALL, ids=[each.name for each in ALL])
def test_an_example_fits_the_schema(example: Example) -> None:
    assert validate(SCHEMA._schema, parse(example.operation)) == []
