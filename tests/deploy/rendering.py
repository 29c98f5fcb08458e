"""
Has Helm make the manifests that are committed beside the chart; `python -m tests.deploy.rendering` writes them anew.

A manifest begins with the sum of all that it was made of, so that a change of the chart is noticed without Helm.
"""

from hashlib import sha256
from pathlib import Path

from tests.deploy.go import checked
from tests.deploy.places import CASES, CHART, RENDERED


def digest(*places: Path) -> str:
    """The sum of the files in directories."""
    sum_ = sha256()
    for place in places:
        for file in sorted(each for each in place.rglob("*") if each.is_file()):
            sum_.update(f"{file.relative_to(place)}\0".encode() + file.read_bytes() + b"\0")
    return sum_.hexdigest()


def rendered(*values: Path) -> str:
    """The manifests that Helm makes with files of values; fails with what it complains about."""
    done = checked("chart", "render", CHART, *values)
    assert done.returncode == 0, done.stderr
    return f"# {digest(CHART, CASES)}\n{done.stdout}"


def main() -> None:
    """Write all of them anew."""
    for case in CASES.glob("*.yaml"):
        (RENDERED / case.name).write_text(rendered(case), encoding="utf-8")


if __name__ == "__main__":
    main()
