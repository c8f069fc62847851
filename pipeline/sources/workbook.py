"""Excel workbooks (.xlsx): a sheet's rows, with dates, percent, merged cells and formulas as people see them."""

from __future__ import annotations

import re
import warnings
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from math import isfinite
from typing import TYPE_CHECKING, Any, TypeAlias

from openpyxl import load_workbook

from pipeline.faults import Fault, FaultError, did_you_mean
from pipeline.places import Place
from pipeline.sources.dates import format_month
from pipeline.sources.grid import Grid, GridRow, Trouble, TypedCell, text_of
from pipeline.sources.header import column_letter
from pipeline.sources.number import format_plain
from pipeline.sources.text import bad_character, damaged_character, describe_damage, normalised
from pipeline.sources.workbook_parts import OPENPYXL_ERRORS, SheetFacts, WorkbookParts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.sources.grid import GridCell
    from pipeline.sources.workbook_parts import Merge

#: What openpyxl says of a cell: its value and its number format.
_Raw: TypeAlias = tuple[object, str]

#: Wider is a stray cell far to the right.
MAX_COLUMNS = 1_000

#: Control characters as Excel writes them into XML, which cannot hold them; openpyxl leaves them as they are.
_ESCAPE = re.compile("_x00([01][0-9A-Fa-f])_")

#: Excel keeps fifteen digits of a number and shows no more.
_DIGITS = ".15g"

_FORMULA = Trouble(
    "I137", "The cell holds a formula and no value.", "Open the workbook in Excel, let it calculate, and save it."
)
_MERGED_NUMBER = Trouble(
    "I139", "A number is merged over several rows, so nobody can tell which it belongs to.", "Unmerge the cells."
)
_MERGED_ACROSS = Trouble(
    "I139", "The cell is merged over several columns.", "Unmerge the cells and write each column's value."
)
#: For the cells that a bad merge covers: the first cell says what is wrong.
_TOLD = Trouble("", "", "")


def read_workbook(data: bytes, file: str, sheet: str | None, header_rows: int, place: Place) -> Grid:
    """The rows of a sheet.

    Args:
        data: the file's bytes.
        file: its path.
        sheet: the sheet's name; None for the only one that is visible and not empty.
        header_rows: rows of headings; merged cells mean another thing there than below.
        place: for faults about the file as a whole.

    Raises:
        FaultError: I120 it is another format under this name; I121 it is broken or beyond the bounds; I122 there is no
            such sheet, or there are several and none is named.
    """
    parts = WorkbookParts(data, file, place)
    name = _choose_sheet(parts, sheet, file, place)
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
    rows, spans = _spread_merges(_read_rows(raw, here, facts), facts.merges, header_rows)
    return Grid(here, rows, False, spans, _hidden_warnings(rows, facts, here), epoch)


def _choose_sheet(parts: WorkbookParts, sheet: str | None, file: str, place: Place) -> str:
    if sheet is not None:
        if sheet in parts.sheets:
            return sheet
        message = f"The workbook {file} has no sheet “{sheet}”."
        raise FaultError.of("I122", message, place, did_you_mean(sheet, parts.sheets), sheet=sheet)
    visible = [name for name in parts.sheets if parts.is_visible(name)] or list(parts.sheets)
    if not visible:
        raise FaultError.of("I122", f"The workbook {file} has no sheets.", place)
    filled = [name for name in visible if parts.has_cells(name)] if len(visible) > 1 else visible
    if len(filled) > 1:
        message = f"The workbook {file} has several sheets, and none is named."
        known = ", ".join(f"“{name}”" for name in filled)
        raise FaultError.of("I122", message, place, f"Name one of {known}.", sheets=filled)
    return (filled or visible)[0]


def _cells_of(sheet: Any) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()  # some programs write a wrong size, and openpyxl would believe it
    yield from sheet.iter_rows()


def _raw_row(cells: tuple[Any, ...]) -> list[_Raw]:
    """Value and number format of each cell, up to the last that has a value; all that is asked of openpyxl."""
    row = [(cell.value, "" if cell.value is None else cell.number_format) for cell in cells]
    while row and row[-1][0] is None:
        row.pop()
    return row


def _read_rows(raw: Sequence[Sequence[_Raw]], here: Place, facts: SheetFacts) -> tuple[GridRow, ...]:
    uncalculated = TypedCell("", "", trouble=_FORMULA)
    rows: list[GridRow] = []
    for number, cells in enumerate(raw, start=1):
        place = here.at(row=number)
        read = [_read_cell(value, number_format) for value, number_format in cells]
        for index in facts.uncalculated.get(number, ()):
            read.extend([""] * (index + 1 - len(read)))
            read[index] = uncalculated
        while read and read[-1] == "":
            read.pop()
        if len(read) > MAX_COLUMNS:
            message = f"The row has a cell in column {column_letter(len(read) - 1)}, far from the table."
            raise FaultError.of("I121", message, place, "Delete it.")
        if read:
            rows.append(GridRow(tuple(read), place))
    return tuple(rows)


def _read_cell(value: object, number_format: str) -> GridCell:
    if value is None:
        return ""
    if isinstance(value, str):
        return _read_text(value)
    if isinstance(value, bool):
        return "SANT" if value else "FALSKT"
    if isinstance(value, int | float):
        return _read_number(value, number_format)
    if isinstance(value, datetime):
        return _read_date(value, number_format)
    if isinstance(value, date):
        return TypedCell(value, value.isoformat())
    return value.strftime("%H:%M") if isinstance(value, time) else str(value)


def _read_text(value: str) -> GridCell:
    text = normalised(_ESCAPE.sub(lambda found: chr(int(found[1], 16)), value)).replace("\x0b", "\n")
    if bad := bad_character(text):
        message = f"The cell holds a character that no document can show: {bad[1]}."
        return TypedCell(text, text.replace(text[bad[0]], "\ufffd"), trouble=Trouble("I140", message, "Delete it."))
    if damaged := damaged_character(text):
        trouble = Trouble("I106", describe_damage(damaged[1]), "Write the right character.")
        return TypedCell(text, text, trouble=trouble)
    return text if text.strip() else ""


def _read_number(value: float, number_format: str) -> TypedCell:
    if not isfinite(value):
        return TypedCell("#NUM!", "#NUM!")
    if isinstance(value, float):
        shown = Decimal(format(value, _DIGITS))
        number: int | Decimal = int(shown) if shown == shown.to_integral_value() else shown
    else:
        number = value
    shape = _clean_format(number_format)
    percent = shape.endswith("%")
    if percent:
        scaled = Decimal(number) * 100
        number = int(scaled) if scaled == scaled.to_integral_value() else scaled.normalize()
    decimals = len(shape.rstrip("%").partition(".")[2]) if re.fullmatch(r"[#,0]*(\.0+)?%?", shape) else 0
    padded = Decimal(number)
    exponent = padded.as_tuple().exponent
    if isinstance(exponent, int) and -exponent < decimals < 10 and abs(padded) < Decimal(10) ** 15:
        padded = padded.quantize(Decimal(1).scaleb(-decimals))
    text = format_plain(padded if decimals else number)
    return TypedCell(number, f"{text} %" if percent else text, percent)


def _read_date(value: datetime, number_format: str) -> TypedCell:
    if (value.hour, value.minute, value.second) != (0, 0, 0):
        text = value.strftime("%Y-%m-%d %H:%M")
        return TypedCell(text, text)
    day = value.date()
    shape = _clean_format(number_format).lower()
    months_only = "m" in shape and "y" in shape and "d" not in shape
    return TypedCell(day, format_month(day) if months_only else day.isoformat())


def _clean_format(number_format: str) -> str:
    """A number format's first section without colours, locales, quoted text and fillers."""
    section = number_format.partition(";")[0]
    return re.sub(r'\[[^\]]*\]|"[^"]*"|\\.|_.|\*.|\s', "", section)


def _spread_merges(
    rows: tuple[GridRow, ...], merges: Iterable[Merge], header_rows: int
) -> tuple[tuple[GridRow, ...], tuple[tuple[int, int, int], ...]]:
    """Rows with merged cells filled downwards, and the spans of merged headings."""
    index_of = {row.place.row: index for index, row in enumerate(rows)}
    cells = [list(row.cells) for row in rows]
    spans: list[tuple[int, int, int]] = []
    for merge in merges:
        start = index_of.get(merge.first_row)
        if start is None or merge.first_column >= len(cells[start]) or not text_of(cells[start][merge.first_column]):
            continue
        if start < header_rows:
            if merge.last_column > merge.first_column:
                spans.append((start, merge.first_column, merge.last_column))
            continue
        covered = range(start, len(rows))
        _spread(cells, rows, [i for i in covered if (rows[i].place.row or 0) <= merge.last_row], merge)
    filled = tuple(GridRow(tuple(row), old.place) for row, old in zip(cells, rows, strict=True))
    return filled, tuple(sorted(spans))


def _spread(cells: list[list[GridCell]], rows: Sequence[GridRow], indexes: Sequence[int], merge: Merge) -> None:
    anchor = cells[indexes[0]][merge.first_column]
    text = text_of(anchor)
    trouble = None
    if merge.last_column > merge.first_column:
        trouble = _MERGED_ACROSS
    elif isinstance(anchor, TypedCell) and not isinstance(anchor.value, str | date):
        trouble = _MERGED_NUMBER
    value = anchor if isinstance(anchor, str) else anchor.value
    for index in indexes:
        row = cells[index]
        last = min(merge.last_column, MAX_COLUMNS)
        row.extend([""] * (last + 1 - len(row)))
        for column in range(merge.first_column, last + 1):
            is_anchor = index == indexes[0] and column == merge.first_column
            if is_anchor and trouble is None:
                continue
            told = trouble and (trouble if is_anchor else _TOLD)
            row[column] = TypedCell(value, text, False, rows[indexes[0]].place, told)


def _hidden_warnings(rows: Sequence[GridRow], facts: SheetFacts, here: Place) -> tuple[Fault, ...]:
    """What is hidden and read all the same, as one warning each for rows and columns."""
    hidden_rows = [row.place.row for row in rows if row.place.row in facts.hidden_rows]
    width = max((len(row.cells) for row in rows), default=0)
    letters = [column_letter(index) for index in range(width) if facts.is_hidden_column(index)]
    todo = "Show them or delete them."
    found: list[Fault] = []
    if hidden_rows:
        shown = ", ".join(str(number) for number in hidden_rows[:10]) + (" …" if len(hidden_rows) > 10 else "")
        message = f"The sheet has hidden rows ({shown}), which are read like the others."
        found.append(Fault("I141", message, here, todo, {"rows": hidden_rows}, "warning"))
    if letters:
        message = f"The sheet has hidden columns ({', '.join(letters)}), which are read like the others."
        found.append(Fault("I141", message, here, todo, {"columns": letters}, "warning"))
    return tuple(found)
