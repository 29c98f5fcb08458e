"""What breaks a promise is named, unless it was announced; what is deprecated says since when, and until when."""

import re
from datetime import date

import pytest
from graphql import BreakingChangeType, DangerousChangeType, SafeChangeType, build_schema, find_schema_changes

from api.contract import Break, announced_in, breaks, coordinate_of, deprecations, faults, months_after, told_apart
from tests.readme import TOP

OLD = """
directive @asOf(date: String) repeatable on QUERY | FIELD
directive @old on QUERY
interface Node { id: ID! }
enum Extent { PROVINCE ESTATE }
input Filter { name: String = "a", size: Int, old: Int }
scalar Text
type City implements Node { id: ID!, name: String!, extent: Extent, size(unit: String = "rai", of: Int): Float }
type Gone { note: Text }
type Kind { id: ID }
union Thing = City | Gone
type Query { city(id: ID!): City, things(where: Filter): [Thing!]!, gone: Gone, kind: Kind }
"""


def unannounced(old: str, new: str, changelog: str) -> list[Break]:
    """What breaks queries, and no changelog announces."""
    return told_apart(old, new, changelog)[1]


CASES = {
    "a field was removed": ("name: String!, ", "", "City.name"),
    "a field may be null now": ("name: String!", "name: String", "City.name"),
    "a field has another type": ("extent: Extent", "extent: String", "City.extent"),
    "an argument was removed": (", of: Int", "", "City.size(of:)"),
    "an argument has another type": ("of: Int", "of: String", "City.size(of:)"),
    "an argument is required now": ("of: Int", "of: Int!", "City.size(of:)"),
    "a required argument was added": ("(id: ID!)", "(id: ID!, day: String!)", "Query.city(day:)"),
    "an argument has another default": ('"rai"', '"ha"', "City.size(unit:)"),
    "an argument has no default any more": (' = "rai"', "", "City.size(unit:)"),
    "an input field has another default": ('"a"', '"b"', "Filter.name"),
    "an input field was removed": (", old: Int", "", "Filter.old"),
    "a required input field was added": (", old: Int", ", old: Int, new: Int!", "Filter.new"),
    "an enum value was removed": ("PROVINCE ESTATE", "PROVINCE", "Extent.ESTATE"),
    "a type is something else": ("type Kind { id: ID }", "scalar Kind", "Kind"),
    "a type left a union": ("City | Gone", "City", "Gone"),
    "an interface is implemented no more": ("City implements Node", "City", "City"),
    "a directive was removed": ("directive @old on QUERY", "", "@old"),
    "an argument of a directive was removed": ("(date: String)", "", "@asOf(date:)"),
    "an argument of a directive was added": ("(date: String)", "(date: String, of: Int!)", "@asOf(of:)"),
    "a directive is not repeatable any more": (" repeatable", "", "@asOf"),
    "a directive has one place less": (" | FIELD", "", "@asOf"),
}


@pytest.mark.parametrize(("before", "after", "coordinate"), CASES.values(), ids=CASES)
def test_what_breaks_queries_is_named_by_its_coordinate(before: str, after: str, coordinate: str) -> None:
    assert OLD.count(before) == 1

    (found,) = unannounced(OLD, OLD.replace(before, after), "")

    assert found.coordinate == coordinate
    assert str(found) == f"{coordinate}: {found.description}"


def test_a_type_that_was_removed_is_named_by_its_name() -> None:
    new = OLD.replace("scalar Text", "").replace("note: Text", "note: String")

    assert [each.coordinate for each in unannounced(OLD, new, "")] == ["Text", "Gone.note"]


def test_a_standard_scalar_that_was_removed_is_named_by_its_name() -> None:
    found = unannounced(OLD, OLD.replace("Float", "Int"), "")

    assert "Float" in [each.coordinate for each in found]


def test_every_way_to_break_a_query_is_tried() -> None:
    ways = [found for before, after, _ in CASES.values()
            for found in breaks(build_schema(OLD), build_schema(OLD.replace(before, after)))]  # fmt: skip

    assert len(ways) == len(CASES)
    assert len(BreakingChangeType) == 16, "the library knows another way: add it above"


def test_what_is_added_breaks_nothing() -> None:
    new = OLD.replace("extent: Extent", "extent(of: Int): Extent!, more: Int").replace("ESTATE", "ESTATE CAMPUS")

    assert unannounced(OLD, new, "") == []


CHANGELOG = """\
# Changelog

## Unreleased

### Breaking

- `City.name` may be null. `Query.city(id:)` is gone: use
  `node`.

### Added

- `Filter.old`

## 0.1.0

### Breaking

- `Gone`
"""


def test_what_the_changelog_announces_is_allowed() -> None:
    new = OLD.replace("name: String!", "name: String").replace("(id: ID!)", "").replace(", old: Int", "")

    assert announced_in(CHANGELOG) == {"City.name", "Query.city(id:)", "node"}
    known, broken = told_apart(OLD, new, CHANGELOG)
    assert [each.coordinate for each in known] == ["City.name", "Query.city(id:)"]
    assert [each.coordinate for each in broken] == ["Filter.old"]


def test_of_what_is_gone_is_said_how_long_it_was_to_stay() -> None:
    mark = '@deprecated(reason: "Use `new`. Deprecated on 2027-01-15, stays until 2027-04-15.")'
    old = OLD.replace("of: Int", f"of: Int {mark}")

    (argument,) = unannounced(old, OLD.replace(", of: Int", ""), "")
    (field,) = unannounced(OLD, OLD.replace("name: String!, ", ""), "")
    (changed,) = unannounced(OLD, OLD.replace("name: String!", "name: String"), "")

    assert str(argument).endswith("Argument City.size(of:) was removed. It was to stay until 2027-04-15.")
    assert str(field) == "City.name: Field City.name was removed. It was never deprecated."
    assert str(changed) == "City.name: Field City.name changed type from String! to String."


def test_a_changelog_without_the_heading_announces_nothing() -> None:
    assert announced_in("## Unreleased\n\n- **Breaking**: `City.name`\n") == set()
    assert announced_in("## 0.1.0\n\n### Breaking\n\n- `City.name`\n") == set()


def test_the_announced_schema_is_that_of_the_last_version_in_the_changelog() -> None:
    text = (TOP / "CHANGELOG.md").read_text(encoding="utf-8")
    (version, *_) = re.findall(r"^## (\d\S*)$", text, re.M)

    first = (TOP / "docs" / "announced.graphql").read_text(encoding="utf-8").splitlines()[0]

    assert f" {version}, " in first
    assert f'version = "{version}"' in (TOP / "pyproject.toml").read_text(encoding="utf-8")


def test_the_changelog_names_every_field_and_directive_that_was_added() -> None:
    text = (TOP / "CHANGELOG.md").read_text(encoding="utf-8")
    unreleased = text[text.index("## Unreleased") : text.index("## 0.1.0")]
    old, new = ((TOP / name).read_text(encoding="utf-8") for name in ("docs/announced.graphql", "schema.graphql"))
    kinds = {SafeChangeType.FIELD_ADDED, SafeChangeType.DIRECTIVE_ADDED, DangerousChangeType.VALUE_ADDED_TO_ENUM}
    added = [change for change in find_schema_changes(build_schema(old), build_schema(new)) if change.type in kinds]

    names = {coordinate_of(each).rpartition(".")[2] for each in added}

    assert {"search", "@asOf", "report"} <= names
    said = {word for span in re.findall(r"`([^`]+)`", unreleased) for word in re.findall(r"@?\w+", span)}
    assert sorted(names - said) == []


def deprecated(reason: str) -> str:
    """A schema in which one thing of each kind is deprecated, for the same reason."""
    mark = f'@deprecated(reason: "{reason}")'
    return f"""
        type Query {{ old: Int {mark}, new(old: Int {mark}, of: Kind, where: Filter): Int }}
        interface Node {{ old: Int {mark} }}
        enum Kind {{ OLD {mark} NEW }}
        input Filter {{ old: Int {mark} }}
    """


ALL = ["Query.old", "Query.new(old:)", "Kind.OLD", "Filter.old", "Node.old"]


def test_everything_that_can_be_deprecated_is_found() -> None:
    found = list(deprecations(build_schema(deprecated("Because."))))

    assert sorted(found) == sorted((each, "Because.") for each in ALL)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("Use `new` instead.", "does not name two days"),
        ("Deprecated on 2027-01-31.", "does not name two days"),
        ("Deprecated on 2027-01-31, stays until 2027-02-30.", "names a day that is none"),
        ("Deprecated on 2027-01-31, stays until 2027-04-30.", "stays until 2027-05-01 at least"),
        ("Deprecated on 2027-01-15, stays until 2027-04-14.", "stays until 2027-04-15 at least"),
    ],
)
def test_a_deprecation_without_its_days_or_too_short_is_a_fault(reason: str, words: str) -> None:
    found = faults(build_schema(deprecated(reason)))

    assert sorted(each.partition(": ")[0] for each in found) == sorted(ALL)
    assert all(words in each for each in found)


@pytest.mark.parametrize("until", ["2027-05-01", "2028-01-01"])
def test_a_deprecation_of_three_months_or_more_is_none(until: str) -> None:
    reason = f"Use `new` instead. Deprecated on 2027-01-31, stays until {until}."

    assert faults(build_schema(deprecated(reason))) == []


@pytest.mark.parametrize(
    ("day", "later"),
    [("2026-09-30", "2026-12-30"), ("2026-10-01", "2027-01-01"), ("2026-11-30", "2027-03-01")],
)
def test_three_months_end_on_a_day_that_there_is(day: str, later: str) -> None:
    assert months_after(date.fromisoformat(day), 3).isoformat() == later
