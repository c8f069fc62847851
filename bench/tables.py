"""Long tables: 100,000 rows of CSV to figures, against plain pandas; `python -m bench.tables` prints the row.

Both run in a process of their own, start-up included, and must give the same sums. Ours keeps every cell's place, adds
exactly, and refuses what is no number; pandas reads floats.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

from bench.table import Row, as_table

_ROOT = Path(__file__).parent.parent
_ROWS = 100_000
_SECONDS = 3
_MEGABYTES = 400

_REGIONS = ("Norr", "Mitt", "Stockholm", "Väst", "Öst", "Syd")
_TYPES = ("Asyl", "Arbetstillstånd", "Anknytning", "Studier", "Medborgarskap")

_FIGURES = """
data:
  arenden: {file: data/arenden.csv, columns: {Antal: {type: integer}, Kostnad: {type: decimal, unit: kr}}}
  grupper: {from: arenden, group-by: [Region, Typ], sum: [Antal, Kostnad], count: Ärenden}
figures:
  antal.norr: {formula: 'sum(arenden.Antal, Region="Norr", Kön="Kvinnor")'}
  kostnad.norr: {formula: 'sum(arenden.Kostnad, Region="Norr")'}
"""

_OURS = """
import json, sys
from pathlib import Path
from pipeline.figures.named import load_figures
from pipeline.sources.reader import Reader
book = load_figures(Reader(Path(sys.argv[1])), "inputs/report")
groups = len(book.sources["grupper"].data.rows)
made = [str(book.figures[name].value) for name in ("antal.norr", "kostnad.norr")]
"""

_THEIRS = """
import json, sys
import pandas
frame = pandas.read_csv(f"{sys.argv[1]}/inputs/report/data/arenden.csv", sep=";", decimal=",")
groups = len(frame.groupby(["Region", "Typ"])[["Antal", "Kostnad"]].sum())
north = frame[frame["Region"] == "Norr"]
made = [str(north[north["Kön"] == "Kvinnor"]["Antal"].sum()), f"{north['Kostnad'].sum():.2f}"]
"""

#: The most memory that the process has held; where Linux does not say, what the system accounts to it.
_PEAK = """
try:
    peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1]
except (OSError, StopIteration):
    import resource
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([made, groups, int(peak) / 1024]))
"""


def measure(rounds: int = 3) -> list[Row]:
    """The row on long tables; ours and pandas run in turn, `rounds` times."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder, "inputs", "report", "data")
        data.mkdir(parents=True)
        (data / "arenden.csv").write_text(_cases(), "utf-8")
        (data.parent / "figures.yaml").write_text(_FIGURES, "utf-8")
        pairs = [(_run(_OURS, folder), _run(_THEIRS, folder)) for _ in range(rounds)]
    ours, theirs = (statistics.median(pair[at][0] for pair in pairs) for at in (0, 1))
    megabytes = max(pair[0][1] for pair in pairs)
    shown = f"{ours / 1000:.2f} s, {megabytes:.0f} MB"
    fits = ours <= _SECONDS * 1000 and megabytes <= _MEGABYTES
    return [
        Row("100,000 rows to figures, against pandas", ours, theirs, shown, f"≤ {_SECONDS} s, {_MEGABYTES} MB", fits)
    ]


def _cases() -> str:
    lines = ["Ärende;Datum;Region;Kön;Typ;Antal;Dagar;Kostnad"]
    for number in range(_ROWS):
        day = f"2023-{number % 12 + 1:02}-{number % 28 + 1:02}"
        sex = ("Kvinnor", "Män")[number * 7 % 13 % 2]
        cost = f"{number * 7919 % 99_991},{number % 100:02}"
        region, kind = _REGIONS[number * 5 % 17 % 6], _TYPES[number * 3 % 11 % 5]
        lines.append(f"A{number:06};{day};{region};{sex};{kind};{number % 9 + 1};{number % 400};{cost}")
    return "\n".join(lines) + "\n"


def _run(script: str, folder: str) -> tuple[float, float]:
    """Milliseconds and megabytes of a process; its sums are held against those worked out here."""
    begin = time.perf_counter()
    ended = subprocess.run(
        [sys.executable, "-c", script + _PEAK, folder],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
    )
    elapsed = (time.perf_counter() - begin) * 1000
    made, groups, megabytes = json.loads(ended.stdout)
    assert [Decimal(value) for value in made] == _expected(), made
    assert groups == len(_REGIONS) * len(_TYPES), groups
    return elapsed, megabytes


def _expected() -> list[Decimal]:
    rows = [line.split(";") for line in _cases().splitlines()[1:]]
    north = [row for row in rows if row[2] == "Norr"]
    count = sum(int(row[5]) for row in north if row[3] == "Kvinnor")
    return [Decimal(count), sum((Decimal(row[7].replace(",", ".")) for row in north), Decimal(0))]


if __name__ == "__main__":
    print(as_table(measure()))
