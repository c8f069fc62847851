"""`python -m bench`: measure everything, print one table; exit code 1 when a bar is not reached."""

from __future__ import annotations

import argparse
import sys

from bench import builds, pages, previewing, registers, rendering, tables
from bench.table import as_table


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--events", type=int, default=1_000_000, help="how many the register is measured with")
    events = parser.parse_args().events
    rows = [*rendering.measure(), *tables.measure(), *builds.measure(), *pages.measure(), *previewing.measure()]
    rows += registers.measure(events)
    print(as_table(rows))
    sys.exit(0 if all(row.ok for row in rows) else 1)


main()
