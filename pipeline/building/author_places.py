"""Places of cells in plain Swedish, and many of them in a few words."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from pipeline.html.author.data import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.places import Place
    from pipeline.traces.cells import TracedCell

#: Cells of one figure that are told one by one; of more, the rows are told, and how many cells there are.
_CELLS: Final = 6
#: Runs of rows that are told.
_RUNS: Final = 8


def where(place: Place) -> str:
    """A cell, or several in a row: `inputs/x/data/a.csv, rad 2, kolumnen ”Avslagna”`."""
    rows = None if place.row is None else f"rad {place.row}"
    if place.row is not None and place.last_row not in (None, place.row):
        rows = f"rad {place.row}–{place.last_row}"
    line = None if place.line is None else f"rad {place.line}"
    parts = (
        place.file,
        place.sheet and f"bladet ”{place.sheet}”",
        rows or line,
        place.row_heading and f"”{place.row_heading}”",
        place.header and f"kolumnen ”{place.header}”",
    )
    return ", ".join(part for part in parts if part)


def sources_of(cells: Sequence[TracedCell], count: int, *, told: bool = True) -> tuple[Source, ...]:
    """Cells with what stands in them; of many cells, their rows.

    Args:
        cells: those that are known.
        count: how many there are.
        told: whether what stands in them may be told.
    """
    if count <= _CELLS:
        return tuple(Source(where(cell.place), (cell.text or "") if told else "") for cell in cells)
    runs = tuple(_runs([cell.place for cell in cells]))
    return (*(Source(where(run)) for run in runs[:_RUNS]), Source(f"sammanlagt {count} celler"))


def _runs(places: Sequence[Place]) -> Iterator[Place]:
    """Rows that follow each other as one place, column by column."""
    alike = sorted(places, key=lambda place: (place.file, place.sheet or "", place.header or "", place.row or 0))
    for _, column in groupby(alike, key=lambda place: (place.file, place.sheet, place.header, place.row is None)):
        run: Place | None = None
        for place in column:
            last = None if run is None else run.last_row or run.row
            if run is not None and place.row is not None and last is not None and place.row <= last + 1:
                run = run.at(last_row=max(last, place.last_row or place.row), row_heading=None)
                continue
            if run is not None:
                yield run
            run = place
        if run is not None:
            yield run
