"""The cells of an Excel sheet, from its XML to values as people see them, in one pass over the sheet.

openpyxl knows what number formats and day numbers mean; its own objects for cells would take four times as long.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from typing import IO, TYPE_CHECKING, NamedTuple

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import from_excel, from_ISO8601

from pipeline.sources.dates import format_month
from pipeline.sources.grid import TypedCell
from pipeline.sources.package import SAFE, Merge
from pipeline.sources.ranges import column_index
from pipeline.sources.sheets import NO_VALUE, number_cell, text_cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.sources.grid import GridCell

_TAGS = ("{*}row", "{*}col", "{*}mergeCell")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})", re.ASCII | re.IGNORECASE)
_UNCALCULATED = TypedCell("", "", trouble=NO_VALUE)


class NumberFormat(NamedTuple):
    """What a number format makes of a number.

    Attributes:
        is_day: whether it is shown as a day or a time.
        is_duration: whether it is shown as hours, which may be more than a day has.
        decimals: how many are shown at least.
        percent: whether it is shown in percent.
        is_month: whether of a day only year and month are shown.
    """

    is_day: bool
    is_duration: bool
    decimals: int
    percent: bool
    is_month: bool


class Shown(NamedTuple):
    """What a workbook says of all its cells: the texts that they share, the format of each style, day 0."""

    strings: Sequence[str]
    formats: Sequence[NumberFormat]
    epoch: datetime


@dataclass(slots=True)
class SheetCells:
    """A sheet.

    Attributes:
        rows: number from 1 → cells up to the last with a value, of rows that have any; in the sheet's order.
        merges: merged ranges, from the top.
        hidden_rows: numbers of hidden rows.
        hidden_columns: first and last of hidden columns, from 0.
    """

    rows: dict[int, list[GridCell]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)

    def is_hidden_column(self, index: int) -> bool:
        """Whether a column, from 0, is hidden."""
        return any(first <= index <= last for first, last in self.hidden_columns)


def read_cells(member: IO[bytes], shown: Shown) -> SheetCells:
    """The cells of a sheet, with what it says beside them.

    Raises:
        PART_ERRORS: the sheet is damaged, or its rows and cells do not follow each other.
        IndexError: a cell has a text or a style that is not there.
    """
    sheet = SheetCells()
    cells = _Cells(shown)
    number = 0
    for _, element in etree.iterparse(member, tag=_TAGS, **SAFE):
        tag = str(element.tag)
        if tag.endswith("}row"):
            before, number = number, int(element.get("r", number + 1))
            if number <= before:
                raise ValueError(f"row {number} stands below row {before}")
            if _is_true(element.get("hidden")):
                sheet.hidden_rows.add(number)
            if row := cells.row(element):
                sheet.rows[number] = row
            element.clear()
        elif tag.endswith("}mergeCell"):
            sheet.merges.append(_merge(element.get("ref", "")))
        elif _is_true(element.get("hidden")):
            sheet.hidden_columns.append((int(element.get("min", "1")) - 1, int(element.get("max", "1")) - 1))
    sheet.merges.sort(key=lambda merge: (merge.first_row, merge.first_column))
    return sheet


class _Cells:
    """Reads cells, those that say the same in the same format once."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown
        self._known: dict[tuple[str | None, str, str], GridCell] = {}
        self._columns: dict[str, int] = {}

    def row(self, element: etree._Element) -> list[GridCell]:
        """The cells of a row, up to the last that has a value."""
        read: list[GridCell] = []
        known = self._known
        column = -1
        for cell in element.iterchildren("{*}c"):
            before, column = column, self._column(cell.get("r"), column)
            if column <= before:
                raise ValueError(f"the cell {cell.get('r')} does not follow the one before it")
            kind = cell.get("t", "n")
            text, is_formula = _stored(cell, kind)
            if not text:
                found = _UNCALCULATED if is_formula and kind != "str" else ""
            else:
                key = (kind, cell.get("s", "0"), text)
                found = known.get(key, "")
                if found == "":
                    found = known[key] = self._read(*key)
            if found != "":
                if column > len(read):
                    read.extend([""] * (column - len(read)))
                read.append(found)
        return read

    def _column(self, reference: str | None, before: int) -> int:
        """The column of a cell, from 0; the one after `before` where the cell does not say it."""
        if reference is None:
            return before + 1
        letters = reference.rstrip("0123456789")
        found = self._columns.get(letters)
        if found is None:
            if not _REFERENCE.fullmatch(reference):
                raise ValueError(f"“{reference}” is no cell")
            found = self._columns[letters] = column_index(letters.strip("$"))
        return found

    def _read(self, kind: str, style: str, text: str) -> GridCell:
        """What a cell says, by its type (ECMA-376, part 1, 18.18.11), its style and what is stored."""
        if kind == "s":
            return text_cell(self._shown.strings[_index(text)])
        if kind == "n":
            number = float(text) if any(sign in text for sign in ".eE") else int(text)
            return self._number(number, self._shown.formats[_index(style)])
        if kind == "b":
            return "SANT" if int(text) else "FALSKT"
        if kind == "d":
            moment = from_ISO8601(text)  # type: ignore[no-untyped-call]  # openpyxl has no types
            return _moment(moment, self._shown.formats[_index(style)])
        return text_cell(text)  # a text in the cell itself, the value of a formula, or an error

    def _number(self, number: float, format_: NumberFormat) -> GridCell:
        if not isfinite(number):
            return TypedCell("#NUM!", "#NUM!")
        if not format_.is_day:
            exact = Decimal(number) if isinstance(number, int) else number
            return number_cell(exact, format_.decimals, percent=format_.percent)
        try:
            moment = from_excel(number, self._shown.epoch, timedelta=format_.is_duration)
        except (OverflowError, ValueError):
            return "#####"  # as Excel shows a day before its first or after its last
        return _moment(moment, format_)


def _stored(cell: etree._Element, kind: str) -> tuple[str | None, bool]:
    """What is stored in a cell, and whether a formula made it."""
    text, is_formula = None, False
    for part in cell:
        tag = part.tag
        if tag.endswith("}v"):
            text = part.text
        elif tag.endswith("}f"):
            is_formula = True
        elif kind == "inlineStr" and tag.endswith("}is"):
            text = string_of(part)
    return text, is_formula


def string_of(element: etree._Element) -> str:
    """The text of a string item: of itself, or of its runs; not how it is pronounced (`rPh`)."""
    if len(element) == 1 and element[0].tag.endswith("}t"):
        return element[0].text or ""  # nearly every one
    texts = [*element.iterchildren("{*}t"), *element.iterfind("{*}r/{*}t")]
    return "".join(text.text or "" for text in texts)


def _moment(value: object, format_: NumberFormat) -> GridCell:
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{'-' if minutes < 0 else ''}{abs(minutes) // 60}:{abs(minutes) % 60:02}"
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, datetime):
        if (value.hour, value.minute, value.second) != (0, 0, 0):
            text = value.strftime("%Y-%m-%d %H:%M")
            return TypedCell(text, text)
        value = value.date()
    if isinstance(value, date):
        return TypedCell(value, format_month(value) if format_.is_month else value.isoformat())
    return ""


def number_formats(styles: etree._Element | None) -> list[NumberFormat]:
    """The number format of each style of a workbook, by its index; of a workbook without styles, that of style 0."""
    if styles is None:
        return [number_format("General")]
    own = {item.get("numFmtId"): item.get("formatCode", "") for item in styles.iterfind("{*}numFmts/{*}numFmt")}
    found = []
    for style in styles.iterfind("{*}cellXfs/{*}xf"):
        known = style.get("numFmtId", "0")
        found.append(number_format(own.get(known) or BUILTIN_FORMATS.get(int(known), "General")))
    return found or [number_format("General")]


@lru_cache(maxsize=256)
def number_format(code: str) -> NumberFormat:
    """What a format code makes of a number, by its first section; colours, locales, quoted text and fillers aside."""
    section = code.partition(";")[0]
    shape = re.sub(r'\[[^\]]*\]|"[^"]*"|\\.|_.|\*.|\s', "", section)
    decimals = len(shape.rstrip("%").partition(".")[2]) if re.fullmatch(r"[#,0]*(\.0+)?%?", shape) else 0
    small = shape.lower()
    is_month = "m" in small and "y" in small and "d" not in small
    return NumberFormat(is_date_format(code), is_timedelta_format(code), decimals, shape.endswith("%"), is_month)


def _is_true(flag: str | None) -> bool:
    return flag in ("1", "true")


def _index(text: str) -> int:
    index = int(text)
    if index < 0:
        raise IndexError(text)
    return index


def _merge(reference: str) -> Merge:
    first, _, last = reference.partition(":")
    corners = [_REFERENCE.fullmatch(corner) for corner in (first, last or first)]
    if corners[0] is None or corners[1] is None:
        raise ValueError(f"“{reference}” is no range")
    (column, row), (last_column, last_row) = (corner.groups() for corner in corners if corner)
    return Merge(int(row), int(last_row), column_index(column), column_index(last_column))


def iterate_strings(member: IO[bytes]) -> Iterator[str]:
    """The texts that the cells of a workbook share, by their index."""
    for _, item in etree.iterparse(member, tag="{*}si", **SAFE):
        yield string_of(item)
        item.clear()
