"""Finding cells of a table by the names of their row and column."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.faults import FaultError, did_you_mean
from pipeline.figures.book import COUNT, PERCENT
from pipeline.figures.units import canonical
from pipeline.sources.columns import Content
from pipeline.sources.number import NumberError, parse_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.figures.settings import ColumnSettings
    from pipeline.places import Place
    from pipeline.sources.columns import ColumnTable
    from pipeline.sources.table import CellValue, DataCell, DataTable


class NamedTable:
    """A table that figures, charts and pages can name.

    Attributes:
        name: in figures.yaml.
        data: the cells.
        columns: settings of the columns that have any.
        row_headers: number of leading columns that name a row; at least one column is used.
        total: whether the last row is a total.
        total_names: names of rows that are totals or subtotals.
    """

    def __init__(
        self,
        name: str,
        data: DataTable,
        columns: Mapping[str, ColumnSettings],
        row_headers: int,
        *,
        total: bool = False,
        total_names: Sequence[str] = (),
    ) -> None:
        self.name = name
        self.data = data
        self.columns = columns
        self.row_headers = row_headers
        self.total = total
        self.total_names = total_names

    @cached_property
    def total_rows(self) -> frozenset[int]:
        """Indexes of the rows that are totals, which sums over a column leave out."""
        whole, parts = self._rows_by_name if self.total_names else ({}, {})
        found = {row for name in map(_plain, self.total_names) for row in whole.get(name) or parts.get(name, [])}
        last = len(self.data.rows) - 1
        return frozenset(found | {last} if self.total and last >= 0 else found)

    @cached_property
    def by_columns(self) -> ColumnTable:
        """The same cells column by column."""
        return self.data.by_columns

    def column(self, name: str, place: Place) -> str:
        """The key of a column.

        Args:
            name: the heading; for two header rows both, as `2021 / Kvinnor`.
            place: where figures.yaml names it.

        Raises:
            FaultError: I243 there is no such column.
        """
        wanted = _plain(name)
        for key in self.data.columns:
            if _plain(key) == wanted:
                return key
        message = f"The table {self.name} ({self.data.file}) has no column “{name}”."
        raise FaultError.of("I243", message, place, did_you_mean(name, self.data.columns), column=name)

    def row(self, name: str, place: Place) -> int:
        """The index of a row by the text of its heading cells (joined by ` / `, or any one of them).

        Raises:
            FaultError: I242 no row is named so, or several are.
        """
        wanted = _plain(name)
        whole, parts = self._rows_by_name
        found = whole.get(wanted) or parts.get(wanted, [])
        if len(found) == 1:
            return found[0]
        if found:
            rows = ", ".join(str(self.data.rows[index].place.row or index + 1) for index in found)
            message = f"The table {self.name} has several rows named “{name}”: rows {rows}."
            todo = "Name more heading cells with row-headers, and write them joined: “A / B”."
            raise FaultError.of("I242", message, place, todo, row=name)
        message = f"The table {self.name} ({self.data.file}) has no row “{name}”."
        todo = did_you_mean(name, whole)
        raise FaultError.of("I242", message, place, todo, row=name)

    def row_name(self, index: int) -> str:
        """What the heading cells of a row say."""
        return " / ".join(part for part in self._labels(index) if part)

    def cell(self, row: int, column: str) -> DataCell:
        """One cell."""
        return self.data.rows[row].cells[column]

    @cached_property
    def _rows_by_name(self) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        """Indexes of rows by all their heading cells joined, and by each of them."""
        whole: dict[str, list[int]] = {}
        parts: dict[str, list[int]] = {}
        for index in range(len(self.data.rows)):
            labels = self._labels(index)
            whole.setdefault(" / ".join(labels), []).append(index)
            for label in dict.fromkeys(labels):
                parts.setdefault(label, []).append(index)
        return whole, parts

    def _labels(self, index: int) -> list[str]:
        keys = self.data.columns[: max(1, self.row_headers)]
        return [_plain(self.data.rows[index].cells[key].text) for key in keys]


def unit_of(table: NamedTable, key: str, cells: Iterable[Content]) -> str | None:
    """The unit of some cells of a column: percent where they have the sign, else what figures.yaml or the source says.

    Args:
        table: the table.
        key: the column's key.
        cells: the cells; where none of them has a number, those of the whole column tell.

    Returns:
        The unit; None where some numbers have the sign and others not, so that they have none in common.
    """
    settings = table.columns.get(key)
    kind = settings.type if settings is not None and "type" in settings.model_fields_set else "text"
    stated = PERCENT if kind == "percent" else canonical(table.data.units.get(key, "")) or COUNT
    if kind != "text" or stated == PERCENT:
        return stated  # a column of a stated type refuses what does not fit
    signs = _signs(cells) or _signs(table.by_columns.column(key))
    if signs == {True, False}:
        return None
    return PERCENT if True in signs else stated


def cell_unit(table: NamedTable, key: str, cell: DataCell) -> str:
    """The unit of one cell, whatever stands in the others; that of its column where it has no number of its own."""
    return unit_of(table, key, (Content(cell.value, cell.text, cell.missing),)) or COUNT


def _signs(cells: Iterable[Content]) -> set[bool]:
    """Whether the numbers among some cells have the sign for percent."""
    return {cell.text.endswith("%") for cell in set(cells) if number_of(cell.value) is not None}


def holds_numbers(table: NamedTable, key: str) -> bool:
    """Whether “–” is nought in a column: numbers stand in it, or nothing but signs for missing ones."""
    settings = table.columns.get(key)
    if settings is not None and "type" in settings.model_fields_set:
        return settings.type not in ("text", "date")
    values = (content.value for content in table.by_columns.column(key) if content.value is not None)
    first = next(values, None)
    return first is None or number_of(first) is not None or any(number_of(value) is not None for value in values)


def number_in(cell: DataCell) -> Decimal | None:
    """The number in a cell, whether its column is typed or not; None for a missing value, a date or a text."""
    return number_of(cell.value)


def number_of(value: CellValue) -> Decimal | None:
    """The number that a cell's value is, or that its text can only be."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return Decimal(value)
    if not isinstance(value, str):
        return None
    try:
        return Decimal(parse_number(value.removesuffix("%")))
    except NumberError:
        return None


def _plain(text: str) -> str:
    return " ".join(text.split())
