"""Where what is deployed stands, and the variables of Mueang that it sets."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from api.settings import Settings

TOP = Path(__file__).resolve().parents[2]
DEPLOY = TOP / "deploy"
CONTAINERFILE = DEPLOY / "image" / "Containerfile"
COMPOSE = DEPLOY / "compose.yaml"
CHART = DEPLOY / "helm" / "mueang"
CASES = DEPLOY / "helm" / "cases"
RENDERED = DEPLOY / "helm" / "rendered"
UNITS = DEPLOY / "systemd"
PROXY = DEPLOY / "nginx" / "mueang.conf"

OURS = ("MUEANG_", "NEO4J_", "REDIS_")


def unknown(variables: Iterable[str]) -> list[str]:
    """Variables that look like ours, and are no settings."""
    known = {name.upper() for name in Settings.model_fields}
    return sorted(name for name in variables if name.startswith(OURS) and name not in known)


def read(variables: Mapping[str, str]) -> Settings:
    """Settings with the values of variables, read as the program reads them."""
    return Settings.model_validate({name.lower(): value for name, value in variables.items()})
