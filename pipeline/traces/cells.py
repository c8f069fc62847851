"""The cells behind a number: what stands in them, as written."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.faults import FaultError
from pipeline.figures.cells import NamedTable
from pipeline.sources.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.figures.book import FigureBook
    from pipeline.places import Place
    from pipeline.sources.reader import Reader
    from pipeline.sources.table import DataCell


@dataclass(frozen=True, slots=True)
class TracedCell:
    """A cell: where it is, and its text as it stands in the file; None when that is not known or not to be said."""

    place: Place
    text: str | None

    def as_json(self) -> dict[str, Any]:
        """Place and text, for machines."""
        return self.place.as_json() | ({} if self.text is None else {"text": self.text})

    def __str__(self) -> str:
        return where(self.place)


def where(place: Place) -> str:
    """A cell for people: `data/arbetstillstand.csv, row 2, column “Avslagna”`."""
    rows = None if place.row is None else f"row {place.row}"
    if place.row is not None and place.last_row is not None:
        rows = f"rows {place.row}–{place.last_row}"
    parts = (
        place.file,
        place.sheet and f"sheet “{place.sheet}”",
        rows,
        place.row_heading and f"“{place.row_heading}”",
        place.header and f"column “{place.header}”",
    )
    return ", ".join(part for part in parts if part)


class CellTexts:
    """Looks up what stands in cells.

    Args:
        books: the figures.yaml files of a document, with the tables that they name.
        reader: the way to tables that no figures.yaml names, such as a plan's.
    """

    def __init__(self, books: Iterable[FigureBook], reader: Reader) -> None:
        self._tables: dict[tuple[str, str | None], list[NamedTable]] = {}
        for table in (table for book in books for table in book.sources.values()):
            self._tables.setdefault((table.data.file, table.data.sheet), []).append(table)
        self._reader = reader

    def traced(self, place: Place) -> TracedCell:
        """The cell with its text."""
        found = self.cell(place)
        return TracedCell(place, None if found is None else found.text)

    def cell(self, place: Place) -> DataCell | None:
        """What stands there; None when nothing is known of it, and for several rows at once."""
        if place.last_row is not None or place.header is None:
            return None
        source = place.file, place.sheet
        if source not in self._tables:
            self._tables[source] = self._others(place)
        for table in self._tables[source]:
            index = _row(table, place)
            if index is not None and place.header in table.data.columns:
                return table.cell(index, place.header)
        return None

    def row_name(self, place: Place) -> str:
        """What the heading cells of a row say; empty when that is not known."""
        for table in self._tables.get((place.file, place.sheet), ()):
            index = _row(table, place)
            if index is not None and place.last_row is None:
                return table.row_name(index)
        return place.row_heading or ""

    def _others(self, place: Place) -> list[NamedTable]:
        """A table that is known by its cells' places only: one row of headings, as plans have."""
        known = any(file == place.file for file, _ in self._tables)
        if known or place.row is None or self._reader.files.get(place.file) is None:
            return []
        try:
            table = read_table(self._reader, place.file, sheet=place.sheet, allow_duplicates=True)
        except FaultError:
            return []
        return [NamedTable(place.file, table, {}, 1)]


def _row(table: NamedTable, place: Place) -> int | None:
    """The index of a row by its place."""
    rows = table.by_columns.places
    if place.row is None:
        return next((index for index, row in enumerate(rows) if row.row_heading == place.row_heading), None)
    index = bisect_left(rows, place.row, key=lambda row: row.row or 0)
    return index if index < len(rows) and rows[index].row == place.row else None
