"""Ranges of a sheet, as people write them (B4:F20, B:F, 4:20) and as workbooks name them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pipeline.faults import FaultError, did_you_mean
from pipeline.sources.grid import text_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.places import Place
    from pipeline.sources.grid import GridCell, GridRow

_SHEET = r"\$?(?:'(?P<quoted>(?:[^']|'')+)'|(?P<sheet>[^'!.:\[\]*?/\\]+))[!.]"
_CELL = r"\$?(?P<column{0}>[A-Za-z]{{1,3}})?\$?(?P<row{0}>[1-9]\d{{0,6}})?"
_RANGE = re.compile(
    rf"(?:{_SHEET})?{_CELL.format(1)}(?::(?:\$?(?:'(?:[^']|'')+'|[^'!.:]*)[!.])?{_CELL.format(2)})?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class CellRange:
    """Some rows and columns of a sheet.

    Attributes:
        first_row, last_row: as a sheet shows them, from 1; the last is None for all rows below.
        first_column, last_column: from 0; the last is None for all columns to the right.
    """

    first_row: int = 1
    last_row: int | None = None
    first_column: int = 0
    last_column: int | None = None

    def has_row(self, number: int) -> bool:
        """Whether a row belongs to it."""
        return self.first_row <= number and (self.last_row is None or number <= self.last_row)

    def has_column(self, index: int) -> bool:
        """Whether a column belongs to it."""
        return self.first_column <= index and (self.last_column is None or index <= self.last_column)


#: All of a sheet.
WHOLE = CellRange()


class AskedRange(NamedTuple):
    """A range as the settings ask for it, `B4:F20` or a name, and where they do."""

    text: str
    place: Place


class NamedRange(NamedTuple):
    """A range that a workbook names; `sheet` None for the sheet that is read."""

    sheet: str | None
    cells: CellRange


def parse_range(text: str) -> NamedRange | None:
    """The range that a text such as `B4:F20`, `$B$4:$F$20`, `'Mitt blad'!B4:F20`, `B:F` or `4:20` means.

    Returns:
        The range, whichever of its corners are named; None for anything else, which may be a name.
    """
    found = _RANGE.fullmatch(text.strip())
    if not found or not (found["column1"] or found["row1"]):
        return None
    corners = [(found["column1"], found["row1"]), (found["column2"], found["row2"])]
    one_cell = ":" not in text
    if one_cell:
        corners[1] = corners[0]
    (column, row), (other_column, other_row) = corners
    if (column is None) != (other_column is None) or (row is None) != (other_row is None):
        return None
    if one_cell and not (column and row):
        return None
    rows = sorted(int(number) for number in (row, other_row) if number)
    columns = sorted(column_index(letters) for letters in (column, other_column) if letters)
    sheet = found["quoted"].replace("''", "'") if found["quoted"] else found["sheet"]
    return NamedRange(
        sheet,
        CellRange(
            rows[0] if rows else 1,
            rows[1] if rows else None,
            columns[0] if columns else 0,
            columns[1] if columns else None,
        ),
    )


def find_range(asked: AskedRange, names: Mapping[str, NamedRange | None], sheet: str | None) -> NamedRange:
    """The range that the settings mean, with its sheet.

    Args:
        asked: a range, or a name that the workbook gives one; capitals and small letters are alike in names.
        names: the workbook's names; None for a name that stands for something else than one range.
        sheet: the sheet that the settings name; None when they name none.

    Raises:
        FaultError: I142 it is neither, or lies in another sheet than the one that the settings name.
    """
    text, place = asked
    found = parse_range(text)
    if found is None:
        known = {name.casefold(): name for name in names}
        name = known.get(text.strip().casefold())
        if name is None:
            todo = (
                did_you_mean(text, names) if names else "Write it as B4:F20, or give the range a name in the workbook."
            )
            raise FaultError.of("I142", f"“{text}” is neither a range nor the name of one.", place, todo, range=text)
        found = names[name]
        if found is None:
            message = f"The name “{name}” stands for something else than one range of cells."
            raise FaultError.of("I142", message, place, "Write the range itself, as B4:F20.", range=text)
    if sheet is not None and found.sheet is not None and found.sheet != sheet:
        message = f"The range “{text}” lies in the sheet “{found.sheet}”, and the settings name “{sheet}”."
        raise FaultError.of("I142", message, place, "Leave out `sheet`, or name another range.", range=text)
    return NamedRange(found.sheet or sheet, found.cells)


def crop(rows: Sequence[GridRow], cells: CellRange) -> tuple[GridRow, ...]:
    """The rows with only the cells of a range; those outside are empty, so that columns keep their letters."""
    if cells == WHOLE:
        return tuple(rows)
    kept = (row._replace(cells=crop_cells(row.cells, cells)) for row in rows if cells.has_row(row.number))
    return tuple(row for row in kept if any(text_of(cell) for cell in row.cells))


def crop_cells(cells: tuple[GridCell, ...], area: CellRange) -> tuple[GridCell, ...]:
    """The cells of a row with those outside the range emptied, up to its last column."""
    last = len(cells) if area.last_column is None else area.last_column + 1
    return ("",) * min(area.first_column, len(cells)) + cells[area.first_column : last]


def column_index(letters: str) -> int:
    """The index from 0 of a column by the letters above it: A is 0, AA 26."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1
