"""What sheets of any office program have in common: which one is read, merged and hidden cells, shown numbers."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from pipeline.faults import Fault, FaultError, did_you_mean
from pipeline.sources.grid import GridRow, Trouble, TypedCell, text_of
from pipeline.sources.header import column_letter
from pipeline.sources.number import format_plain
from pipeline.sources.text import bad_character, damaged_character, describe_damage, normalised

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from pipeline.places import Place
    from pipeline.sources.grid import GridCell
    from pipeline.sources.package import Merge

#: Wider is a stray cell far to the right.
MAX_COLUMNS = 1_000

#: Control characters as Excel writes them into XML, which cannot hold them, and the underscore that begins a text which
#: only looks like one (ECMA-376, part 1, 22.9.2.19).
_ESCAPE = re.compile("_x00([01][0-9A-Fa-f]|5F)_")

#: Excel keeps fifteen digits of a number and shows no more.
_DIGITS = ".15g"

#: A formula without a value.
NO_VALUE = Trouble(
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


class Sheets(Protocol):
    """A workbook of any format, as far as choosing a sheet needs it."""

    @property
    def sheets(self) -> Collection[str]:
        """The sheets' names, in the workbook's order."""

    def is_visible(self, name: str) -> bool:
        """Whether a sheet is not hidden."""

    def has_cells(self, name: str) -> bool:
        """Whether any cell of a sheet holds a value."""


def choose_sheet(parts: Sheets, sheet: str | None, file: str, place: Place) -> str:
    """The sheet that is named, or the only one that is visible and not empty.

    Raises:
        FaultError: I122 there is no such sheet, or there are several and none is named.
    """
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


def text_cell(value: str) -> GridCell:
    """A cell of text; empty for blanks, with its trouble where it holds what no document can show."""
    text = normalised(_ESCAPE.sub(lambda found: chr(int(found[1], 16)), value)).replace("\x0b", "\n")
    if bad := bad_character(text):
        message = f"The cell holds a character that no document can show: {bad[1]}."
        return TypedCell(text, text.replace(text[bad[0]], "\ufffd"), trouble=Trouble("I140", message, "Delete it."))
    if damaged := damaged_character(text):
        trouble = Trouble("I106", describe_damage(damaged[1]), "Write the right character.")
        return TypedCell(text, text, trouble=trouble)
    return text if text.strip() else ""


def number_cell(value: float | Decimal, decimals: int, *, percent: bool) -> TypedCell:
    """A number as people see it.

    Args:
        value: as it is stored, 0.053 for 5,3 %.
        decimals: how many are shown at least; none are taken away.
        percent: whether it is shown in percent.
    """
    shown = value if isinstance(value, Decimal) else Decimal(format(value, _DIGITS))
    scaled = shown * 100 if percent else shown
    number = int(scaled) if scaled == scaled.to_integral_value() else scaled.normalize()
    padded = Decimal(number)
    exponent = padded.as_tuple().exponent
    if isinstance(exponent, int) and -exponent < decimals < 10 and abs(padded) < Decimal(10) ** 15:
        padded = padded.quantize(Decimal(1).scaleb(-decimals))
    text = format_plain(padded if decimals else number)
    return TypedCell(number, f"{text} %" if percent else text, percent)


def spread_merges(
    rows: tuple[GridRow, ...], merges: Iterable[Merge], header_rows: int
) -> tuple[tuple[GridRow, ...], tuple[tuple[int, int, int], ...]]:
    """Rows with merged cells filled downwards, and the spans of merged headings."""
    index_of = {row.number: index for index, row in enumerate(rows)}
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
        _spread(cells, rows, [i for i in covered if rows[i].number <= merge.last_row], merge)
    filled = tuple(old._replace(cells=tuple(row)) for row, old in zip(cells, rows, strict=True))
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


def hidden_warnings(
    rows: Sequence[GridRow], hidden: Collection[int], is_hidden_column: Callable[[int], bool], here: Place
) -> tuple[Fault, ...]:
    """What is hidden, by hand or by a filter, and read all the same: one warning I141 each for rows and columns.

    Args:
        rows: the rows that are read.
        hidden: numbers of the sheet's hidden rows.
        is_hidden_column: whether a column, from 0, is hidden.
        here: the sheet.
    """
    hidden_rows = [row.number for row in rows if row.number in hidden]
    used = sorted({index for row in rows for index, cell in enumerate(row.cells) if cell != ""})
    letters = [column_letter(index) for index in used if is_hidden_column(index)]
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
