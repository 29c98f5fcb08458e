"""Where browsers find what was built: Vite's manifest says by which hashed names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson

STATIC = "/static/"
"""Under which addresses built files are served; the same stands in `api/web/vite.config.js`."""

MANIFEST = Path(".vite", "manifest.json")

DOCUMENTS = Path(".vite", "documents.json")
"""The texts of what the explorer asks, which `api/web/documents.js` writes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a page loads: one script, the modules that it imports at once, and the styles of all of them."""

    script: str
    modules: tuple[str, ...]
    styles: tuple[str, ...]


class Assets:
    """The built files of a directory; without a manifest there, none are built."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    @cached_property
    def manifest(self) -> Mapping[str, Mapping[str, Any]]:
        """What Vite says of each source that it built, by its path."""
        return self.told(MANIFEST) or {}

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """The operations that the built pages ask."""
        return tuple(self.told(DOCUMENTS) or ())

    def told(self, name: Path) -> Any:
        """What the build says in a file; none where nothing is built."""
        file = self.directory / name
        return orjson.loads(file.read_bytes()) if file.is_file() else None

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """What each entry of `vite.config.js` loads, by its name."""
        return {each["name"]: self.entry(source) for source, each in self.manifest.items() if each.get("isEntry")}

    def entry(self, source: str) -> Entry:
        """What the page of a source loads."""
        script, *modules = dict.fromkeys(self.loaded(source))
        styles = dict.fromkeys(style for each in (script, *modules) for style in self.manifest[each].get("css", ()))
        files = [STATIC + self.manifest[each]["file"] for each in (script, *modules)]
        return Entry(files[0], tuple(files[1:]), tuple(STATIC + style for style in styles))

    def loaded(self, source: str) -> Iterator[str]:
        """A source, and all that it imports when it loads."""
        yield source
        for each in self.manifest[source].get("imports", ()):
            yield from self.loaded(each)
