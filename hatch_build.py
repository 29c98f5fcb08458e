"""Puts the built pages into the wheel: a machine with only Python builds them, and users of the wheel need no Node."""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Pages(BuildHookInterface[Any]):
    """Builds the pages before the wheel is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """An editable install finds them in the checkout, when they are built there."""
        if version == "editable":
            return
        building = runpy.run_path(str(Path(self.root, "api", "pages", "building.py")))
        build_data["force_include"][str(building["build"]())] = "api/web/built"
