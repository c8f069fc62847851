"""OpenDocument spreadsheets (.ods), as LibreOffice writes them: a sheet's rows with typed cells, as people see them."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from math import isfinite
from typing import TYPE_CHECKING

from pipeline.faults import FaultError
from pipeline.places import Place
from pipeline.sources.dates import parse_month
from pipeline.sources.grid import Grid, GridRow, TypedCell
from pipeline.sources.header import column_letter
from pipeline.sources.opendocument_parts import OFFICE, TABLE, TEXT, OpenDocumentParts
from pipeline.sources.package import PART_ERRORS, Merge
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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from pipeline.sources.grid import GridCell
    from pipeline.sources.ranges import AskedRange, CellRange

#: Cells that a sheet may have when what is repeated is written out.
MAX_CELLS = 2_000_000

_CELLS = frozenset({f"{TABLE}table-cell", f"{TABLE}covered-table-cell"})
_BLANKS = re.compile("[ \t\r\n]{2,}|[\t\r\n]")
_ERROR = re.compile(r"#[A-ZÅÄÖ]|(Err|Fel):\d")
_NO_DIGITS = re.compile(r"\D")
_NUMBERS = frozenset({"float", "percentage", "currency"})


def read_opendocument(
    data: bytes, file: str, sheet: str | None, header_rows: int, place: Place, area: AskedRange | None = None
) -> Grid:
    """The rows of a sheet, or of a range of it; as `read_workbook`, which says what the arguments mean.

    Values are those that the program stored when it last calculated.

    Raises:
        FaultError: I120 it is another format under this name, or protected with a password; I121 it is broken or beyond
            the bounds; I122 there is no such sheet, or there are several and none is named; I142 there is no such
            range.
    """
    parts = OpenDocumentParts(data, file, place)
    found = find_range(area, parts.names(sheet), sheet) if area else NamedRange(sheet, WHOLE)
    name = choose_sheet(parts, found.sheet, file, place)
    here = Place(file, sheet=name)
    sheet_rows = _SheetRows(here, found.cells)
    try:
        for row in parts.rows(name):
            sheet_rows.take(row)
    except PART_ERRORS as error:
        raise parts.broken(error) from None
    rows, spans = spread_merges(tuple(sheet_rows.rows), sheet_rows.merges, header_rows)
    hidden = hidden_warnings(rows, sheet_rows.hidden, parts.hidden_columns(name).__contains__, here)
    return Grid(here, rows, False, spans, hidden, parts.null_date)


class _SheetRows:
    """The rows of a sheet as they come, numbered as the sheet shows them, what is repeated written out."""

    def __init__(self, here: Place, area: CellRange) -> None:
        self.rows: list[GridRow] = []
        self.merges: list[Merge] = []
        self.hidden: set[int] = set()
        self._here, self._area = here, area
        self._number = 1
        self._cells = 0

    def take(self, row: etree._Element) -> None:
        repeated = int(row.get(f"{TABLE}number-rows-repeated", "1"))
        first, self._number = self._number, self._number + repeated
        cells = self._read(row, first)
        if not cells:
            return
        area = self._area
        last = min(self._number - 1, area.last_row or self._number)
        numbers = range(max(first, area.first_row), last + 1)
        if not numbers:
            return
        self._cells += len(cells) * len(numbers)
        if self._cells > MAX_CELLS:
            message = f"The sheet has more than {MAX_CELLS} cells; a row is repeated {repeated} times."
            raise FaultError.of("I121", message, self._here.at(row=first), "Delete the rows below the table.")
        if row.get(f"{TABLE}visibility") in ("collapse", "filter"):
            self.hidden.update(numbers)
        self.rows += [GridRow(cells, self._here, number) for number in numbers]

    def _read(self, row: etree._Element, number: int) -> tuple[GridCell, ...]:
        """The row's cells up to the last that has a value, those outside the range emptied."""
        cells: list[GridCell] = []
        waiting = 0
        for element in row.iterchildren(*_CELLS):
            repeated = int(element.get(f"{TABLE}number-columns-repeated", "1"))
            column = len(cells) + waiting
            self._note_merge(element, number, column)
            cell = "" if element.tag == f"{TABLE}covered-table-cell" else _read_cell(element)
            if cell == "":
                waiting += repeated
                continue
            if column + repeated > MAX_COLUMNS:
                letter = column_letter(column + repeated - 1)
                message = f"The row has a cell in column {letter}, far from the table."
                raise FaultError.of("I121", message, self._here.at(row=number), "Delete it.")
            cells += [""] * waiting + [cell] * repeated
            waiting = 0
        cropped = list(crop_cells(tuple(cells), self._area)) if self._area != WHOLE else cells
        while cropped and cropped[-1] == "":
            cropped.pop()
        return tuple(cropped)

    def _note_merge(self, element: etree._Element, row: int, column: int) -> None:
        rows = int(element.get(f"{TABLE}number-rows-spanned", "1"))
        columns = int(element.get(f"{TABLE}number-columns-spanned", "1"))
        if rows > 1 or columns > 1:
            self.merges.append(Merge(row, row + rows - 1, column, column + columns - 1))


def _read_cell(element: etree._Element) -> GridCell:
    kind = element.get(f"{OFFICE}value-type")
    if kind is None:
        return TypedCell("", "", trouble=NO_VALUE) if element.get(f"{TABLE}formula") else text_cell(_text(element))
    if kind in _NUMBERS:
        return _number(element.get(f"{OFFICE}value", ""), _text(element), percent=kind == "percentage")
    if kind == "date":
        return _date(element.get(f"{OFFICE}date-value", ""), _text(element))
    if kind == "boolean":
        return "SANT" if element.get(f"{OFFICE}boolean-value") == "true" else "FALSKT"
    stated = element.get(f"{OFFICE}string-value")
    return text_cell(_text(element) or stated or "")


@lru_cache(maxsize=4_096)
def _number(text: str, shown: str, *, percent: bool) -> TypedCell:
    if _ERROR.match(shown):
        return TypedCell(shown, shown)  # stored as nought by old versions of LibreOffice
    value = float(text)
    if not isfinite(value):
        return TypedCell("#NUM!", "#NUM!")
    return number_cell(value, _decimals(value * 100 if percent else value, shown), percent=percent)


@lru_cache(maxsize=4_096)
def _date(value: str, shown: str) -> GridCell:
    moment = datetime.fromisoformat(value)
    if (moment.hour, moment.minute, moment.second) != (0, 0, 0):
        text = moment.strftime("%Y-%m-%d %H:%M")
        return TypedCell(text, text)
    day = date(moment.year, moment.month, moment.day)
    is_month = parse_month(shown) is not None
    return TypedCell(day, shown.strip() if is_month else day.isoformat())


def _decimals(value: float, shown: str) -> int:
    """How many decimals the text that people see has; 0 where it cannot be told."""
    digits = _NO_DIGITS.sub("", shown)
    for decimals in range(10):
        if f"{abs(value):.{decimals}f}".replace(".", "") == digits:
            return decimals
    return 0


def _text(element: etree._Element) -> str:
    if len(element) == 1 and not len(element[0]) and element[0].tag == f"{TEXT}p":
        return _BLANKS.sub(" ", element[0].text or "")  # nearly every cell
    return "\n".join("".join(_pieces(paragraph)) for paragraph in element.iterchildren(f"{TEXT}p"))


def _pieces(element: etree._Element) -> Iterator[str]:
    """The text of a paragraph, with its blanks as OpenDocument 1.3, part 3, 6.1.2 and 6.1.3 say."""
    yield _BLANKS.sub(" ", element.text or "")
    for child in element.iterchildren():
        if child.tag == f"{TEXT}s":
            yield " " * min(int(child.get(f"{TEXT}c", "1")), 100)
        elif child.tag == f"{TEXT}tab":
            yield "\t"
        elif child.tag == f"{TEXT}line-break":
            yield "\n"
        elif child.tag != f"{OFFICE}annotation":
            yield from _pieces(child)
        yield _BLANKS.sub(" ", child.tail or "")
