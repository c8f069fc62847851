"""What CSV files and sheets have in common before anyone knows which row is the header."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, overload

from pipeline.places import Place

if TYPE_CHECKING:
    from pipeline.faults import Fault


class Trouble(NamedTuple):
    """Why a cell cannot be read; its place is known only when its column's heading is."""

    code: str
    message: str
    todo: str


class TypedCell(NamedTuple):
    """A cell of a workbook, or what is known of it beside its text.

    Attributes:
        value: int, Decimal or date; str for text.
        text: as people write it: `5,3 %`, `2008-08-31`.
        percent: whether the number is shown in percent (the value is then in percent too).
        row_place: the row that it comes from where it is merged downwards; None for its own row.
        trouble: why it cannot be read.
    """

    value: str | int | Decimal | date
    text: str
    percent: bool = False
    row_place: Place | None = None
    trouble: Trouble | None = None


#: A cell of a CSV file is its text.
GridCell: TypeAlias = str | TypedCell


class GridRow(NamedTuple):
    """A row that is not empty; its place is made when it is asked for, as most rows are never named.

    Attributes:
        cells: may be fewer than the table is wide.
        table: place of the table.
        number: as a spreadsheet shows it, from 1.
        line: where it begins in a text file; None where there are no lines.
        heading: what names the row, where a file has no rows that one could count.
    """

    cells: tuple[GridCell, ...]
    table: Place
    number: int
    line: int | None = None
    heading: str | None = None

    @property
    def place(self) -> Place:
        """Where the row stands."""
        return self.table.at(row=self.number, line=self.line, row_heading=self.heading)


class RowPlaces(Sequence[Place]):
    """The places of a table's rows, each made when it is asked for."""

    def __init__(self, table: Place, rows: Sequence[GridRow]) -> None:
        self._table = table
        self._rows = [(row.number, row.line, row.heading) for row in rows]

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Place: ...
    @overload
    def __getitem__(self, index: slice) -> list[Place]: ...
    def __getitem__(self, index: int | slice) -> Place | list[Place]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        number, line, heading = self._rows[index]
        return self._table.at(row=number, line=line, row_heading=heading)


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a sheet.

    Attributes:
        place: the file, and the sheet where there is one.
        rows: from the first row that is not empty.
        ragged: whether rows of another width than the header's are mistakes; a sheet's never are.
        spans: cells of header rows that are merged, as (row index, first column, last column), from 0.
        warnings: what stops nothing.
        serial_dates: day 0 of the workbook's day numbers; None where a number is never a date.
        header_rows: number of heading rows, where the source says it; None where the settings do.
        title, notes, stubs: what the source says of the whole, as in `DataTable`.
        units: unit of a column by its index, from 0.
    """

    place: Place
    rows: tuple[GridRow, ...]
    ragged: bool
    spans: tuple[tuple[int, int, int], ...] = ()
    warnings: tuple[Fault, ...] = ()
    serial_dates: date | None = None
    header_rows: int | None = None
    title: str = ""
    notes: tuple[str, ...] = ()
    stubs: int = 0
    units: Mapping[int, str] = field(default_factory=dict)


def text_of(cell: GridCell) -> str:
    """The text of a cell, without blanks around it."""
    return (cell if isinstance(cell, str) else cell.text).strip()
