"""What search engines read in a page: the thing in the words of schema.org, and the data set that it is of."""

from collections.abc import Mapping
from typing import Any

import orjson
from markupsafe import Markup

from api.pages.address import path_of

Node = Mapping[str, Any]

LICENCE = "https://creativecommons.org/licenses/by/4.0/"

CITY_TYPES = {"PROVINCE": "AdministrativeArea", "DISTRICT": "AdministrativeArea", "MUNICIPALITY": "City"}
AGENCY_TYPES = {
    "COMPANY": "Corporation",
    "UNIVERSITY": "CollegeOrUniversity",
    "UNIVERSITY_OFFICE": "Organization",
    "ASSOCIATION": "Organization",
    "STATE_ENTERPRISE": "Organization",
}
"""What an agency is if it is no part of the government."""


def named(thing: Node) -> dict[str, Any]:
    """The names of a thing that has them in both languages."""
    name = thing["name"]
    other = [name["th"] if name["en"] else None, *(each["name"] for each in thing["aliases"]["nodes"])]
    return {"name": name["en"] or name["th"], "alternateName": [each for each in other if each]}


def place(node: Node, base: str) -> dict[str, Any]:
    """A province, or a region."""
    path = path_of(node["id"])
    at = {"url": base + path} if path else {}
    return {"@type": "AdministrativeArea", "name": node["name"]["en"] or node["name"]["th"], **at}


def city(thing: Node, base: str) -> dict[str, Any]:
    """A smart-city area."""
    lies = {"containedInPlace": place(thing["provinceEdge"]["node"], base)} if thing["provinceEdge"] else {}
    return {"@type": CITY_TYPES.get(thing["extent"] or "", "Place"), **named(thing), **lies}


def province(thing: Node, base: str) -> dict[str, Any]:
    """A province, with a point in it."""
    point = {"@type": "GeoCoordinates", "latitude": thing["latitude"], "longitude": thing["longitude"]}
    country = {"@type": "Country", "name": "Thailand"}
    return {
        "@type": "AdministrativeArea",
        **named(thing),
        "geo": point,
        "containedInPlace": [place(thing["region"], base), country],
    }


def agency(thing: Node, base: str) -> dict[str, Any]:
    """An organisation, of the government unless its kind says otherwise."""
    whole = thing["partOf"]
    part = {"parentOrganization": {"@type": "Organization", **at(whole["node"], base)}} if whole else {}
    return {"@type": AGENCY_TYPES.get(thing["kind"], "GovernmentOrganization"), **named(thing), **part}


def project(thing: Node, base: str) -> dict[str, Any]:
    """A project, with those who run it."""
    members = [{"@type": "Organization", **at(each["node"], base)} for each in thing["operators"]["edges"]]
    return {"@type": "Project", **named(thing), **({"member": members} if members else {})}


def sitting(thing: Node, _: str) -> dict[str, Any]:
    """A round, as an event of its committee."""
    committee = thing["committee"]["name"]
    held = {"startDate": thing["date"]["iso"]} if thing["date"] else {}
    name = " ".join(each for each in (committee["en"] or committee["th"], thing["number"]) if each)
    organiser = {"@type": "GovernmentOrganization", "name": committee["en"] or committee["th"]}
    return {"@type": "Event", "name": name, "organizer": organiser, **held}


def privilege(thing: Node, base: str) -> dict[str, Any]:
    """A measure, as a service of the government."""
    granter = thing["grantingAgency"] or thing["grantingCommittee"]
    by = {"provider": {"@type": "GovernmentOrganization", **at(granter, base)}} if granter else {}
    return {"@type": "GovernmentService", "name": f"{thing['title']}: {thing['activityEn']}", **by}


def source(thing: Node, _: str) -> dict[str, Any]:
    """A document."""
    known = {
        "name": thing["title"] or thing["id"],
        "publisher": {"@type": "Organization", "name": thing["publisher"]} if thing["publisher"] else None,
        "datePublished": thing["published"]["iso"] if thing["published"] else None,
        "sameAs": thing["url"],
    }
    return {"@type": "CreativeWork", **{name: value for name, value in known.items() if value}}


def at(node: Node, base: str) -> dict[str, Any]:
    """The name of a thing, and where its page is."""
    path = path_of(node["id"])
    return {"name": node["name"]["en"] or node["name"]["th"], **({"url": base + path} if path else {})}


def document(described: dict[str, Any], thing_id: str, url: str, base: str, release: Node) -> Markup:
    """A thing as JSON-LD that may stand in a page."""
    data = {
        "@type": "Dataset",
        "name": "Mueang: Thailand's Smart City programme as a graph",
        "alternateName": "เมือง: โครงการเมืองอัจฉริยะของไทยในรูปกราฟ",
        "description": "Who runs what where in Thailand's Smart City programme, each fact with its sources.",
        "url": f"{base}/",
        "license": LICENCE,
        "version": release["id"],
        "dateModified": release["lastChange"]["iso"],
    }
    whole = {
        "@context": "https://schema.org",
        **described,
        "identifier": thing_id,
        "url": url,
        "subjectOf": {"@type": "WebPage", "url": url, "license": LICENCE, "isPartOf": data},
    }
    return Markup(orjson.dumps(whole).decode().replace("<", "\\u003c"))  # noqa: S704 # no tag can begin in it
