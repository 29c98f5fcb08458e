"""`python -m tests.faults FILE` prints what was written down under MUEANG_FAULTS, a row a test."""

import json
import sys
from pathlib import Path


def main() -> None:
    """Print the table."""
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        seen = ", ".join(f"{count} × {outcome}" for outcome, count in sorted(row["seen"].items()))
        again = "at once" if not row["recovered"] else f"{row['recovered']:.1f} s"
        sys.stdout.write(
            f"| {row['test'].partition('::')[2]} | {row['asked']} | {seen} | {row['slowest']:.1f} s | {again} |\n"
        )


if __name__ == "__main__":
    main()
