"""
`/releases.atom`: the releases of the data that can be asked, and what each changed, for feed readers (RFC 4287).

An entry is known by its release alone: whichever server tells of it, a reader shows it once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from json import dumps
from typing import Any
from urllib.parse import quote, urlencode
from uuid import NAMESPACE_OID, uuid5
from xml.etree import ElementTree

from api.rates import Client
from api.service import Service, UnansweredError
from graph.dumping.release import LICENCE

PATH = "/releases.atom"
MEDIA = "application/atom+xml"
ATOM = "http://www.w3.org/2005/Atom"

RELEASE = "query($release: ID!) @release(id: $release) { release { id loaded synthetic counts { label count } } }"
CHANGES = (
    "query($release: ID!, $since: ID!) @release(id: $release) { changes(since: $since, first: 50) { totalCount"
    " nodes { kind id relation { type start end } properties { name } } } }"
)
"""The first of them; all are a query away."""

QUESTIONS = (RELEASE, CHANGES)
DOCUMENTS = {"feed-release": RELEASE}
"""What readers are led to, by the name under which anyone may ask it."""

GONE = "RELEASE_GONE"

KINDS = {"ADDED": "added · เพิ่ม", "CORRECTED": "corrected · แก้ไข", "REMOVED": "removed · ลบออก"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A release, the one before it if that is known, and what changed between them if that is on record."""

    release: dict[str, Any]
    since: str | None
    changes: dict[str, Any] | None


async def entries(service: Service, client: Client, ids: Iterable[str]) -> list[Entry]:
    """What is told of releases, the last one first; raises `UnansweredError`."""
    told_of = [(await service.data(RELEASE, {"release": each}, client))["release"] for each in ids]
    told_of.sort(key=lambda each: str(each["loaded"]))
    before = [None, *(each["id"] for each in told_of)]
    return [
        Entry(each, since, await changes(service, client, each["id"], since) if since else None)
        for each, since in reversed(list(zip(told_of, before, strict=False)))
    ]


async def changes(service: Service, client: Client, release: str, since: str) -> dict[str, Any] | None:
    """What changed from one release to another; none where no list of it is kept."""
    try:
        asked = {"release": release, "since": since}
        found: dict[str, Any] = (await service.data(CHANGES, asked, client))["changes"]
    except UnansweredError as error:
        if [each["extensions"]["code"] for each in error.served.answer["errors"]] == [GONE]:
            return None
        raise
    return found


def line_of(change: dict[str, Any]) -> str:
    """What became of one thing or relation, in a line."""
    relation = change["relation"]
    what = change["id"] or f"{relation['start']} {relation['type']} {relation['end']}"
    names = ", ".join(each["name"] for each in change["properties"]) if change["kind"] == "CORRECTED" else ""
    return f"{KINDS[change['kind']]}: {what}{f' ({names})' if names else ''}"


def content_of(entry: Entry) -> str:
    """What an entry says, as HTML."""
    counts = ", ".join(f"{each['count']:,} {each['label']}" for each in entry.release["counts"])
    since, told_of = escape(entry.since or ""), [f"<p>{escape(counts)}</p>"]
    if entry.changes is not None:
        total, shown = entry.changes["totalCount"], entry.changes["nodes"]
        told_of.append(f"<p>{total:,} changes since release {since} · เปลี่ยนแปลง {total:,} รายการ</p>")
        told_of.append("<ul>" + "".join(f"<li>{escape(line_of(each))}</li>" for each in shown) + "</ul>")
        told_of += [f"<p>… {total - len(shown):,} more</p>"] if total > len(shown) else []
    elif entry.since is not None:
        told_of.append(f"<p>No list of changes since release {since} is kept · ไม่มีรายการเปลี่ยนแปลง</p>")
    return "".join(told_of)


def answer_at(site: str, release: str) -> str:
    """Where a release is asked what it is."""
    (name,) = DOCUMENTS
    asked = {"documentId": name, "variables": dumps({"release": release})}
    return f"{site}/graphql?{urlencode(asked, quote_via=quote)}"


def put(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    """An element of Atom inside of another."""
    made = ElementTree.SubElement(parent, name, attributes)
    made.text = text
    return made


def feed(site: str, found: Sequence[Entry]) -> str:
    """The feed, as XML."""
    top = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    put(top, "id", site + PATH)
    put(top, "title", "Mueang เมือง: releases of the data · ชุดข้อมูลแต่ละรุ่น")
    put(top, "updated", found[0].release["loaded"])
    put(put(top, "author"), "name", "Mueang contributors")
    put(top, "link", rel="self", type=MEDIA, href=site + PATH)
    put(top, "link", rel="alternate", type="text/html", href=f"{site}/docs/dumps")
    put(top, "link", rel="license", href=LICENCE)
    put(top, "rights", "CC BY 4.0")
    for each in found:
        release = each.release
        made = put(top, "entry")
        put(made, "id", uuid5(NAMESPACE_OID, f"mueang release {release['id']}").urn)
        put(made, "title", f"Release {release['id']}{' (made up)' if release['synthetic'] else ''}")
        put(made, "updated", release["loaded"])
        put(made, "link", rel="alternate", type="application/json", href=answer_at(site, release["id"]))
        put(made, "content", content_of(each), type="html")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(top, encoding="unicode") + "\n"
