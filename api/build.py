"""What was installed: which version, of which commit, on which Python."""

import platform
from dataclasses import dataclass
from importlib import metadata


def version() -> str | None:
    """The version of what is installed; a checkout has none."""
    try:
        return metadata.version("mueang")
    except metadata.PackageNotFoundError:
        return None


@dataclass(frozen=True, slots=True)
class Build:
    """What was installed; what is not known of it is none."""

    version: str | None
    python: str
    commit: str | None = None

    @classmethod
    def here(cls, commit: str | None) -> "Build":
        """What runs here, made of a commit."""
        return cls(version(), platform.python_version(), commit or None)
