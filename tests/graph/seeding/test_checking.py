"""Every fault of a record, and of records together: where it is, what it is, and the cure."""

from pathlib import Path

import pytest

from graph import seed
from graph.errors import Problem, SeedError
from graph.seeding import check, checking
from graph.seeding.checking import checked
from tests import make

NO_FIELD = "take {!r} out, or mend its name"
MONEY = """\
- id: observation:a
  sources: [source:a]
  metric: investment
  label: a
  unit: THB
  value: """


def committees(*pairs: tuple[str, str]) -> str:
    """Committees, each with the one that it is part of."""
    return "".join(
        f"- id: committee:{name}\n  sources: [source:a]\n  name_th: ก\n  kind: committee\n"
        f"  part_of:\n    id: committee:{parent}\n    sources: [source:a]\n"
        for name, parent in pairs
    )


def place(directory: Path, city: str, **files: str) -> list[Problem]:
    """What is wrong with a directory that holds a city, and all that a city needs."""
    return make.problems(
        directory, sources=make.SOURCE, regions=make.REGION, provinces=make.PROVINCE, cities=city, **files
    )


def source(line: int, message: str, cure: str, record: str = "source:a") -> list[Problem]:
    """The one problem of a record in `sources.yaml`."""
    return [Problem("sources.yaml", line, record, message, cure)]


def test_small_files_without_a_fault_have_no_problem(tmp_path: Path) -> None:
    directory = make.seeds(
        tmp_path, sources=make.SOURCE, regions=make.REGION, provinces=make.PROVINCE, cities=make.CITY
    )

    assert check(directory) == 4


def test_an_unknown_key_is_named(tmp_path: Path) -> None:
    found = make.problems(tmp_path, sources=make.SOURCE + "  wibble: 1\n")

    assert found == source(3, "wibble: there is no such field (given: 1)", NO_FIELD.format("wibble"))


def test_an_unknown_key_of_a_link_is_named_with_its_path(tmp_path: Path) -> None:
    city = make.CITY.replace("sources: [source:a]}", "sources: [source:a], wibble: 1}")

    found = place(tmp_path, city)

    message = "province.wibble: there is no such field (given: 1)"
    assert found == [Problem("cities.yaml", 4, "city:phuket", message, NO_FIELD.format("wibble"))]


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    found = place(tmp_path, make.CITY.partition("  province")[0])

    assert found == [Problem("cities.yaml", 1, "city:phuket", "province: is missing", "add 'province'")]


def test_a_record_without_an_id_says_so(tmp_path: Path) -> None:
    found = make.problems(tmp_path, sources=make.SOURCE + "- title: B\n- id:\n  title: C\n")

    text = "write text; quote what looks like a number"
    assert found == [
        *source(3, "id: is missing", "add 'id'", "a record without id"),
        *source(4, "id: is no text (given: None)", text, "a record without id"),
    ]


def test_a_record_without_a_source_says_so(tmp_path: Path) -> None:
    regions = "- id: region:a\n  name_th: ก\n- id: region:b\n  name_th: ข\n  sources: []\n"

    found = make.problems(tmp_path, regions=regions)

    assert found == [
        Problem("regions.yaml", 1, "region:a", "sources: is missing", "add 'sources'"),
        Problem("regions.yaml", 5, "region:b", "sources: is empty", "write at least 1"),
    ]


def test_an_unknown_source_is_named_with_the_one_that_was_perhaps_meant(tmp_path: Path) -> None:
    region = make.REGION.replace("source:a", "source:aa")

    found = make.problems(tmp_path, sources=make.SOURCE, regions=region)

    message = "sources: there is no source 'source:aa'"
    assert found == [Problem("regions.yaml", 2, "region:south", message, "perhaps 'source:a' is meant")]


def test_an_unknown_source_is_found_wherever_it_is_cited(tmp_path: Path) -> None:
    city = (
        make.CITY.replace("sources: [source:a]}", "sources: [source:one]}")
        + "  aliases:\n    - name: a\n      sources: [source:a]\n    - name: b\n      sources: [source:three]\n"
        + "  complete:\n    - list: aliases\n      sources: [source:four]\n"
    )

    found = place(tmp_path, city)

    nothing_near = "add it to its file, or take the reference out"
    assert found == [
        Problem("cities.yaml", 4, "city:phuket", "province.sources: there is no source 'source:one'", nothing_near),
        Problem("cities.yaml", 9, "city:phuket", "aliases.1.sources: there is no source 'source:three'", nothing_near),
        Problem("cities.yaml", 12, "city:phuket", "complete.0.sources: there is no source 'source:four'", nothing_near),
    ]


def test_a_thing_that_is_cited_as_a_source_is_no_source(tmp_path: Path) -> None:
    region = make.REGION + "- id: region:north\n  sources: [region:south]\n  name_th: ก\n"

    found = make.problems(tmp_path, sources=make.SOURCE, regions=region)

    message = "sources: 'region:south' is no source"
    assert found == [Problem("regions.yaml", 5, "region:north", message, "name a document of sources.yaml")]


def test_a_reference_to_nothing_is_named(tmp_path: Path) -> None:
    found = place(tmp_path, make.CITY.replace("province:TH-83", "province:TH-84"))

    message = "province: there is no 'province:TH-84'"
    assert found == [Problem("cities.yaml", 4, "city:phuket", message, "perhaps 'province:TH-83' is meant")]


def test_a_reference_to_a_thing_of_another_noun_is_refused(tmp_path: Path) -> None:
    found = place(tmp_path, make.CITY.replace("province:TH-83", "region:south"))

    message = "province: 'region:south' is no Province"
    assert found == [Problem("cities.yaml", 4, "city:phuket", message, "name one that is")]


def test_an_id_where_a_link_is_wanted_is_told_how_to_become_one(tmp_path: Path) -> None:
    found = place(tmp_path, make.CITY.partition("  province")[0] + "  province: province:TH-83\n")

    message = "province: has no fields of its own (given: 'province:TH-83')"
    assert found == [Problem("cities.yaml", 4, "city:phuket", message, "write them below it, as in `id: …`")]


def test_a_word_where_a_list_is_wanted_is_told_how_to_become_one(tmp_path: Path) -> None:
    region = make.REGION.replace("[source:a]", "source:a")

    found = make.problems(tmp_path, sources=make.SOURCE, regions=region)

    message = "sources: is no list (given: 'source:a')"
    assert found == [Problem("regions.yaml", 2, "region:south", message, "write it as [one, another]")]


def test_an_id_that_stands_twice_is_named_with_both_places(tmp_path: Path) -> None:
    found = make.problems(tmp_path, sources=make.SOURCE + make.SOURCE)

    message = "the id 'source:a' stands at sources.yaml:1 already"
    assert found == source(3, message, "merge the two, or give one another id")


def test_an_id_of_another_noun_is_refused(tmp_path: Path) -> None:
    found = make.problems(tmp_path, sources="- id: city:a\n  title: A\n")

    message = "id: 'city:a' is not of this file's noun"
    assert found == source(1, message, "begin it with `source:`, or move the record", "city:a")


@pytest.mark.parametrize(
    "text", ["phuket", "City:phuket", "source:ก", "source:a b", "source:", "source:a--b", "source:a/aliases/๑"]
)
def test_what_is_no_id_is_refused(tmp_path: Path, text: str) -> None:
    found = make.problems(tmp_path, sources=f"- id: '{text}'\n")

    assert found == source(1, f"id: {text!r} is not an id", "write noun:name, as in city:phuket", text)


def test_an_id_that_is_given_to_a_part_is_refused(tmp_path: Path) -> None:
    alias = "  aliases:\n    - id: region:south/aliases/7\n      name: South\n      sources: [source:a]\n"

    found = make.problems(tmp_path, sources=make.SOURCE, regions=make.REGION + alias)

    message = "aliases.0.id: is given (given: 'region:south/aliases/7')"
    cure = "take it out: whoever loads the file numbers these"
    assert found == [Problem("regions.yaml", 5, "region:south", message, cure)]


def test_the_days_of_an_emblem_are_not_for_files_to_say(tmp_path: Path) -> None:
    emblem = "- {id: emblem:a, kind: first, valid_until: '2023', city: city:phuket, sources: [source:a]}\n"

    found = place(tmp_path, make.CITY, emblems=emblem)

    message = "valid_until: follows from other fields"
    assert found == [Problem("emblems.yaml", 1, "emblem:a", message, "take it out: it is derived at load")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2021-02-30", "day is out of range for month"),
        ("2022-13", "month must be in 1..12"),
        ("2023-02-29", "day is out of range for month"),
        ("0000", "year 0 is out of range"),
    ],
)
def test_a_day_that_never_was_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    found = make.problems(tmp_path, sources=make.SOURCE + f"  published: '{text}'\n")

    assert found == source(3, f"published: '{text}' is not in the calendar ({reason})", "write a day that is")


@pytest.mark.parametrize("text", ["21-09-2021", "2021-9", "September 2021", "๒๐๒๑", "2021-09-23T10:00", "2021/09"])
def test_what_is_no_date_is_refused(tmp_path: Path, text: str) -> None:
    found = make.problems(tmp_path, sources=make.SOURCE + f"  published: '{text}'\n")

    assert found == source(3, f"published: {text!r} is not a date", "write YYYY, YYYY-MM or YYYY-MM-DD, in quotes")


def test_a_year_of_the_buddhist_era_is_told_what_it_is_in_the_common_era(tmp_path: Path) -> None:
    found = make.problems(tmp_path, sources=make.SOURCE + "  published: '2564-08-13'\n")

    assert found == source(3, "published: '2564-08-13' is a Buddhist-era year", "write 2021-08-13")


def test_a_date_without_quotes_is_the_text_it_looks_like(tmp_path: Path) -> None:
    directory = make.seeds(tmp_path, sources=make.SOURCE + "  published: 2021-08-13\n")

    (record,) = checked(directory)

    assert record.model_dump(exclude_defaults=True) == {
        "id": "source:a",
        "title": "A document",
        "published": "2021-08-13",
    }


def test_a_year_without_quotes_is_a_number_and_no_date(tmp_path: Path) -> None:
    found = make.problems(tmp_path, sources=make.SOURCE + "  published: 2021\n")

    assert found == source(3, "published: is no text (given: 2021)", "write text; quote what looks like a number")


def test_on_and_yes_stay_text(tmp_path: Path) -> None:
    directory = make.seeds(tmp_path, sources=make.SOURCE + "  publisher: on\n  version: yes\n")

    (record,) = checked(directory)

    assert record.model_dump(exclude_defaults=True) == {
        "id": "source:a",
        "title": "A document",
        "publisher": "on",
        "version": "yes",
    }


@pytest.mark.parametrize("word", ["yes", "on", "'true'", "1"])
def test_only_true_and_false_are_true_or_false(tmp_path: Path, word: str) -> None:
    found = place(tmp_path, make.CITY + f"  synthetic: {word}\n")

    given = "1" if word == "1" else repr(word.strip("'"))
    message = f"synthetic: is neither true nor false (given: {given})"
    assert found == [Problem("cities.yaml", 5, "city:phuket", message, "write true or false, without quotes")]


@pytest.mark.parametrize("code", ["TH-7", "TH-100", "83", "PHK", "TH-84"])
def test_a_province_has_the_iso_code_of_its_id(tmp_path: Path, code: str) -> None:
    province = make.PROVINCE.replace("code: TH-83", f"code: '{code}'")

    found = make.problems(tmp_path, sources=make.SOURCE, regions=make.REGION, provinces=province)

    message = f"'{code}' is no ISO 3166-2:TH code, or not that of province:TH-83"
    assert found == [Problem("provinces.yaml", 1, "province:TH-83", message, "write TH-83")]


def test_a_point_that_is_not_on_earth_is_refused(tmp_path: Path) -> None:
    province = make.PROVINCE.replace("7.89059", "98.3981").replace("longitude: 98.3981", "longitude: -180.5")

    found = make.problems(tmp_path, sources=make.SOURCE, regions=make.REGION, provinces=province)

    cure = "write what the document says"
    assert found == [
        Problem("provinces.yaml", 5, "province:TH-83", "latitude: is more than 90 (given: 98.3981)", cure),
        Problem("provinces.yaml", 6, "province:TH-83", "longitude: is less than -180 (given: -180.5)", cure),
    ]


def test_money_is_not_negative(tmp_path: Path) -> None:
    award = "- id: award:a\n  sources: [source:a]\n  name_en: A\n  prize_thb: -1\n"

    found = make.problems(tmp_path, sources=make.SOURCE, observations=MONEY + "-5\n", awards=award)

    message = "money is negative (-5.0)"
    assert found == [
        Problem("awards.yaml", 4, "award:a", "prize_thb: is less than 0 (given: -1)", "write what the document says"),
        Problem("observations.yaml", 1, "observation:a", message, "write the amount as reported"),
    ]


@pytest.mark.parametrize(("written", "read"), [(".nan", "nan"), (".inf", "inf"), ("-.Inf", "-inf"), ("1e999", "inf")])
def test_a_number_is_one(tmp_path: Path, written: str, read: str) -> None:
    found = make.problems(tmp_path, sources=make.SOURCE, observations=MONEY + written + "\n")

    cure = "write what the document says, or leave it out"
    assert found == [Problem("observations.yaml", 6, "observation:a", f"value: {read} is not a number", cure)]


@pytest.mark.parametrize(("written", "read"), [("'5'", "'5'"), ("5,000", "'5,000'"), ("๕", "'๕'")])
def test_text_is_no_number(tmp_path: Path, written: str, read: str) -> None:
    found = make.problems(tmp_path, sources=make.SOURCE, observations=MONEY + written + "\n")

    message = f"value: is no number (given: {read})"
    cure = "write one, in digits and without quotes"
    assert found == [Problem("observations.yaml", 6, "observation:a", message, cure)]


def test_a_control_character_behind_an_escape_is_found(tmp_path: Path) -> None:
    found = make.problems(tmp_path, sources='- id: source:a\n  title: "a\\x07b"\n')

    assert found == source(2, "title: control character U+0007 in 'a\\x07b'", "delete it")


@pytest.mark.parametrize(
    ("written", "what", "cure"),
    [
        ("' A'", "' A' is empty or has spaces around it", "trim it"),
        ("''", "'' is empty or has spaces around it", "trim it"),
        ("'e\u0301'", "'e\u0301' is not in Unicode form NFC", "normalise it"),
    ],
)
def test_text_is_trimmed_and_normal(tmp_path: Path, written: str, what: str, cure: str) -> None:
    found = make.problems(tmp_path, sources=f"- id: source:a\n  title: {written}\n")

    assert found == source(2, f"title: {what}", cure)


def test_a_word_that_may_not_stand_there_is_told_those_that_may(tmp_path: Path) -> None:
    found = make.problems(tmp_path, sources=make.SOURCE + "  read: partly\n")

    message = "read: is none of the words that may stand here (given: 'partly')"
    assert found == source(3, message, "write 'full' or 'partial'")


def test_a_long_value_is_shown_in_short(tmp_path: Path) -> None:
    found = make.problems(tmp_path, sources=make.SOURCE + f"  read: {'x' * 100}\n")

    message = f"read: is none of the words that may stand here (given: '{'x' * 76}...)"
    assert found == source(3, message, "write 'full' or 'partial'")


def test_a_thing_needs_a_name_and_says_where_an_english_one_comes_from(tmp_path: Path) -> None:
    regions = "- id: region:a\n  sources: [source:a]\n- id: region:b\n  sources: [source:a]\n  name_en: B\n"

    found = make.problems(tmp_path, sources=make.SOURCE, regions=regions)

    assert found == [
        Problem("regions.yaml", 1, "region:a", "has neither name_th nor name_en", "give it one"),
        Problem("regions.yaml", 3, "region:b", "name_en and name_en_kind go together", "give both"),
    ]


def test_a_circle_of_parents_is_drawn(tmp_path: Path) -> None:
    found = make.problems(tmp_path, sources=make.SOURCE, committees=committees(("a", "b"), ("b", "c"), ("c", "b")))

    message = "part_of: goes in a circle, committee:b → committee:c → committee:b"
    assert found == [Problem("committees.yaml", 12, "committee:b", message, "take one of these out")]


def test_a_thing_that_is_part_of_itself_is_a_circle(tmp_path: Path) -> None:
    found = make.problems(tmp_path, sources=make.SOURCE, committees=committees(("a", "a")))

    message = "part_of: goes in a circle, committee:a → committee:a"
    assert found == [Problem("committees.yaml", 5, "committee:a", message, "take one of these out")]


@pytest.mark.parametrize(
    ("sat", "decided"), [("2021-09-23", "2021-09-22"), ("2021-09", "2021-08-31"), ("2022", "2021")]
)
def test_a_decision_is_not_dated_before_its_round(tmp_path: Path, sat: str, decided: str) -> None:
    sitting = f"- {{id: round:a, committee: committee:a, date: '{sat}', sources: [source:a]}}\n"
    decision = (
        f"- id: decision:a\n  sources: [source:a]\n  kind: agreed\n  text: a\n  date: '{decided}'\n  round: round:a\n"
    )
    body = "- {id: committee:a, name_th: ก, kind: board, sources: [source:a]}\n"

    found = make.problems(tmp_path, sources=make.SOURCE, committees=body, rounds=sitting, decisions=decision)

    message = f"date: '{decided}' is before its round sat ({sat})"
    cure = "leave the date out: it is the round's"
    assert found == [Problem("decisions.yaml", 5, "decision:a", message, cure)]


@pytest.mark.parametrize(
    ("sat", "decided"), [("2021-09-23", "2021-09"), ("2021", "2021-01-01"), ("2021-09", "2021-09-01")]
)
def test_a_decision_may_be_dated_within_what_is_known_of_its_round(tmp_path: Path, sat: str, decided: str) -> None:
    directory = make.seeds(
        tmp_path,
        sources=make.SOURCE,
        committees="- {id: committee:a, name_th: ก, kind: board, sources: [source:a]}\n",
        rounds=f"- {{id: round:a, committee: committee:a, date: '{sat}', sources: [source:a]}}\n",
        decisions="- {id: decision:a, kind: agreed, text: a, round: round:a, sources: [source:a], "
        f"date: '{decided}'}}\n",
    )

    assert check(directory) == 4


def test_a_link_that_stands_twice_is_refused(tmp_path: Path) -> None:
    operator = "    - {id: agency:a, sources: [source:a]}\n"
    city = make.CITY + "  operators:\n" + operator + operator
    agency = "- {id: agency:a, name_th: ก, kind: agency, sources: [source:a]}\n"

    found = place(tmp_path, city, agencies=agency)

    message = "operators.1: 'agency:a' stands there already"
    cure = "keep one of them, with the sources of both"
    assert found == [Problem("cities.yaml", 7, "city:phuket", message, cure)]


OTHER = (
    "- {{id: city:other, name_th: ก, province: {{id: 'province:TH-83', sources: [source:a]}}, sources: [source:a]{}}}\n"
)
"""Another city, with what more is said of it."""


@pytest.mark.parametrize("relation", ["possibly_same_as", "distinct_from"])
def test_what_holds_of_both_alike_is_said_once(tmp_path: Path, relation: str) -> None:
    city = make.CITY + f"  {relation}: [{{id: city:other, sources: [source:a]}}]\n"
    other = OTHER.format(f", {relation}: [{{id: city:phuket, sources: [source:a]}}]")

    found = place(tmp_path, city + other)

    message = f"{relation}.0: 'city:phuket' says so of 'city:other' at cities.yaml:5 already"
    cure = "keep one of them, with the sources of both"
    assert found == [Problem("cities.yaml", 6, "city:other", message, cure)]


@pytest.mark.parametrize("relation", ["possibly_same_as", "distinct_from"])
def test_nothing_is_said_of_a_thing_and_itself(tmp_path: Path, relation: str) -> None:
    found = place(tmp_path, make.CITY + f"  {relation}: [{{id: city:phuket, sources: [source:a]}}]\n")

    message = f"{relation}.0: 'city:phuket' is the record itself"
    assert found == [Problem("cities.yaml", 5, "city:phuket", message, "name another one, or take it out")]


def test_the_id_of_a_part_is_no_id_of_a_record(tmp_path: Path) -> None:
    region = make.REGION.replace("region:south", "region:south/aliases/1")

    found = make.problems(tmp_path, sources=make.SOURCE, regions=region)

    message = "id: 'region:south/aliases/1' is that of a part of another record"
    cure = "take out what follows the name, from the slash on"
    assert found == [Problem("regions.yaml", 1, "region:south/aliases/1", message, cure)]


@pytest.mark.parametrize(
    ("file", "text", "names", "first", "last"),
    [
        ("events", "kind: launch, name_en: E", ("date", "date_end"), "2024-05-05", "2024-05-04"),
        ("observations", "metric: budget, label: l, text: t", ("period_from", "period_to"), "2024", "2023-12"),
    ],
)
def test_what_ends_does_not_end_before_it_begins(  # noqa: PLR0913, PLR0917 # a case has as many parts
    tmp_path: Path, file: str, text: str, names: tuple[str, str], first: str, last: str
) -> None:
    begins, ends = names
    record = f"- {{id: {file[:-1]}:a, sources: [source:a], {text}, {begins}: '{first}', {ends}: '{last}'}}\n"

    found = make.problems(tmp_path, sources=make.SOURCE, **{file: record})

    message = f"{ends}: {last!r} is before the beginning ({first!r})"
    assert found == [Problem(f"{file}.yaml", 1, f"{file[:-1]}:a", message, "write what the document says")]


def test_a_relation_does_not_end_before_it_begins(tmp_path: Path) -> None:
    link = "{id: agency:a, sources: [source:a], since: '2024', until: '2020'}"
    agency = "- {id: agency:a, name_th: ก, kind: agency, sources: [source:a]}\n"

    found = place(tmp_path, make.CITY + f"  operators: [{link}]\n", agencies=agency)

    message = "operators.0.until: '2020' is before the beginning ('2024')"
    assert found == [Problem("cities.yaml", 5, "city:phuket", message, "write what the document says")]


def test_a_beginning_and_an_end_that_are_known_to_the_year_may_be_the_same(tmp_path: Path) -> None:
    link = "{id: agency:a, sources: [source:a], since: '2024-05', until: '2024'}"
    agency = "- {id: agency:a, name_th: ก, kind: agency, sources: [source:a]}\n"
    directory = make.seeds(
        tmp_path,
        sources=make.SOURCE,
        regions=make.REGION,
        provinces=make.PROVINCE,
        cities=make.CITY + f"  operators: [{link}]\n",
        agencies=agency,
    )

    assert check(directory) == 5


def test_a_source_is_named_once(tmp_path: Path) -> None:
    city = make.CITY.replace("sources: [source:a]}", "sources: [source:a, source:a]}")

    found = place(tmp_path, city)

    message = "province.sources: 'source:a' stands there twice"
    assert found == [Problem("cities.yaml", 4, "city:phuket", message, "keep one of them")]


@pytest.mark.parametrize(
    ("years", "message"), [(0, "is less than 1 (given: 0)"), (9000, "is more than 99 (given: 9000)")]
)
def test_an_emblem_is_valid_for_some_years(tmp_path: Path, years: int, message: str) -> None:
    emblem = f"- {{id: emblem:a, kind: first, validity_years: {years}, city: city:phuket, sources: [source:a]}}\n"

    found = place(tmp_path, make.CITY, emblems=emblem)

    problem = f"validity_years: {message}"
    assert found == [Problem("emblems.yaml", 1, "emblem:a", problem, "write what the document says")]


def test_an_amount_that_would_be_rounded_is_refused(tmp_path: Path) -> None:
    found = make.problems(tmp_path, sources=make.SOURCE, observations=MONEY + "9007199254740993\n")

    message = "value: 9007199254740993 would become 9007199254740992"
    cure = "write it as exact as the document has it; beyond 2^53 not every number can be kept"
    assert found == [Problem("observations.yaml", 6, "observation:a", message, cure)]


def test_only_a_list_of_the_noun_is_complete(tmp_path: Path) -> None:
    found = place(tmp_path, make.CITY + "  complete:\n    - {list: province, sources: [source:a]}\n")

    message = "complete.0: there is no list 'province'"
    lists = "aliases, dimensions, distinct_from, operators, participants, possibly_same_as, proposers"
    assert found == [Problem("cities.yaml", 6, "city:phuket", message, f"name one of {lists}")]


@pytest.mark.parametrize("name", seed.FILES)
def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path, name: str) -> None:
    directory = make.seeds(tmp_path, sources=make.SOURCE, regions=make.REGION)
    (directory / name).unlink()

    with pytest.raises(SeedError) as caught:
        checked(directory)

    cure = "put it back, or make it an empty one if there is nothing to say"
    assert caught.value.problems == (Problem(name, 1, "the file", "is not there", cure),)


def test_an_empty_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SeedError) as caught:
        checked(tmp_path)

    message = "holds no records"
    assert caught.value.problems == (Problem(tmp_path.name, 1, "the directory", message, "name one that does"),)


def test_files_that_are_empty_are_an_empty_directory(tmp_path: Path) -> None:
    found = make.problems(tmp_path / "empty")

    assert found == [Problem("empty", 1, "the directory", "holds no records", "name one that does")]


def test_files_without_a_record_are_an_empty_directory(tmp_path: Path) -> None:
    found = make.problems(tmp_path / "empty", cities="# None yet.\n", sources="")

    assert found == [Problem("empty", 1, "the directory", "holds no records", "name one that does")]


def test_a_directory_that_is_not_there_is_a_problem_too(tmp_path: Path) -> None:
    with pytest.raises(SeedError) as caught:
        checked(tmp_path / "nowhere")

    assert caught.value.problems == (Problem("nowhere", 1, "the directory", "is not there", "name one that is"),)


def test_problems_of_several_files_are_reported_at_once_and_in_order(tmp_path: Path) -> None:
    sources = make.SOURCE + "  read: partly\n- id: source:a\n"
    regions = make.REGION.replace("source:a", "source:other") + "  wibble: 1\n"
    city = make.CITY.replace("TH-83", "TH-84")

    with pytest.raises(SeedError) as caught:
        checked(make.seeds(tmp_path, sources=sources, regions=regions, provinces="province", cities=city, stray=""))

    assert str(caught.value).splitlines() == [
        "provinces.yaml:1: the file: is not a list of records; begin each record with `- id:`",
        "regions.yaml:4: region:south: wibble: there is no such field (given: 1); take 'wibble' out, or mend its name",
        "sources.yaml:3: source:a: read: is none of the words that may stand here (given: 'partly'); "
        "write 'full' or 'partial'",
        "stray.yaml:1: the file: belongs to no noun; name it after one, as in agencies.yaml, or move it",
    ]


def test_a_fault_is_not_reported_again_at_every_reference_to_its_record(tmp_path: Path) -> None:
    province = make.PROVINCE.replace("  geoname: 1151254\n", "")

    found = make.problems(tmp_path, sources=make.SOURCE, regions="- id: [\n", provinces=province, cities=make.CITY)

    assert [(problem.file, problem.message) for problem in found] == [
        ("provinces.yaml", "geoname: is missing"),
        ("regions.yaml", "is not YAML: while parsing a flow node, did not find expected node content"),
    ]


def test_of_very_many_problems_the_first_are_shown_and_the_rest_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "MOST_PROBLEMS", 2)
    regions = "".join(f"- {{id: region:{number}, name_th: ก}}\n" for number in "abcde")

    found = make.problems(tmp_path / "bad", regions=regions)

    assert found == [
        Problem("regions.yaml", 1, "region:a", "sources: is missing", "add 'sources'"),
        Problem("regions.yaml", 2, "region:b", "sources: is missing", "add 'sources'"),
        Problem("bad", 1, "the directory", "has 3 problems more", "mend these first"),
    ]
