"""A measurement as a row, and rows as a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement.

    Attributes:
        name: what was measured.
        ours: our time, in milliseconds (median).
        peer: what it is compared with, in milliseconds; None where the bar is a time of its own.
        ratio: the figure that the bar is about, with its unit, as text.
        bar: the bar, as text.
        ok: whether it is reached.
    """

    name: str
    ours: float
    peer: float | None
    ratio: str
    bar: str
    ok: bool


def as_table(rows: Iterable[Row]) -> str:
    """Rows as a Markdown table."""
    lines = ["| measure | ours | peer | figure | bar | |", "|---|---:|---:|---:|---:|---|"]
    for row in rows:
        peer = f"{row.peer:.1f} ms" if row.peer is not None else ""
        mark = "reached" if row.ok else "**not reached**"
        lines.append(f"| {row.name} | {row.ours:.1f} ms | {peer} | {row.ratio} | {row.bar} | {mark} |")
    return "\n".join(lines)
