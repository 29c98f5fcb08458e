"""
The catalogue of what is in a directory: DCAT 3 in JSON-LD.

All addresses are relative to the catalogue: so it is true wherever the directory stands, under any name of the server,
behind any proxy, and in a copy. Only the data service needs the server: `../graphql` is beside `/data/` there.
"""

import logging
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from graph.dumping import changes, cypher, geojson, graphml, lines, release, tables
from graph.dumping.release import LICENCE, Kept, all_kept
from graph.settling import settled

LOG = logging.getLogger("mueang.dumps")

FILE = "catalog.jsonld"
MEDIA_TYPE = "application/ld+json"

MEDIA_TYPES = {
    ".csv": "text/csv; charset=utf-8; header=present",
    ".ndjson": "application/x-ndjson",
    ".geojson": "application/geo+json",
    ".graphml": "application/graphml+xml",
    ".cypher": "application/x-cypher-query; charset=utf-8",
    ".jsonld": MEDIA_TYPE,
    ".json": "application/json",
    "": "text/plain; charset=utf-8",
}
"""The media type of a file, by the ending of its name."""

CSVW = "application/csvm+json"

TITLES = {
    lines.NODES: "Every thing, a line of JSON each",
    lines.RELATIONSHIPS: "Every relation, a line of JSON each",
    geojson.FILE: "Everything that has a place, as GeoJSON",
    graphml.FILE: "The whole graph as GraphML, for Gephi and NetworkX",
    cypher.FILE: "The whole graph as a Cypher script, for Neo4j",
    changes.FILE: "What was added, corrected and removed since the release before",
    release.FILE: "What this release is",
    f"{tables.FOLDER}/{tables.METADATA}": "What the columns of the CSV files mean (CSV on the Web)",
}

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

NAMES = [
    {"@value": "Thailand's Smart City programme as a graph", "@language": "en"},
    {"@value": "กราฟข้อมูลโครงการเมืองอัจฉริยะประเทศไทย", "@language": "th"},
]
ABOUT = {
    "@value": "Smart-city areas, provinces, agencies, projects, approval rounds, emblems and BOI privileges, with the"
    " documents behind every fact.",
    "@language": "en",
}
SERVICE = "#graphql"
DATASET = "#mueang"


def media_type(path: str) -> str:
    """The media type of a file."""
    return CSVW if path.endswith(tables.METADATA) else MEDIA_TYPES.get(Path(path).suffix, "application/octet-stream")


def iri(address: str) -> dict[str, str]:
    """A reference."""
    return {"@id": address}


def title(path: str) -> str:
    """What a file is called."""
    return TITLES.get(path) or f"{Path(path).stem} as CSV"


def distribution(kept: Kept, path: str, digest: str) -> dict[str, Any]:
    """A file."""
    address = f"{kept.id}/{path}"
    described = {"dct:conformsTo": iri(f"{kept.id}/{tables.FOLDER}/{tables.METADATA}")} if path.endswith(".csv") else {}
    return {
        "@id": f"{address}#file",
        "@type": "dcat:Distribution",
        "dct:title": title(path),
        "dcat:downloadURL": iri(address),
        "dcat:mediaType": iri(f"https://www.iana.org/assignments/media-types/{media_type(path).partition(';')[0]}"),
        "dcat:byteSize": {
            "@value": str((kept.directory / path).stat().st_size),
            "@type": "xsd:nonNegativeInteger",
        },
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": iri("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"),
            "spdx:checksumValue": {"@value": digest, "@type": "xsd:hexBinary"},
        },
        "dct:license": iri(LICENCE),
        **described,
    }


def document(said: Mapping[str, Any]) -> dict[str, Any]:
    """A document that states a licence of its own."""
    made: dict[str, Any] = {"@type": "dct:BibliographicResource", "dct:identifier": said["id"]}
    if "title" in said:
        made["dct:title"] = said["title"]
    if "publisher" in said:
        made["dct:publisher"] = {"@type": "foaf:Agent", "foaf:name": said["publisher"]}
    if "url" in said:
        made["foaf:page"] = iri(said["url"])
    return made | {"dct:license": {"@type": "dct:LicenseDocument", "dct:title": said["licence"]}}


def version(kept: Kept, known: Mapping[str, Kept]) -> dict[str, Any]:
    """A release."""
    made: dict[str, Any] = {
        "@id": f"{kept.id}/",
        "@type": "dcat:Dataset",
        "dct:title": f"Mueang, release {kept.id}{' (made up)' if kept.synthetic else ''}",
        "dct:identifier": kept.id,
        "dcat:version": kept.id,
        "dcat:isVersionOf": iri(DATASET),
        "dct:license": iri(LICENCE),
    }
    if kept.since in known:
        made["dcat:previousVersion"] = iri(f"{kept.since}/")
    if kept.licensed:
        made["dct:source"] = [document(each) for each in kept.licensed]
    return made | {"dcat:distribution": [distribution(kept, path, digest) for path, digest in kept.sums.items()]}


def dataset(known: Mapping[str, Kept], current: str) -> dict[str, Any]:
    """The dataset, whose versions are the releases."""
    return {
        "@id": DATASET,
        "@type": "dcat:Dataset",
        "dct:title": NAMES,
        "dct:description": ABOUT,
        "dct:license": iri(LICENCE),
        "dct:language": ["th", "en"],
        "dct:spatial": iri("http://publications.europa.eu/resource/authority/country/THA"),
        "dcat:keyword": ["smart city", "เมืองอัจฉริยะ", "Thailand", "BOI"],
        "dcat:hasVersion": [iri(f"{each}/") for each in known],
        **({"dcat:hasCurrentVersion": iri(f"{current}/")} if current in known else {}),
    }


def damaged(home: Path, known: Mapping[str, Kept]) -> list[Path]:
    """What stands in a directory like a dump, and is none."""
    whole = {each.directory for each in known.values()}
    dumps = (each.parent for each in sorted(home.glob(f"[!.]*/{release.FILE}")))
    return [each for each in dumps if each not in whole]


def catalogue(home: Path, current: str) -> dict[str, Any]:
    """What is in a directory, where one release is the current one."""
    known = all_kept(home)
    for each in damaged(home, known):
        LOG.warning("%s is no whole dump, and left out of the catalogue: remove it, or put it back", each)
    return {
        "@context": CONTEXT,
        "@id": FILE,
        "@type": "dcat:Catalog",
        "dct:title": "Mueang เมือง",
        "dct:description": ABOUT,
        "dct:license": iri(LICENCE),
        "dcat:service": {
            "@id": SERVICE,
            "@type": "dcat:DataService",
            "dct:title": "Mueang, GraphQL",
            "dcat:endpointURL": iri("../graphql"),
            "dcat:endpointDescription": iri("../schema.graphql"),
            "dcat:servesDataset": iri(DATASET),
            "dct:license": iri(LICENCE),
        },
        "dcat:dataset": [dataset(known, current), *(version(each, known) for each in known.values())],
    }


def current(home: Path) -> str | None:
    """The release that the catalogue of a directory calls the current one; none where it calls none so."""
    try:
        datasets = orjson.loads((home / FILE).read_bytes())["dcat:dataset"]
        return str(datasets[0]["dcat:hasCurrentVersion"]["@id"]).rstrip("/")
    except (OSError, ValueError, LookupError, TypeError):
        return None


def write(home: Path, current: str) -> None:
    """Write the catalogue of a directory, at once."""
    said = orjson.dumps(catalogue(home, current), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    with tempfile.NamedTemporaryFile(dir=home, prefix=".making-", delete=False) as file:
        file.write(said)
    Path(file.name).chmod(0o644)
    settled(Path(file.name), home / FILE)
