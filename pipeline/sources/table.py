"""A table as its author wrote it: cells with their values, their text and their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from pipeline.faults import Fault
    from pipeline.places import Place

ColumnType: TypeAlias = Literal["text", "integer", "decimal", "percent", "date", "choice"]
CellValue: TypeAlias = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """What a column must hold.

    Attributes:
        type: `text` gives str; `integer` int; `decimal` Decimal; `percent` Decimal in percent (`5,3 %` and `5,3` are
            5.3; a workbook's percent cell 0.053 is 5.3); `date` date; `choice` one of `choices`, as it stands there.
        required: whether an empty cell is a fault. A cell that says that there is no value (“..”, “–”) never is.
        optional_column: whether the column may be missing altogether.
        choices: what a `choice` may be; capitals and small letters are alike.
        unique: whether a value may stand only once in the column.
        decimals: decimals to show, for those who show the table; None for as many as are written. Reading rounds
            nothing.
    """

    type: ColumnType = "text"
    required: bool = True
    optional_column: bool = False
    choices: tuple[str, ...] = ()
    unique: bool = False
    decimals: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class DataCell:
    """One cell.

    Attributes:
        value: of the column's type; None for no value: an empty cell, “..”, “–” or “-”.
        text: as it stands in the file, without blanks around it.
        row_place: place of its row; of the first row of a merged cell.
        header: heading of its column; None when `row_place` is the whole place.
    """

    value: CellValue
    text: str
    row_place: Place
    header: str | None = None

    @property
    def place(self) -> Place:
        """File, sheet, row and heading of the cell."""
        return self.row_place if self.header is None else self.row_place.at(header=self.header)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, DataCell):
            return NotImplemented
        return (self.value, self.text, self.place) == (other.value, other.text, other.place)

    def __hash__(self) -> int:
        return hash((self.value, self.text, self.place))


@dataclass(frozen=True, slots=True)
class DataRow(Mapping[str, DataCell]):
    """One row: a cell for each of the table's columns, by its key, in their order."""

    cells: Mapping[str, DataCell]
    place: Place

    def __getitem__(self, key: str) -> DataCell:
        return self.cells[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.cells)

    def __len__(self) -> int:
        return len(self.cells)


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table.

    Attributes:
        file: path of the file.
        sheet: sheet of a workbook; None for CSV.
        header: rows of headings. Cells that are merged, or left empty beside or below their heading, are filled in, so
            equal neighbours are one cell.
        columns: a unique key for each column: its heading, or “2021 / Kvinnor” for headings in two rows.
        rows: the body, without empty rows.
        place: the first heading row.
        warnings: what an author should know and what stops nothing, such as hidden rows.
    """

    file: str
    sheet: str | None
    header: tuple[tuple[str, ...], ...]
    columns: tuple[str, ...]
    rows: tuple[DataRow, ...]
    place: Place
    warnings: tuple[Fault, ...] = field(default=(), compare=False)
