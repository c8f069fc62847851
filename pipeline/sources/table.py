"""A table as its author wrote it: cells with their values, their text and their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from pipeline.faults import Fault
    from pipeline.places import Place
    from pipeline.sources.columns import ColumnTable

ColumnType: TypeAlias = Literal["text", "integer", "decimal", "percent", "date", "choice"]
CellValue: TypeAlias = str | int | Decimal | date | None

#: Why a cell has no value, as official statistics say it (Statistics Sweden, teckenförklaring): “..” the value is not
#: available or too uncertain to be given; “–” nil, nothing to report, exactly nought; “.” there can be no value.
Missing: TypeAlias = Literal["", "not-available", "nil", "not-applicable"]


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """What a column must hold.

    Attributes:
        type: `text` gives str; `integer` int; `decimal` Decimal; `percent` Decimal in percent (`5,3 %` and `5,3` are
            5.3; a workbook's percent cell 0.053 is 5.3); `date` date; `choice` one of `choices`, as it stands there;
            None what each cell clearly is, as in a column that nothing is said of.
        required: whether an empty cell is a fault. A cell that says that there is no value (“..”, “–”) never is.
        optional_column: whether the column may be missing altogether.
        choices: what a `choice` may be; capitals and small letters are alike.
        unique: whether a value may stand only once in the column.
        decimals: decimals to show, for those who show the table; None for as many as are written. Reading rounds
            nothing.
        unit: what the column's numbers are, such as `kr`; a number may have it behind it (`1 234 kr`).
    """

    type: ColumnType | None = "text"
    required: bool = True
    optional_column: bool = False
    choices: tuple[str, ...] = ()
    unique: bool = False
    decimals: int | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class DataCell:
    """One cell.

    Attributes:
        value: of the column's type; None for no value: an empty cell, “..”, “–”, “-” or “.”.
        text: as it stands in the file, without blanks around it.
        row_place: place of its row; of the first row of a merged cell.
        header: heading of its column; None when `row_place` is the whole place.
        missing: which sign says that there is no value; "" for a cell with a value, and for an empty one.
    """

    value: CellValue
    text: str
    row_place: Place
    header: str | None = None
    missing: Missing = ""

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
        file: path of the file, or address of the database.
        sheet: sheet of a workbook, name of a query; None for CSV and PX.
        header: rows of headings. Cells that are merged, or left empty beside or below their heading, are filled in, so
            equal neighbours are one cell.
        columns: a unique key for each column: its heading, or “2021 / Kvinnor” for headings in two rows.
        rows: the body, without empty rows; of a long table, each row is made when it is asked for.
        place: the first heading row.
        warnings: what an author should know and what stops nothing, such as hidden rows.
        title: what the source itself says that the table shows; empty unless it does (PX).
        notes: notes of the source itself (PX).
        units: unit of a column by its key, where the source or the settings say one.
        stubs: number of leading columns that name a row, where the source says so (PX); 0 where it does not.
    """

    file: str
    sheet: str | None
    header: tuple[tuple[str, ...], ...]
    columns: tuple[str, ...]
    rows: Sequence[DataRow]
    place: Place
    warnings: tuple[Fault, ...] = field(default=(), compare=False)
    title: str = ""
    notes: tuple[str, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    stubs: int = 0

    @property
    def by_columns(self) -> ColumnTable:
        """The same cells by columns, for sums over many rows; at no cost where the table is long."""
        from pipeline.sources.columns import ColumnTable

        return ColumnTable.of(self)
