"""`/llms.txt`: what there is to ask and how, on one page, for language models (llmstxt.org)."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from api.document.limits import Limits
from api.example import Example, Visitor
from api.rates import Rates
from api.sheet import Sheet

MEDIA = "text/markdown; charset=utf-8"

INTRODUCTION = """# Mueang เมือง

> Thailand's Smart City programme as a graph that anyone can ask by GraphQL: cities, provinces, agencies, projects,
> approval rounds, emblems and BOI privileges. Every fact names its sources; what is not on record is said to be so.

- Ask at {site}/graphql by POST (JSON, `{{"query": "…", "variables": {{}}}}`) or GET (`?query=…`). It is only read from.
- Ids are readable and never reused: `city:phuket`, `province:TH-83`. Lists are Relay connections, at most 100 at once.
- `search(text:)` finds things by their names in Thai, English or any romanisation; `node(id:)` finds one by its id.
- `query @asOf(date: "2022-12-31") {{ … }}` answers as the world stood on a day, `@release(id:)` from a past release.
- `knowledge: UNKNOWN` of an empty list means that it is not on record, not that there is nothing. Do not guess.
- Name the sources of a fact (`sources {{ title url }}`) when you pass it on. The BOI alone decides on privileges.
- Add `&format=csv` for a table. Errors have codes in `extensions.code`, and messages that say the cure.
"""

ADDRESSES = """
## What there is

- [Schema]({site}/schema.graphql): every type and field with its description; introspection is open too
- [Docs]({site}/docs): first query, concepts, limits, errors, spreadsheets, clients
- [Files]({site}/data/catalog.jsonld): releases as CSV, NDJSON, GeoJSON, GraphML and Cypher, if this server keeps them
- [Releases]({site}/releases.atom): what changed when
"""

LIMITS = """
## Limits

- A document: {characters:,} characters, {tokens:,} tokens, {depth} fields deep, {aliases} aliases
- An operation: {cost:,} points (a point for each object that it may give) and {seconds:g} seconds
- A client: {points:,} points in {window:,} seconds; `RateLimit` headers say what is left, and 429 says `Retry-After`
"""

LICENCE = """
## Licence

Data: CC BY 4.0, to be credited as `Data: Mueang, Thailand's Smart City programme as a graph (CC BY 4.0)`, with the day
or the release of the answer ({site}/CITATION.cff). Code: Apache-2.0.
"""

ASSISTANTS = """- [MCP]({site}/mcp): the same as tools, for assistants that speak the Model Context Protocol
"""

JOBS = {
    Visitor.DEVELOPER: "Examples for developers",
    Visitor.PRIVILEGES: "Examples on BOI privileges",
    Visitor.JOURNALIST: "Examples for journalists",
}


def listed(site: str, found: Iterable[Example]) -> Iterator[str]:
    """The examples, by who asks; each address gives its answer."""
    known = tuple(found)
    for visitor, heading in JOBS.items():
        yield f"\n## {heading}\n\n"
        for each in known:
            if each.visitor is visitor:
                address = f"{site}/graphql?documentId={quote(each.name)}"
                yield f"- [{each.title.en}]({address}): {each.title.th}\n"


def sheet(site: str, limits: Limits, rates: Rates, found: Iterable[Example], *, mcp: bool) -> Sheet:
    """The page as it is sent."""
    said = {name: getattr(limits, name) for name in ("characters", "tokens", "depth", "aliases", "cost", "seconds")}
    parts = (
        INTRODUCTION.format(site=site),
        ADDRESSES.format(site=site),
        ASSISTANTS.format(site=site) if mcp else "",
        LIMITS.format(**said, points=rates.points, window=rates.window),
        *listed(site, found),
        LICENCE.format(site=site),
    )
    return Sheet("".join(parts), MEDIA)
