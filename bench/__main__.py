"""`python -m bench`: measure everything, print one table; exit code 1 when a bar is not reached."""

from __future__ import annotations

import sys

from bench import builds, rendering, tables
from bench.table import as_table


def main() -> None:
    """Measure and print."""
    rows = [*rendering.measure(), *tables.measure(), *builds.measure()]
    print(as_table(rows))
    sys.exit(0 if all(row.ok for row in rows) else 1)


main()
