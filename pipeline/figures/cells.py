"""Finding cells of a table by the names of their row and column."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.faults import FaultError, did_you_mean
from pipeline.figures.book import COUNT, PERCENT
from pipeline.figures.units import canonical
from pipeline.sources.number import NumberError, parse_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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


def column_unit(table: NamedTable, key: str) -> str:
    """The unit of a column's numbers: what figures.yaml or the source says, percent where its cells have the sign."""
    settings = table.columns.get(key)
    if settings is not None and settings.type == "percent":
        return PERCENT
    if unit := table.data.units.get(key, ""):
        return canonical(unit)
    cells = table.by_columns.column(key)
    return PERCENT if any(content.text.endswith("%") for content in cells) else COUNT


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
