"""Finding cells of a table by the names of their row and column."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.faults import FaultError, did_you_mean
from pipeline.sources.number import NumberError, parse_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.figures.settings import ColumnSettings
    from pipeline.places import Place
    from pipeline.sources.table import DataCell, DataTable


class NamedTable:
    """A table that figures, charts and pages can name.

    Attributes:
        name: in figures.yaml.
        data: the cells.
        columns: settings of the columns that have any.
        row_headers: number of leading columns that name a row; at least one column is used.
    """

    def __init__(self, name: str, data: DataTable, columns: Mapping[str, ColumnSettings], row_headers: int) -> None:
        self.name = name
        self.data = data
        self.columns = columns
        self.row_headers = row_headers

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


def number_in(cell: DataCell) -> Decimal | None:
    """The number in a cell, whether its column is typed or not; None for a missing value, a date or a text."""
    value = cell.value
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
