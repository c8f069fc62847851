"""Excel workbooks (.xlsx): a sheet's rows, with dates, percent, merged cells and formulas as people see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.faults import FaultError
from pipeline.places import Place
from pipeline.sources.grid import Grid, GridRow
from pipeline.sources.header import column_letter
from pipeline.sources.ranges import WHOLE, NamedRange, crop_cells, find_range
from pipeline.sources.sheets import MAX_COLUMNS, choose_sheet, hidden_warnings, spread_merges
from pipeline.sources.workbook_parts import WorkbookParts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.sources.grid import GridCell
    from pipeline.sources.ranges import AskedRange, CellRange


def read_workbook(
    data: bytes, file: str, sheet: str | None, header_rows: int, place: Place, area: AskedRange | None = None
) -> Grid:
    """The rows of a sheet, or of a range of it.

    Args:
        data: the file's bytes.
        file: its path.
        sheet: the sheet's name; None for the only one that is visible and not empty.
        header_rows: rows of headings; merged cells mean another thing there than below.
        place: for faults about the file as a whole.
        area: a range, or the name of a range or table; None for the whole sheet.

    Raises:
        FaultError: I120 it is another format under this name; I121 it is broken or beyond the bounds; I122 there is no
            such sheet, or there are several and none is named; I142 there is no such range.
    """
    parts = WorkbookParts(data, file, place)
    found = find_range(area, parts.names(sheet), sheet) if area else NamedRange(sheet, WHOLE)
    name = choose_sheet(parts, found.sheet, file, place)
    here = Place(file, sheet=name)
    cells = parts.cells(name)
    rows, spans = spread_merges(_rows(cells.rows, here, found.cells), cells.merges, header_rows)
    hidden = hidden_warnings(rows, cells.hidden_rows, cells.is_hidden_column, here)
    return Grid(here, rows, False, spans, hidden, parts.epoch.date())


def _rows(read: Mapping[int, Sequence[GridCell]], here: Place, area: CellRange) -> tuple[GridRow, ...]:
    """The rows that have a value within the range."""
    rows: list[GridRow] = []
    for number, found in read.items():
        if not area.has_row(number):
            continue
        cells = tuple(found)
        if area != WHOLE:
            cells = crop_cells(cells, area)
            if not any(cell != "" for cell in cells):
                continue
        if len(cells) > MAX_COLUMNS:
            message = f"The row has a cell in column {column_letter(len(cells) - 1)}, far from the table."
            raise FaultError.of("I121", message, here.at(row=number), "Delete it.")
        rows.append(GridRow(cells, here, number))
    return tuple(rows)
