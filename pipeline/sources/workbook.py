"""Excel workbooks (.xlsx): a sheet's rows, with dates, percent, merged cells and formulas as people see them."""

from __future__ import annotations

import re
import warnings
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from math import isfinite
from typing import TYPE_CHECKING, Any, TypeAlias

from openpyxl import load_workbook

from pipeline.faults import FaultError
from pipeline.places import Place
from pipeline.sources.dates import format_month
from pipeline.sources.grid import Grid, GridRow, TypedCell
from pipeline.sources.header import column_letter
from pipeline.sources.ranges import WHOLE, NamedRange, crop_cells, find_range
from pipeline.sources.sheets import (
    MAX_COLUMNS,
    NO_VALUE,
    choose_sheet,
    hidden_warnings,
    number_cell,
    spread_merges,
    text_cell,
)
from pipeline.sources.workbook_parts import OPENPYXL_ERRORS, SheetFacts, WorkbookParts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.sources.grid import GridCell
    from pipeline.sources.ranges import AskedRange, CellRange

#: What openpyxl says of a cell: its value and its number format.
_Raw: TypeAlias = tuple[object, str]


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
    facts = parts.facts(name)
    # openpyxl warns of what it does not keep (drawings, validation lists), which nobody asked it to.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
            epoch = book.epoch.date()
            raw = [_raw_row(cells) for cells in _cells_of(book[name])]
        except OPENPYXL_ERRORS as error:
            raise parts.broken(error) from None
    rows, spans = spread_merges(_read_rows(raw, here, facts, found.cells), facts.merges, header_rows)
    return Grid(here, rows, False, spans, hidden_warnings(rows, facts.hidden_rows, facts.is_hidden_column, here), epoch)


def _cells_of(sheet: Any) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()  # some programs write a wrong size, and openpyxl would believe it
    yield from sheet.iter_rows()


def _raw_row(cells: tuple[Any, ...]) -> list[_Raw]:
    """Value and number format of each cell, up to the last that has a value; all that is asked of openpyxl."""
    row = [(cell.value, "" if cell.value is None else cell.number_format) for cell in cells]
    while row and row[-1][0] is None:
        row.pop()
    return row


def _read_rows(raw: Sequence[Sequence[_Raw]], here: Place, facts: SheetFacts, area: CellRange) -> tuple[GridRow, ...]:
    uncalculated = TypedCell("", "", trouble=NO_VALUE)
    rows: list[GridRow] = []
    known: dict[tuple[type, object, str], GridCell] = {}
    for number, cells in enumerate(raw, start=1):
        if not area.has_row(number):
            continue
        read = [_known_cell(value, number_format, known) for value, number_format in cells]
        for index in facts.uncalculated.get(number, ()):
            read.extend([""] * (index + 1 - len(read)))
            read[index] = uncalculated
        if area != WHOLE:
            read = list(crop_cells(tuple(read), area))
        while read and read[-1] == "":
            read.pop()
        if len(read) > MAX_COLUMNS:
            message = f"The row has a cell in column {column_letter(len(read) - 1)}, far from the table."
            raise FaultError.of("I121", message, here.at(row=number), "Delete it.")
        if read:
            rows.append(GridRow(tuple(read), here, number))
    return tuple(rows)


def _known_cell(value: object, number_format: str, known: dict[tuple[type, object, str], GridCell]) -> GridCell:
    """A cell, read once for all cells that say the same in the same format."""
    key = (value.__class__, value, number_format)  # True, 1 and 1.0 are equal, and not the same
    found = known.get(key)
    if found is None:
        found = known[key] = _read_cell(value, number_format)
    return found


def _read_cell(value: object, number_format: str) -> GridCell:
    if value is None:
        return ""
    if isinstance(value, str):
        return text_cell(value)
    if isinstance(value, bool):
        return "SANT" if value else "FALSKT"
    if isinstance(value, int | float):
        return _read_number(value, number_format)
    if isinstance(value, datetime):
        return _read_date(value, number_format)
    if isinstance(value, date):
        return TypedCell(value, value.isoformat())
    return value.strftime("%H:%M") if isinstance(value, time) else str(value)


def _read_number(value: float, number_format: str) -> TypedCell:
    if not isfinite(value):
        return TypedCell("#NUM!", "#NUM!")
    shape = _clean_format(number_format)
    decimals = len(shape.rstrip("%").partition(".")[2]) if re.fullmatch(r"[#,0]*(\.0+)?%?", shape) else 0
    exact = Decimal(value) if isinstance(value, int) else value
    return number_cell(exact, decimals, percent=shape.endswith("%"))


def _read_date(value: datetime, number_format: str) -> TypedCell:
    if (value.hour, value.minute, value.second) != (0, 0, 0):
        text = value.strftime("%Y-%m-%d %H:%M")
        return TypedCell(text, text)
    day = value.date()
    shape = _clean_format(number_format).lower()
    months_only = "m" in shape and "y" in shape and "d" not in shape
    return TypedCell(day, format_month(day) if months_only else day.isoformat())


@lru_cache(maxsize=256)
def _clean_format(number_format: str) -> str:
    """A number format's first section without colours, locales, quoted text and fillers."""
    section = number_format.partition(";")[0]
    return re.sub(r'\[[^\]]*\]|"[^"]*"|\\.|_.|\*.|\s', "", section)
