"""
What is asked of both servers: the same things, each in the server's own words.

A question is a function of a number: the same number asks for the same, and an answer of one server holds the same
values in the same order as that of the other. What is random is the number.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """What is asked: a release, and of how many cities."""

    release: str
    cities: int

    def city(self, number: int) -> str:
        """The id of a city."""
        return f"city:synthetic-{Random(number).randrange(self.cities) + 1:06d}"  # noqa: S311 # no secret

    @property
    def start(self) -> str:
        """What keys and places of the release begin with."""
        return f"{self.release}|"


@dataclass(frozen=True, slots=True)
class Asked:
    """The body of a request."""

    query: str
    variables: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """One class of questions; `novel` ones must not come twice, of `unordered` ones the order is the server's own."""

    name: str
    ours: Callable[[Place, int], Asked]
    theirs: Callable[[Place, int], Asked]
    novel: bool = False
    unordered: bool = False


def always(query: str) -> Callable[[Place, int], Asked]:
    """The same question whatever the number; the peer's lists begin at a release, as ours do by themselves."""

    def asked(place: Place, _: int) -> Asked:
        return Asked(query, {"in": place.start} if "$in" in query else {})

    return asked


SORTED = "sort: [{sort: ASC}]"
IN_RELEASE = f"where: {{sort: {{startsWith: $in}}}}, {SORTED}"

FLAT = Question(
    "flat: 100 cities",
    always("{ cities(first: 100) { nodes { id name { th en } } } }"),
    always(f"query($in: String!) {{ cities({IN_RELEASE}, limit: 100) {{ id name_th name_en }} }}"),
)

HOP = Question(
    "hop: with province",
    always("{ cities(first: 100) { nodes { id name { en } province { id name { en } } } } }"),
    always(f"query($in: String!) {{ cities({IN_RELEASE}, limit: 100) {{ id name_en province {{ id name_en }} }} }}"),
)

DEEP = Question(
    "deep: 100 × 5 × operator",
    always(
        """{ cities(first: 100) { nodes { id name { en } projects(first: 5) { nodes { id name { th }
        operators(first: 1, includeLowConfidence: true) { nodes { id name { en } } } } } } } }"""
    ),
    always(
        f"""query($in: String!) {{ cities({IN_RELEASE}, limit: 100) {{ id name_en
        projects({SORTED}, limit: 5) {{ id name_th operators({SORTED}, limit: 1) {{ id name_en }} }} }} }}"""
    ),
)

TRAVERSE = Question(
    "traverse: 3 hops from 10",
    always(
        """{ provinces(first: 10) { nodes { id cities(first: 13) { nodes { id
        operators(first: 1, includeLowConfidence: true) { nodes { id
        cities(first: 3, includeLowConfidence: true) { nodes { id } } } } } } } } }"""
    ),
    always(
        f"""query($in: String!) {{ provinces({IN_RELEASE}, limit: 10) {{ id cities({SORTED}, limit: 13) {{ id
        operators({SORTED}, limit: 1) {{ id cities({SORTED}, limit: 3) {{ id }} }} }} }} }}"""
    ),
)

ONE = Question(
    "one by id",
    lambda place, number: Asked("query($id: ID!) { city(id: $id) { id name { th en } } }", {"id": place.city(number)}),
    lambda place, number: Asked(
        "query($key: String!) { cities(where: {key: {eq: $key}}) { id name_th name_en } }",
        {"key": place.start + place.city(number)},
    ),
)


def code(number: int) -> str:
    """The code of a province."""
    return f"TH-{30 + number % 10}"


PAGE = Question(
    "page: filtered, ordered",
    lambda _, number: Asked(
        """query($code: String!) {
        cities(first: 20, where: {province: {code: {eq: $code}}}, orderBy: [{field: NAME_EN, direction: DESC}]) {
        nodes { id name { en } } pageInfo { hasNextPage } } }""",
        {"code": code(number)},
    ),
    lambda place, number: Asked(
        """query($in: String!, $code: String!) {
        citiesConnection(first: 20, where: {sort: {startsWith: $in}, province: {some: {code: {eq: $code}}}},
        sort: [{name_en: DESC}]) { edges { node { id name_en } } pageInfo { hasNextPage } } }""",
        {"in": place.start, "code": code(number)},
    ),
)

COUNT = Question(
    "count",
    always("{ cities(where: {extent: {eq: DISTRICT}}) { totalCount } }"),
    always(
        """query($in: String!) { citiesConnection(where: {sort: {startsWith: $in}, extent: {eq: "district"}}) {
        aggregate { count { nodes } } } }"""
    ),
)

SEARCH = Question(
    "search by name",
    lambda place, number: Asked(
        "query($text: String!) { search(text: $text, kinds: [CITY], first: 1) { nodes { id } } }",
        {"text": called(place, number)},
    ),
    lambda place, number: Asked(
        "query($phrase: String!) { citiesByName(phrase: $phrase, first: 1) { edges { node { id } } } }",
        {"phrase": f'"{called(place, number)}"'},
    ),
)


def called(place: Place, number: int) -> str:
    """The name of a city."""
    return f"Synthetic City {int(place.city(number)[-6:])}"


AGGREGATE = Question(
    "aggregate: by province",
    always("{ cityGroups(by: [PROVINCE], first: 100) { keys { node { id } } count } }"),
    always(
        "query($in: String!) { provinces(where: {sort: {startsWith: $in}}) {"
        " id citiesConnection { aggregate { count { nodes } } } } }"
    ),
    unordered=True,
)

PARTS = (
    ("synthetic", "synthetic"),
    ("province { id }", "province { id }"),
    ("province { code name { en } }", "province { code name_en }"),
    ("projects(first: 3) { nodes { id } }", f"projects({SORTED}, limit: 3) {{ id }}"),
    ("projects(first: 2) { nodes { name { en } } }", f"projects({SORTED}, limit: 2) {{ name_en }}"),
)


def novel_text(place: Place, number: int, *, ours: bool) -> Asked:
    """A text that was never asked before: some of the parts, each by a name that nobody has given it."""
    parts = [each for bit, each in enumerate(PARTS) if number >> bit & 1]
    asked = [f"part_{number}_{at}: {each[0 if ours else 1]}" for at, each in enumerate(parts)]
    name = f"name_{number}: {'name { en }' if ours else 'name_en'}"
    inner = " ".join(["id", name, *asked])
    if ours:
        return Asked(f"{{ cities(first: 20) {{ nodes {{ {inner} }} }} }}", {})
    return Asked(f"query($in: String!) {{ cities({IN_RELEASE}, limit: 20) {{ {inner} }} }}", {"in": place.start})


ATOMS: tuple[tuple[dict[str, Any], dict[str, Any]], ...] = (
    ({"extent": {"eq": "DISTRICT"}}, {"extent": {"eq": "district"}}),
    ({"nameEn": {"startsWith": "Synthetic City 1"}}, {"name_en": {"startsWith": "Synthetic City 1"}}),
    ({"nameEn": {"contains": "7"}}, {"name_en": {"contains": "7"}}),
    ({"nameTh": {"contains": "9"}}, {"name_th": {"contains": "9"}}),
    ({"province": {"code": {"eq": "TH-50"}}}, {"province": {"some": {"code": {"eq": "TH-50"}}}}),
    ({"province": {"nameEn": {"startsWith": "N"}}}, {"province": {"some": {"name_en": {"startsWith": "N"}}}}),
    ({"projects": {"some": {"nameEn": {"contains": "-1"}}}}, {"projects": {"some": {"name_en": {"contains": "-1"}}}}),
    ({"synthetic": {"eq": True}}, {"synthetic": {"eq": True}}),
    ({"nameTh": {"startsWith": "เ"}}, {"name_th": {"startsWith": "เ"}}),
    ({"province": {"nameTh": {"contains": "ก"}}}, {"province": {"some": {"name_th": {"contains": "ก"}}}}),
    ({"projects": {"some": {"nameTh": {"contains": "1"}}}}, {"projects": {"some": {"name_th": {"contains": "1"}}}}),
)


DEPTH = 5
SHAPES = len(ATOMS) ** DEPTH
"""So many novel filters there are; then they come again."""

SCATTER = 6_007
"""Numbers that follow each other are in most of their atoms alike: a run would have all the hard ones, or none."""


def shaped(number: int, words: tuple[str, str], side: int) -> dict[str, Any]:
    """A condition: five of the atoms, the first or the second and (the third or the fourth and …)."""
    number = number * SCATTER % SHAPES
    condition: dict[str, Any] = {}
    for depth in range(DEPTH):
        number, digit = divmod(number, len(ATOMS))
        atom = ATOMS[digit][side]
        condition = {words[depth % 2]: [atom, condition]} if condition else atom
    return condition


NOVEL_TEXT = Question(
    "novel text",
    lambda place, number: novel_text(place, number, ours=True),
    lambda place, number: novel_text(place, number, ours=False),
    novel=True,
)

NOVEL_FILTER = Question(
    "novel filter shape",
    lambda _, number: Asked(
        "query($where: CityFilter) { cities(first: 20, where: $where) { nodes { id } } }",
        {"where": shaped(number, ("and", "or"), 0)},
    ),
    lambda place, number: Asked(
        f"query($where: CityWhere) {{ cities(where: $where, {SORTED}, limit: 20) {{ id }} }}",
        {"where": {"AND": [{"sort": {"startsWith": place.start}}, shaped(number, ("AND", "OR"), 1)]}},
    ),
    novel=True,
)

QUESTIONS = (FLAT, HOP, DEEP, ONE, TRAVERSE, PAGE, COUNT, SEARCH, AGGREGATE, NOVEL_TEXT, NOVEL_FILTER)


def leaves(value: Any) -> list[Any]:
    """The values of an answer, in order: its form is the server's own."""
    if isinstance(value, dict):
        return [leaf for each in value.values() for leaf in leaves(each)]
    if isinstance(value, list):
        return [leaf for each in value for leaf in leaves(each)]
    return [value]
